// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>

#include "hanmeter/bytes/cursor.h"

namespace hanmeter::bytes {

// Bytes collected in room that the caller owns and that outlives this. What does not fit is
// refused, never cut.
class FixedBuffer {
public:
    explicit FixedBuffer(std::span<std::uint8_t> room) : room_{room} {}

    Bytes view() const { return room_.first(size_); }
    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    std::size_t free() const { return room_.size() - size_; }
    void clear() { size_ = 0; }

    [[nodiscard]] bool append(Bytes more) {
        if (more.size() > free()) return false;
        std::copy(more.begin(), more.end(), room_.begin() + static_cast<std::ptrdiff_t>(size_));
        size_ += more.size();
        return true;
    }

    // Gives the first `count` bytes (at most size()) up and moves the rest to the front.
    void drop_front(std::size_t count) {
        std::copy(room_.begin() + static_cast<std::ptrdiff_t>(count),
                  room_.begin() + static_cast<std::ptrdiff_t>(size_), room_.begin());
        size_ -= count;
    }

private:
    std::span<std::uint8_t> room_;
    std::size_t size_ = 0;
};

}  // namespace hanmeter::bytes
