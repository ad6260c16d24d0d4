// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/store/memory_log.h"

namespace hanmeter::store {

Sequence MemoryLog::append(const values::Reading& reading, std::string_view meter) {
    auto copy = std::make_shared<const StoredReading>(reading, meter);
    io::Lock lock{mutex_};
    ++last_;
    if (positions_.empty()) return last_;
    bytes_ += copy->bytes();
    entries_.push_back({last_, std::move(copy)});
    while (bytes_ > limit_ && entries_.size() > 1) let_go_of_oldest();
    return last_;
}

Log::Cursor MemoryLog::open(std::string_view sink) {
    io::Lock lock{mutex_};
    const auto known = std::find_if(positions_.begin(), positions_.end(),
                                    [sink](const Position& each) { return each.sink == sink; });
    if (known != positions_.end()) {
        return static_cast<Cursor>(known - positions_.begin());
    }
    positions_.push_back({.sink = std::string{sink}, .handed_out = last_});
    return positions_.size() - 1;
}

OwnBytes MemoryLog::own(Cursor cursor) const {
    io::Lock lock{mutex_};
    return positions_[cursor].own;
}

std::vector<Entry> MemoryLog::next(Cursor cursor, std::size_t most) {
    io::Lock lock{mutex_};
    Position& position = positions_[cursor];
    const std::uint64_t count = std::min<std::uint64_t>(last_ - position.handed_out, most);
    if (count == 0) return {};
    const auto begin = entries_.end() - static_cast<std::ptrdiff_t>(last_ - position.handed_out);
    std::vector<Entry> batch{begin, begin + static_cast<std::ptrdiff_t>(count)};
    position.handed_out += count;
    let_go_of_what_all_had();
    return batch;
}

void MemoryLog::acknowledge(Cursor cursor, Sequence, const OwnBytes& own) {
    io::Lock lock{mutex_};
    positions_[cursor].own = own;
}

Log::Counters MemoryLog::counters(Cursor cursor) const {
    io::Lock lock{mutex_};
    const Position& position = positions_[cursor];
    return {.waiting = last_ - position.handed_out, .dropped = position.dropped};
}

std::size_t MemoryLog::bytes() const {
    io::Lock lock{mutex_};
    return bytes_;
}

void MemoryLog::let_go_of_oldest() {
    const Sequence oldest = entries_.front().sequence;
    for (Position& position : positions_) {
        if (position.handed_out >= oldest) continue;
        position.handed_out = oldest;
        ++position.dropped;
    }
    bytes_ -= entries_.front().reading->bytes();
    entries_.pop_front();
}

void MemoryLog::let_go_of_what_all_had() {
    Sequence all_had = last_;
    for (const Position& position : positions_) all_had = std::min(all_had, position.handed_out);
    while (!entries_.empty() && entries_.front().sequence <= all_had) {
        bytes_ -= entries_.front().reading->bytes();
        entries_.pop_front();
    }
}

}  // namespace hanmeter::store
