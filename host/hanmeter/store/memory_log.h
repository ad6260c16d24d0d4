// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <string>

#include "hanmeter/io/mutex.h"
#include "hanmeter/store/log.h"

namespace hanmeter::store {

// A log that lives as long as the program. A reading goes when every sink was handed it; when what
// is left takes more than `limit` bytes, the oldest go first and are counted for each sink that had
// not had them. The newest always stays. Without a sink nothing is kept.
class MemoryLog final : public Log {
public:
    // A day and more of a Norwegian three-phase meter.
    static constexpr std::size_t default_limit = std::size_t{32} << 20;

    explicit MemoryLog(std::size_t limit = default_limit) : limit_{limit} {}

    using Log::append;
    Sequence append(const values::Reading& reading, std::string_view meter) override;
    Cursor open(std::string_view sink) override;
    OwnBytes own(Cursor cursor) const override;
    std::vector<Entry> next(Cursor cursor, std::size_t most) override;
    void acknowledge(Cursor cursor, Sequence sequence, const OwnBytes& own) override;
    Counters counters(Cursor cursor) const override;

    // Memory that the readings take, those in a sink's hand not counted.
    std::size_t bytes() const;

private:
    struct Position {
        std::string sink;
        Sequence handed_out = 0;  // all up to here are handed out or dropped
        std::uint64_t dropped = 0;
        OwnBytes own{};
    };

    void let_go_of_oldest() HANMETER_REQUIRES(mutex_);
    void let_go_of_what_all_had() HANMETER_REQUIRES(mutex_);

    const std::size_t limit_;
    mutable io::Mutex mutex_;
    std::deque<Entry> entries_ HANMETER_GUARDED_BY(mutex_);
    std::vector<Position> positions_ HANMETER_GUARDED_BY(mutex_);
    std::size_t bytes_ HANMETER_GUARDED_BY(mutex_) = 0;
    Sequence last_ HANMETER_GUARDED_BY(mutex_) = 0;
};

}  // namespace hanmeter::store
