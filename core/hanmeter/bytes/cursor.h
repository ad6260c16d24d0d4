// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

#include "hanmeter/bytes/result.h"

namespace hanmeter::bytes {

// Bytes that somebody else owns.
using Bytes = std::span<const std::uint8_t>;

// The one place where bytes are read: front to back, bounds checked, big endian as IEC 62056 has
// it (`_le` where a standard differs). A read that does not fit gives Error::truncated with the
// offset of the element and moves nothing.
class Cursor {
public:
    constexpr explicit Cursor(Bytes input) : input_{input} {}

    constexpr std::size_t offset() const { return at_; }
    constexpr std::size_t remaining() const { return input_.size() - at_; }
    constexpr bool at_end() const { return at_ == input_.size(); }
    constexpr Bytes rest() const { return input_.subspan(at_); }

    constexpr Result<std::uint8_t> u8() { return number<std::uint8_t, 1>(); }
    constexpr Result<std::uint16_t> u16_be() { return number<std::uint16_t, 2>(); }
    constexpr Result<std::uint32_t> u32_be() { return number<std::uint32_t, 4>(); }
    constexpr Result<std::uint64_t> u64_be() { return number<std::uint64_t, 8>(); }
    constexpr Result<std::uint16_t> u16_le() {
        auto swapped = u16_be();
        if (!swapped) return swapped;
        return static_cast<std::uint16_t>((*swapped >> 8) | (*swapped << 8));
    }

    // The next byte, which stays where it is.
    constexpr Result<std::uint8_t> peek() const {
        if (at_end()) return {Error::truncated, at_};
        return input_[at_];
    }

    constexpr Result<Bytes> take(std::size_t count) {
        if (count > remaining()) return {Error::truncated, at_};
        Bytes taken = input_.subspan(at_, count);
        at_ += count;
        return taken;
    }

private:
    template <class T, std::size_t size>
    constexpr Result<T> number() {
        if (remaining() < size) return {Error::truncated, at_};
        T value = 0;
        for (std::size_t i = 0; i < size; ++i) {
            value = static_cast<T>((std::uint64_t{value} << 8) | input_[at_ + i]);
        }
        at_ += size;
        return value;
    }

    Bytes input_;
    std::size_t at_ = 0;
};

}  // namespace hanmeter::bytes
