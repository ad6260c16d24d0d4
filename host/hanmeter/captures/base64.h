// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace hanmeter::captures {

// The six bits of a digit of base64 (RFC 4648, also its URL alphabet), or -1.
int base64_value(char c);

// Digits of base64 only; no padding.
bool is_base64(std::string_view text);

// At least 16 such digits whose bytes begin as frames and messages of meters do (a gateway's
// envelope may have up to 12 bytes in front of an HDLC frame), or at least 40 among which are
// capitals, small letters and numbers: words of people are shorter or have fewer kinds.
bool looks_like_base64(std::string_view text);

// How many whole bytes so many digits stand for.
constexpr std::size_t base64_bytes(std::size_t digits) {
    return digits * 3 / 4;
}

// take(std::uint8_t) with each whole byte.
template <class Take>
void for_each_base64_byte(std::string_view text, Take take) {
    unsigned bits = 0;
    unsigned count = 0;
    for (const char c : text) {
        bits = (bits << 6U | static_cast<unsigned>(base64_value(c))) & 0xFFFFU;
        count += 6;
        if (count < 8) continue;
        count -= 8;
        take(static_cast<std::uint8_t>(bits >> count & 0xFFU));
    }
}

}  // namespace hanmeter::captures
