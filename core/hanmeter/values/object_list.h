// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>

#include "hanmeter/values/reading.h"

namespace hanmeter::values {

// Objects collected in room that the caller owns. What does not fit is refused and remembered.
class ObjectList {
public:
    explicit ObjectList(std::span<Object> room) : room_{room} {}

    void clear() {
        size_ = 0;
        overflowed_ = false;
    }
    bool add(const Object& object) {
        if (size_ == room_.size()) {
            overflowed_ = true;
            return false;
        }
        room_[size_++] = object;
        return true;
    }
    bool overflowed() const { return overflowed_; }
    bool empty() const { return size_ == 0; }
    std::span<Object> view() const { return room_.first(size_); }
    // Takes out those for which `unwanted` is true, keeping the order; gives their number.
    std::size_t drop_if(bool (*unwanted)(const Object&)) {
        const auto used = view();
        const auto kept = std::remove_if(used.begin(), used.end(), unwanted);
        const auto dropped = static_cast<std::size_t>(used.end() - kept);
        size_ -= dropped;
        return dropped;
    }
    // The one added last. Only where there is one.
    Object& last() { return room_[size_ - 1]; }

private:
    std::span<Object> room_;
    std::size_t size_ = 0;
    bool overflowed_ = false;
};

}  // namespace hanmeter::values
