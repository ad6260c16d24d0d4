// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "hanmeter/bytes/hex.h"
#include "hanmeter/captures/base64.h"

namespace hanmeter::captures {

// A word of a line, as far as it can be told from the word alone.
struct Word {
    enum class Kind : std::uint8_t {
        text,     // no bytes
        hex,      // 7E  7e02a0  E  0x7e  0x7EA0  7eh  \x7e\xa0  7E:A0  7E-A0-27-01  7E.A0.27.01
        base64,   // fqDSQQiDE4LW, see base64.h
        literal,  // b'~\xa0*A\x08', the quotes taken off
        number,   // 41: hexadecimal or decimal
        decimal,  // 126, 041, and -96 for 160
        odd,      // 7EA: hex digits, one of which belongs to the next line or the one before
    };
    Kind kind = Kind::text;
    std::string_view text{};
    std::size_t at = 0;         // where it begins in the line
    std::size_t size = 0;       // bytes it stands for; half a byte does not count
    bool after_gap = false;     // two blanks, a tab or | before it
    bool before_colon = false;  // as an offset has
    bool before_comma = false;
};

// What the text alone says: kind and size.
Word word_of(std::string_view text);

// The same of what stands between the quotes of b'..'; a literal only if it holds some \x...
Word literal_of(std::string_view text);

// A time of day is written like two or three bytes: 23:59, 23:59:59.
bool looks_like_time(std::string_view text);

// The value of a word of kind number or decimal read as decimal.
std::uint8_t decimal_value(std::string_view text);

// Takes the next byte of a literal off its front. `rest` is not empty.
std::uint8_t next_literal_byte(std::string_view& rest);

// The hex digits of a word of kind hex, base64, literal, number or odd, two a byte: `take(int
// digit)`. A single digit comes with a zero in front.
template <class Take>
void for_each_digit(const Word& word, Take take) {
    std::string_view rest = word.text;
    if (word.kind == Word::Kind::base64) {
        for_each_base64_byte(rest, [&](std::uint8_t byte) {
            take(byte >> 4);
            take(byte & 0x0F);
        });
        return;
    }
    while (word.kind == Word::Kind::literal && !rest.empty()) {
        const int byte = next_literal_byte(rest);
        take(byte >> 4);
        take(byte & 0x0F);
    }
    if (rest.starts_with("0x") || rest.starts_with("0X")) rest.remove_prefix(2);
    if (rest.size() == 1) take(0);
    for (char c : rest) {
        const int value = bytes::hex_value(c);
        if (value >= 0) take(value);
    }
}

}  // namespace hanmeter::captures
