// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace hanmeter::captures {

// A word of a line, as far as it can be told from the word alone.
struct Word {
    enum class Kind : std::uint8_t {
        text,     // no bytes
        hex,      // 7E  7e02a0  E  0x7e  0x7EA0  7eh  \x7e\xa0  7E:A0  7E-A0-27-01
        number,   // 41: hexadecimal or decimal
        decimal,  // 126, 041
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

// A line in words, valid as long as the line and until the next split().
struct Words {
    static constexpr std::size_t none = ~std::size_t{0};

    std::vector<Word> list{};
    std::size_t unclosed = none;  // the word behind the bracket that this line leaves open
    bool goes_on = false;         // the line ends in - or \: the next belongs to it
};

// Parts a line into words. Blanks, commas, semicolons, quotes, brackets, = and |, control and
// non-ASCII characters stand between words; a colon too, unless it stands between pairs of hex
// digits. One byte alone in brackets is text ((0x29), [E], frame[212]), and so is what stands in
// front of =. Comments are left out: `#`, `//` and `;` to the end of the line, /* .. */ also over
// lines. A comment begins in front of a word, and only where the line has no text yet or a
// bracket is open, since text of programs is full of those marks.
class WordSplitter {
public:
    const Words& split(std::string_view line);

private:
    void skip_comment();
    bool comment_begins() const;
    void separator(char mark);
    void close_bracket();
    void make_text(Word& word);
    void word();
    std::size_t word_end() const;
    char at_or_blank(std::size_t at) const;
    bool is_pair_at(std::size_t at) const;

    std::string_view line_{};
    std::size_t at_ = 0;
    bool gap_ = false;
    bool text_seen_ = false;
    bool in_comment_ = false;
    std::vector<std::size_t> brackets_{};  // for each open one the word behind it
    Words words_{};
};

// A time of day is written like two or three bytes: 23:59, 23:59:59.
bool looks_like_time(std::string_view word);

// The hex digits of a word of kind hex, number or odd, two a byte: `take(digit value)`.
template <class Take>
void for_each_digit(const Word& word, Take take);

}  // namespace hanmeter::captures

#include "hanmeter/bytes/hex.h"

template <class Take>
void hanmeter::captures::for_each_digit(const Word& word, Take take) {
    std::string_view digits = word.text;
    if (digits.starts_with("0x") || digits.starts_with("0X")) digits.remove_prefix(2);
    if (digits.size() == 1) take(0);
    for (char c : digits) {
        const int value = bytes::hex_value(c);
        if (value >= 0) take(value);
    }
}
