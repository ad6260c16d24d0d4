// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "hanmeter/captures/words.h"

namespace hanmeter::captures {

//  00000010: 7ea0 2a41 0883 1304 13e6 e700 0f40 0000  ~.*A.........@..
//  offset    bytes                                    the same bytes as characters
//
// The line without the characters at its right, |..| or not: they are left out only if each of
// them is the character of its byte, or a dot where that is not printable.
std::string_view without_characters(std::string_view line);

// Knows the offsets in front of a dump's rows. A first word of 4 to 16 hex digits is an offset if
// a colon and a blank follow it, or if it says how many bytes came before: 0 in the first row
// after a blank line or text, in hexadecimal or octal, and the bytes are set off by two blanks or
// the offset has 6 digits. The last row of a dump may be an offset alone.
class DumpOffsets {
public:
    // Whether the first word of this line is an offset.
    bool take(const Words& words, std::string_view line);
    // What the line then gave.
    void bytes_given(std::size_t count);
    void nothing_given(const Words& words);

private:
    enum class State { may_begin, none, expected, rows_left_out };

    bool fits(std::string_view digits);

    State state_ = State::may_begin;
    std::uint64_t next_ = 0;
    bool taken_ = false;
};

}  // namespace hanmeter::captures
