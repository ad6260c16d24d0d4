// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/pipeline/latest.h"

#include <algorithm>

namespace hanmeter::pipeline {
namespace {

// The same register: by its key, or by its code where it has none or is of a channel.
bool is_same(const values::Object& left, const values::Object& right) {
    return left.obis == right.obis && left.quantity == right.quantity;
}

}  // namespace

Latest::Line Latest::add(std::string source) {
    io::Lock lock{mutex_};
    const Line line = next_++;
    meters_[line].source = std::move(source);
    return line;
}

void Latest::remove(Line line) {
    io::Lock lock{mutex_};
    meters_.erase(line);
}

void Latest::named(Line line, std::string meter) {
    io::Lock lock{mutex_};
    meters_[line].meter = std::move(meter);
}

void Latest::received(Line line, std::size_t bytes, values::Instant now, const Counters& counters) {
    io::Lock lock{mutex_};
    MeterNow& meter = meters_[line];
    meter.bytes += bytes;
    meter.last_byte = now;
    meter.counters = counters;
}

void Latest::take(Line line, std::shared_ptr<const store::StoredReading> reading,
                  std::optional<std::chrono::milliseconds> clock_offset) {
    io::Lock lock{mutex_};
    MeterNow& meter = meters_[line];
    const auto& objects = reading->view().objects;
    for (std::size_t i = 0; i < objects.size(); ++i) {
        const auto known = std::ranges::find_if(meter.values, [&](const LatestValue& value) {
            return is_same(value.get(), objects[i]);
        });
        if (known == meter.values.end()) {
            meter.values.push_back({reading, i});
        } else if (known->reading != reading) {  // of a code that stands twice the first counts
            *known = {reading, i};
        }
    }
    if (clock_offset) meter.clock_offset = clock_offset;
    meter.newest = std::move(reading);
}

void Latest::sinks(std::vector<SinkCounters> counters) {
    io::Lock lock{mutex_};
    sinks_ = std::move(counters);
}

std::vector<MeterNow> Latest::meters() const {
    io::Lock lock{mutex_};
    std::vector<MeterNow> all;
    for (const auto& [line, meter] : meters_) all.push_back(meter);
    return all;
}

void Latest::store(store::StoreStatus status) {
    io::Lock lock{mutex_};
    store_ = std::move(status);
}

std::optional<store::StoreStatus> Latest::store() const {
    io::Lock lock{mutex_};
    return store_;
}

std::vector<SinkCounters> Latest::sinks() const {
    io::Lock lock{mutex_};
    return sinks_;
}

}  // namespace hanmeter::pipeline
