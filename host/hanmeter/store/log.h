// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "hanmeter/store/stored_reading.h"

namespace hanmeter::store {

// The number of a reading in the log: 1, 2, 3 ... without gaps, never used again.
using Sequence = std::uint64_t;

// What a sink wants to find again beside its cursor, at most 64 bytes.
class OwnBytes {
public:
    static constexpr std::size_t limit = 64;

    constexpr OwnBytes() = default;
    template <std::size_t size>
    explicit OwnBytes(const std::array<std::uint8_t, size>& bytes) : size_{size} {
        static_assert(size <= limit);
        std::copy(bytes.begin(), bytes.end(), room_.begin());
    }
    // At most `limit` bytes.
    void assign(bytes::Bytes bytes) {
        size_ = std::min(bytes.size(), limit);
        std::copy_n(bytes.begin(), size_, room_.begin());
    }
    // Valid as long as this.
    bytes::Bytes view() const { return bytes::Bytes{room_}.first(size_); }

private:
    std::array<std::uint8_t, limit> room_{};
    std::size_t size_ = 0;
};

struct Entry {
    Sequence sequence = 0;
    // Shared, since the log may let a reading go while a sink still has it in hand.
    std::shared_ptr<const StoredReading> reading{};
};

// THE log: every reading is put here first, and what a sink has not had yet is found here. Each
// sink has a cursor of its own:
//
//     1   2   3   4   5   6   7   8   9  10
//   ----------|-----------|---------------|
//   acknowledged  in hand     waiting
//
// All of it may be called from any thread. No call waits for a sink.
class Log {
public:
    using Cursor = std::size_t;

    struct Counters {
        std::uint64_t waiting = 0;  // not handed out to this sink yet
        std::uint64_t dropped = 0;  // gone before they were handed out to this sink
    };

    virtual ~Log() = default;

    // The reading is in the log when this returns. What `reading` and `meter`, its meter's name,
    // show is copied.
    virtual Sequence append(const values::Reading& reading, std::string_view meter) = 0;
    Sequence append(const values::Reading& reading) { return append(reading, {}); }

    // The cursor of a sink, by name. A new one stands at the end of the log; one that is known from
    // before stands behind what was acknowledged.
    virtual Cursor open(std::string_view sink) = 0;
    // What came with the last acknowledge().
    virtual OwnBytes own(Cursor cursor) const = 0;

    // Hands out the next readings, at most `most`, in order; empty when there are none. The caller
    // keeps them until it has acknowledged them: they are not handed out again while this runs.
    virtual std::vector<Entry> next(Cursor cursor, std::size_t most) = 0;

    // Everything up to `sequence` is dealt with.
    virtual void acknowledge(Cursor cursor, Sequence sequence, const OwnBytes& own) = 0;

    virtual Counters counters(Cursor cursor) const = 0;
};

}  // namespace hanmeter::store
