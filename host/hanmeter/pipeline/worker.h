// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <memory>
#include <thread>

#include "hanmeter/io/mutex.h"
#include "hanmeter/pipeline/back_off.h"
#include "hanmeter/pipeline/sink.h"

namespace hanmeter::pipeline {

struct SinkCounters {
    std::string sink;
    std::uint64_t delivered = 0;  // readings accepted
    std::uint64_t refused = 0;    // readings refused
    std::uint64_t retried = 0;    // deliveries that have to be tried again
    std::uint64_t waiting = 0;    // readings that are still to be delivered
    std::uint64_t dropped = 0;    // readings that the log dropped before they could be delivered
};

// One sink and its thread. A part of Pipeline, which says what the calls are for.
class Worker {
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    Worker(std::unique_ptr<Sink> sink, store::Log& log, const SinkPolicy& policy, Say say);

    // The thread shares the worker until it ends.
    static void start(const std::shared_ptr<Worker>& worker);

    const std::string& name() const { return name_; }

    // There is something new in the log.
    void wake();
    bool settle(TimePoint until);

    // The end, in four steps: no longer than `until`; wait for it; hurry the sink; give it up.
    void ask_to_end(TimePoint until);
    void await_end(TimePoint until);
    void cancel();
    void end(TimePoint until);

    SinkCounters counters() const;

private:
    using Batch = std::span<const store::Entry>;

    void run();
    std::vector<store::Entry> fetch();
    // False: the end, no further delivery.
    bool deliver(Batch& left);
    bool wait_to_try_again(const std::string& why);
    void works_again();
    void refused(const store::Entry& entry, const std::string& why);
    void settle_up(Batch& left, std::size_t delivered, std::size_t refused,
                   const store::OwnBytes& own);
    void tell_of_dropped();
    void finish();
    // True: the thread is inside the sink and will not touch anything but this when it comes back.
    bool abandon();
    void tell(const std::string& sentence) const { say_(name_ + ": " + sentence); }
    bool time_is_up() const HANMETER_REQUIRES(mutex_);

    const std::unique_ptr<Sink> sink_;
    const std::string name_;
    store::Log& log_;  // not touched any more once abandoned_
    const store::Log::Cursor cursor_;
    const SinkPolicy policy_;
    const Say say_;
    std::thread thread_;

    // Of the sink's thread only:
    std::uint64_t failures_ = 0;  // in a row
    std::string last_failure_;
    std::uint64_t refusals_ = 0;  // for the same reason
    std::string last_refusal_;
    std::uint64_t said_dropped_ = 0;

    mutable io::Mutex mutex_;
    io::Condition changed_;
    std::uint64_t delivered_ HANMETER_GUARDED_BY(mutex_) = 0;
    std::uint64_t refused_ HANMETER_GUARDED_BY(mutex_) = 0;
    std::uint64_t retried_ HANMETER_GUARDED_BY(mutex_) = 0;
    std::uint64_t in_hand_ HANMETER_GUARDED_BY(mutex_) = 0;
    bool work_ HANMETER_GUARDED_BY(mutex_) = false;
    bool idle_ HANMETER_GUARDED_BY(mutex_) = false;
    bool in_sink_ HANMETER_GUARDED_BY(mutex_) = false;
    bool ending_ HANMETER_GUARDED_BY(mutex_) = false;
    bool ended_ HANMETER_GUARDED_BY(mutex_) = false;
    bool abandoned_ HANMETER_GUARDED_BY(mutex_) = false;
    TimePoint end_by_ HANMETER_GUARDED_BY(mutex_) = {};
};

}  // namespace hanmeter::pipeline
