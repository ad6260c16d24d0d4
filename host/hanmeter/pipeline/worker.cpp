// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/pipeline/worker.h"

#include <fmt/core.h>

#include "hanmeter/io/clock.h"

namespace hanmeter::pipeline {
namespace {

using Clock = std::chrono::steady_clock;

constexpr bool is_power_of_ten(std::uint64_t number) {
    while (number >= 10 && number % 10 == 0) number /= 10;
    return number == 1;
}

std::string time_of(const values::Reading& reading) {
    if (!reading.time) return {};
    std::array<char, values::Instant::max_text> room{};
    bytes::TextWriter out{room};
    reading.time->write(out);
    return fmt::format(" of {}", out.view());
}

}  // namespace

Worker::Worker(std::unique_ptr<Sink> sink, store::Log& log, const SinkPolicy& policy, Say say)
    : sink_{std::move(sink)},
      name_{sink_->name()},
      log_{log},
      cursor_{log.open(name_)},
      policy_{policy},
      say_{std::move(say)} {}

void Worker::start(const std::shared_ptr<Worker>& worker) {
    worker->thread_ = std::thread{[worker] { worker->run(); }};
}

void Worker::wake() {
    io::Lock lock{mutex_};
    work_ = true;
    if (idle_) changed_.notify_all();
}

bool Worker::settle(TimePoint until) {
    io::Lock lock{mutex_};
    while (!ended_ && (!idle_ || work_) && Clock::now() < until) changed_.wait_until(lock, until);
    return idle_ && !work_;
}

void Worker::ask_to_end(TimePoint until) {
    io::Lock lock{mutex_};
    ending_ = true;
    end_by_ = until;
    changed_.notify_all();
}

void Worker::await_end(TimePoint until) {
    io::Lock lock{mutex_};
    while (!ended_ && Clock::now() < until) changed_.wait_until(lock, until);
}

void Worker::cancel() {
    {
        io::Lock lock{mutex_};
        if (!in_sink_) return;
    }
    sink_->cancel();
}

void Worker::end(TimePoint until) {
    await_end(until);
    if (!abandon()) {
        thread_.join();
        return;
    }
    thread_.detach();
    tell(fmt::format("does not answer; {} readings could not be handed on before the end",
                     counters().waiting));
}

bool Worker::abandon() {
    io::Lock lock{mutex_};
    abandoned_ = in_sink_;
    return abandoned_;
}

SinkCounters Worker::counters() const {
    io::Lock lock{mutex_};
    const store::Log::Counters log = log_.counters(cursor_);
    return {.sink = name_,
            .delivered = delivered_,
            .refused = refused_,
            .retried = retried_,
            .waiting = log.waiting + in_hand_,
            .dropped = log.dropped};
}

bool Worker::time_is_up() const {
    return ending_ && Clock::now() >= end_by_;
}

void Worker::run() {
    const store::OwnBytes kept = log_.own(cursor_);
    if (const auto own = sink_->resume(kept.view())) log_.acknowledge(cursor_, 0, *own);
    for (auto batch = fetch(); !batch.empty(); batch = fetch()) {
        Batch left{batch};
        while (!left.empty() && deliver(left)) {
        }
        if (!left.empty()) break;
    }
    finish();
}

std::vector<store::Entry> Worker::fetch() {
    io::Lock lock{mutex_};
    while (!time_is_up()) {
        work_ = false;
        auto batch = log_.next(cursor_, policy_.batch);
        in_hand_ = batch.size();
        if (!batch.empty() || ending_) return batch;
        idle_ = true;
        changed_.notify_all();
        while (!work_ && !ending_) changed_.wait(lock);
        idle_ = false;
    }
    return {};
}

bool Worker::deliver(Batch& left) {
    {
        io::Lock lock{mutex_};
        if (time_is_up()) return false;
        in_sink_ = true;
    }
    const Delivery answer = sink_->deliver(left, io::now());
    {
        io::Lock lock{mutex_};
        in_sink_ = false;
        if (abandoned_) return false;
    }
    tell_of_dropped();
    if (const auto* again = std::get_if<TryAgain>(&answer)) return wait_to_try_again(again->why);
    works_again();
    if (const auto* no = std::get_if<Refused>(&answer)) {
        const std::size_t which = std::min(no->which, left.size() - 1);
        refused(left[which], no->why);
        settle_up(left, which, 1, no->own);
    } else if (const auto* yes = std::get_if<Accepted>(&answer)) {
        settle_up(left, std::clamp<std::size_t>(yes->count, 1, left.size()), 0, yes->own);
    }
    return true;
}

bool Worker::wait_to_try_again(const std::string& why) {
    ++failures_;
    if (why != last_failure_) {
        tell(fmt::format("{}; it is tried again, and readings wait until then", why));
        last_failure_ = why;
    }
    io::Lock lock{mutex_};
    ++retried_;
    if (ending_ && failures_ > 1) return false;
    const bool was_ending = ending_;
    TimePoint until = Clock::now() + wait_after(policy_, failures_);
    if (was_ending) until = std::min(until, end_by_);
    while (ending_ == was_ending && Clock::now() < until) changed_.wait_until(lock, until);
    return !time_is_up();
}

void Worker::works_again() {
    if (failures_ == 0) return;
    failures_ = 0;
    last_failure_.clear();
    tell(fmt::format("works again, {} readings to catch up with", counters().waiting));
}

void Worker::refused(const store::Entry& entry, const std::string& why) {
    refusals_ = why == last_refusal_ ? refusals_ + 1 : 1;
    last_refusal_ = why;
    if (!is_power_of_ten(refusals_)) return;
    const std::string so_far =
        refusals_ == 1 ? std::string{} : fmt::format(" ({} so far for this reason)", refusals_);
    tell(fmt::format("reading {}{} is left out: {}{}", entry.sequence,
                     time_of(entry.reading->view()), why, so_far));
}

void Worker::settle_up(Batch& left, std::size_t delivered, std::size_t refused,
                       const store::OwnBytes& own) {
    const std::size_t count = delivered + refused;
    log_.acknowledge(cursor_, left[count - 1].sequence, own);
    left = left.subspan(count);
    io::Lock lock{mutex_};
    delivered_ += delivered;
    refused_ += refused;
    in_hand_ = left.size();
}

void Worker::tell_of_dropped() {
    const std::uint64_t dropped = log_.counters(cursor_).dropped;
    if (dropped == 0 || (said_dropped_ != 0 && dropped < said_dropped_ * 10)) return;
    said_dropped_ = dropped;
    tell(
        fmt::format("too far behind: the oldest readings were dropped unsent, {} so far", dropped));
}

void Worker::finish() {
    {
        io::Lock lock{mutex_};
        if (abandoned_) return;
    }
    const std::uint64_t waiting = counters().waiting;
    if (waiting != 0)
        tell(fmt::format("{} readings could not be handed on before the end", waiting));
    io::Lock lock{mutex_};
    ended_ = true;
    changed_.notify_all();
}

}  // namespace hanmeter::pipeline
