// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace hanmeter::bytes {

// The value of a hexadecimal digit of either case, or -1.
constexpr int hex_value(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
    return -1;
}

// The lower-case digit of a value below 16.
constexpr char hex_digit(unsigned value) {
    return "0123456789abcdef"[value & 0x0F];
}

constexpr bool is_printable_ascii(std::uint8_t byte) {
    return byte >= 0x20 && byte < 0x7F;
}

}  // namespace hanmeter::bytes
