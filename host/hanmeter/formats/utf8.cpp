// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/formats/utf8.h"

#include <cstdint>

namespace hanmeter::formats {
namespace {

// Which first bytes begin a character of `length` bytes, and what its second byte may be.
struct Row {
    std::uint8_t first_from;
    std::uint8_t first_to;
    std::uint8_t second_from;
    std::uint8_t second_to;
    std::uint8_t length;
};

// RFC 3629, section 4.
constexpr Row rows[] = {
    {0xC2, 0xDF, 0x80, 0xBF, 2}, {0xE0, 0xE0, 0xA0, 0xBF, 3}, {0xE1, 0xEC, 0x80, 0xBF, 3},
    {0xED, 0xED, 0x80, 0x9F, 3}, {0xEE, 0xEF, 0x80, 0xBF, 3}, {0xF0, 0xF0, 0x90, 0xBF, 4},
    {0xF1, 0xF3, 0x80, 0xBF, 4}, {0xF4, 0xF4, 0x80, 0x8F, 4},
};

constexpr std::uint8_t octet(std::string_view text, std::size_t at) {
    return static_cast<std::uint8_t>(text[at]);
}

}  // namespace

std::size_t character_length(std::string_view text) {
    const std::uint8_t first = octet(text, 0);
    if (first < 0x80) return 1;
    for (const Row& row : rows) {
        if (first < row.first_from || first > row.first_to) continue;
        if (text.size() < row.length) return 0;
        if (octet(text, 1) < row.second_from || octet(text, 1) > row.second_to) return 0;
        for (std::size_t at = 2; at < row.length; ++at) {
            if ((octet(text, at) & 0xC0) != 0x80) return 0;
        }
        return row.length;
    }
    return 0;
}

bool is_control(std::string_view character) {
    const std::uint8_t first = octet(character, 0);
    if (character.size() == 1) return first < 0x20 || first == 0x7F;
    return first == 0xC2 && octet(character, 1) < 0xA0;
}

}  // namespace hanmeter::formats
