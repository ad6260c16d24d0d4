// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hanmeter/bytes/error.h"

namespace hanmeter::bytes {

// A value or the Fault that stands in its place. T is cheap to copy and default constructible.
template <class T>
class [[nodiscard]] Result {
public:
    constexpr Result(T value) : value_{value}, ok_{true} {}
    constexpr Result(Fault fault) : fault_{fault} {}
    constexpr Result(Error error, std::size_t offset) : fault_{error, offset} {}

    constexpr explicit operator bool() const { return ok_; }
    constexpr bool operator!() const { return !ok_; }

    // Only where the result holds a value.
    constexpr const T& operator*() const { return value_; }
    constexpr const T* operator->() const { return &value_; }

    // Only where it does not.
    constexpr Fault fault() const { return fault_; }

private:
    T value_{};
    Fault fault_{};
    bool ok_ = false;
};

}  // namespace hanmeter::bytes
