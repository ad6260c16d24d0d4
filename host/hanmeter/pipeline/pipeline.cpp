// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/pipeline/pipeline.h"

#include <algorithm>

namespace hanmeter::pipeline {
namespace {

using Clock = std::chrono::steady_clock;

}  // namespace

Pipeline::Pipeline(store::Log& log, Say say) : log_{log}, say_{std::move(say)} {}

Pipeline::~Pipeline() {
    stop(Milliseconds{0});
}

void Pipeline::add(std::unique_ptr<Sink> sink, const SinkPolicy& policy) {
    workers_.push_back(std::make_shared<Worker>(std::move(sink), log_, policy, say_));
    Worker::start(workers_.back());
}

void Pipeline::remove(std::string_view sink, Milliseconds flush) {
    const auto found = std::ranges::find_if(
        workers_, [sink](const auto& worker) { return worker->name() == sink; });
    if (found == workers_.end()) return;
    const std::shared_ptr<Worker> worker = std::move(*found);
    workers_.erase(found);
    const Clock::time_point until = Clock::now() + flush;
    worker->ask_to_end(until);
    worker->await_end(until);
    worker->cancel();
    worker->end(until + cancel_limit);
}

store::Sequence Pipeline::append(const values::Reading& reading, std::string_view meter) {
    const store::Sequence sequence = log_.append(reading, meter);
    for (const auto& worker : workers_) worker->wake();
    return sequence;
}

bool Pipeline::settle(Milliseconds limit) {
    const Clock::time_point until = Clock::now() + limit;
    bool settled = true;
    for (const auto& worker : workers_) settled = worker->settle(until) && settled;
    return settled;
}

void Pipeline::stop(Milliseconds flush) {
    if (stopped_) return;
    stopped_ = true;
    const Clock::time_point until = Clock::now() + flush;
    for (const auto& worker : workers_) worker->ask_to_end(until);
    for (const auto& worker : workers_) worker->await_end(until);
    for (const auto& worker : workers_) worker->cancel();
    for (const auto& worker : workers_) worker->end(until + cancel_limit);
}

std::vector<SinkCounters> Pipeline::counters() const {
    std::vector<SinkCounters> all;
    for (const auto& worker : workers_) all.push_back(worker->counters());
    return all;
}

}  // namespace hanmeter::pipeline
