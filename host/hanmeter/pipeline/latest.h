// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "hanmeter/decoder.h"
#include "hanmeter/io/mutex.h"
#include "hanmeter/pipeline/worker.h"
#include "hanmeter/store/sqlite_log.h"

namespace hanmeter::pipeline {

// The newest value of a key, and the reading that it came with.
struct LatestValue {
    std::shared_ptr<const store::StoredReading> reading{};
    std::size_t object = 0;  // of the reading's

    const values::Object& get() const { return reading->view().objects[object]; }
};

// A meter as it is now.
struct MeterNow {
    std::string meter{};   // by which name it goes; empty until that is known
    std::string source{};  // as the user wrote it, without passwords
    std::shared_ptr<const store::StoredReading> newest{};
    std::vector<LatestValue> values{};  // one a key, in the order in which they first came
    Counters counters{};
    std::uint64_t bytes = 0;                                  // received
    std::optional<values::Instant> last_byte{};               // when
    std::optional<std::chrono::milliseconds> clock_offset{};  // the meter's clock before the host's
};

// Everything that looks at the pipeline reads this snapshot: metrics, status, pages. May be asked
// from any thread; nobody who looks holds a reader up.
class Latest {
public:
    using Line = std::size_t;

    // A line that a meter is read from.
    Line add(std::string source);
    void remove(Line line);

    void named(Line line, std::string meter);
    void received(Line line, std::size_t bytes, values::Instant now, const Counters& counters);
    void take(Line line, std::shared_ptr<const store::StoredReading> reading,
              std::optional<std::chrono::milliseconds> clock_offset);
    void sinks(std::vector<SinkCounters> counters);

    // The store, where there is one on the disk.
    void store(store::StoreStatus status);

    std::vector<MeterNow> meters() const;
    std::vector<SinkCounters> sinks() const;
    std::optional<store::StoreStatus> store() const;

private:
    mutable io::Mutex mutex_;
    std::map<Line, MeterNow> meters_ HANMETER_GUARDED_BY(mutex_);
    Line next_ HANMETER_GUARDED_BY(mutex_) = 0;
    std::vector<SinkCounters> sinks_ HANMETER_GUARDED_BY(mutex_);
    std::optional<store::StoreStatus> store_ HANMETER_GUARDED_BY(mutex_);
};

}  // namespace hanmeter::pipeline
