// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "hanmeter/bytes/hex.h"
#include "hanmeter/bytes/text_writer.h"

namespace hanmeter::tests {

using Octets = std::vector<std::uint8_t>;

// The bytes that hex digits mean; blanks between them do not count.
inline Octets octets(std::string_view hex) {
    Octets out;
    int high = -1;
    for (char digit : hex) {
        if (digit == ' ' || digit == '\n') continue;
        const int value = bytes::hex_value(digit);
        if (value < 0) throw std::invalid_argument{"no hex digit in a test"};
        if (high < 0) {
            high = value;
        } else {
            out.push_back(static_cast<std::uint8_t>(high * 16 + value));
            high = -1;
        }
    }
    if (high >= 0) throw std::invalid_argument{"half a byte in a test"};
    return out;
}

inline Octets joined(std::initializer_list<Octets> parts) {
    Octets out;
    for (const Octets& part : parts) out.insert(out.end(), part.begin(), part.end());
    return out;
}

// What a value writes of itself.
template <class Value>
std::string written(const Value& value) {
    std::array<char, 1024> room;
    bytes::TextWriter out{room};
    value.write(out);
    if (out.overflowed()) throw std::length_error{"a value longer than the room of a test"};
    return std::string{out.view()};
}

}  // namespace hanmeter::tests
