// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <memory>
#include <vector>

#include "hanmeter/pipeline/back_off.h"
#include "hanmeter/pipeline/worker.h"

namespace hanmeter::pipeline {

// From the log to the sinks: order, retry, back-off and batches are here and nowhere else. Every
// sink has a thread of its own, asleep while there is nothing to hand on. The whole of it:
//
//     store::MemoryLog log;
//     pipeline::Pipeline pipeline{log, say};
//     pipeline.add(std::move(sink));   // each sink, before the first append
//     pipeline.append(reading);        // each reading; waits for no sink
//     pipeline.stop();                 // tries for 5 s to hand on what is left
//     pipeline.counters();             // also behind stop(): what became of it all
//
// All of it is for one thread.
class Pipeline {
public:
    using Milliseconds = std::chrono::milliseconds;
    static constexpr Milliseconds flush_limit{5000};
    // How long a sink that was cancelled may take to return. Then its thread is left behind.
    static constexpr Milliseconds cancel_limit{1000};

    // `log` outlives this. `say` takes one sentence about a sink (what fails and what to do, what
    // was refused, what was dropped); it is called from the sinks' threads, several at once.
    Pipeline(store::Log& log, Say say);
    ~Pipeline();  // stop() with no time to flush, if it was not called
    Pipeline(const Pipeline&) = delete;
    Pipeline& operator=(const Pipeline&) = delete;

    void add(std::unique_ptr<Sink> sink, const SinkPolicy& policy = {});

    // Takes a sink out and tries for so long to hand on what is left; what it had not had stays for
    // one of its name. Nothing happens where there is none.
    void remove(std::string_view sink, Milliseconds flush = flush_limit);

    // What `reading` and `meter`, by which name its meter goes, show is copied.
    store::Sequence append(const values::Reading& reading, std::string_view meter = {});

    // Waits until every sink has dealt with all that was appended; false when `limit` passed first.
    bool settle(Milliseconds limit);

    // Ends all threads within `flush` + cancel_limit. What could not be delivered is said and
    // stays in the counters as waiting. Again: nothing happens.
    void stop(Milliseconds flush = flush_limit);

    // One for each sink, in the order of add(). Of the same thread as add() and remove().
    std::vector<SinkCounters> counters() const;

private:
    store::Log& log_;
    const Say say_;
    // Shared with the sink's thread, which may have to be left behind in a call that hangs.
    std::vector<std::shared_ptr<Worker>> workers_;
    bool stopped_ = false;
};

}  // namespace hanmeter::pipeline
