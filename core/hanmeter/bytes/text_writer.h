// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "hanmeter/bytes/cursor.h"

namespace hanmeter::bytes {

// Writes text into room that the caller owns. What does not fit is left out and `overflowed()`
// says so; it never writes past the room and never allocates.
class TextWriter {
public:
    explicit TextWriter(std::span<char> room) : room_{room} {}

    // Valid as long as the room and until the next write.
    std::string_view view() const { return {room_.data(), size_}; }
    bool overflowed() const { return overflowed_; }
    void clear() {
        size_ = 0;
        overflowed_ = false;
    }

    TextWriter& put(char character);
    TextWriter& put(std::string_view text);
    // Decimal digits, with zeros in front up to `min_digits` (at most 20).
    TextWriter& put_unsigned(std::uint64_t value, std::size_t min_digits = 1);
    TextWriter& put_signed(std::int64_t value);
    // Two lower-case digits a byte, `separator` between bytes unless it is 0.
    TextWriter& put_hex(Bytes data, char separator = '\0');
    // Four lower-case digits.
    TextWriter& put_hex_u16(std::uint16_t value);

private:
    std::span<char> room_;
    std::size_t size_ = 0;
    bool overflowed_ = false;
};

}  // namespace hanmeter::bytes
