// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace hanmeter::captures {

// What a line of text is in a P1 or D0 telegram (IEC 62056-21, mode D), told from its beginning.
enum class TelegramLine {
    none,
    ident,  // /ABC5 and what the maker adds; the dash of /NWA- counts as a speed
    data,   // 1-0:1.8.0(  1-0:1.8.0*255(  1.8.0(
    value,  // (00012.3): belongs to the code of the line before
    end,    // ! with or without a checksum
};
TelegramLine telegram_line(std::string_view text);

// Whether nothing is missing at the end of such a line.
bool is_whole(TelegramLine kind, std::string_view text);

// Whether a line is written by a program: it begins like no line of a telegram, or with a date, a
// time of day or seconds since 1970.
bool is_of_program(std::string_view text);

// The narrow form of the same, for what may be the meter's own bytes: a date or time of day begins
// the line, perhaps in a bracket. `undecided`: that depends on what follows.
enum class Mark { program, none, undecided };
Mark program_mark(std::string_view text);

// Where a line of a telegram begins that reaches to the end of a program's line, a quote or bracket
// behind it aside.
std::optional<std::size_t> telegram_within(std::string_view text);

// Text in which each number stands as a single 0, so that it is the same in each line of a log.
std::string without_numbers(std::string_view text);

// Where `text` goes on behind a beginning that is `begin` without numbers.
std::optional<std::size_t> behind(std::string_view text, std::string_view begin);

// What stands between quotes, as \r \n \t \\ \" \/ \x41 \u0041 write it.
std::string without_escapes(std::string_view text);

}  // namespace hanmeter::captures
