// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "hanmeter/captures/word.h"

namespace hanmeter::captures {

// A line in words, valid as long as the line and until the next split().
struct Words {
    static constexpr std::size_t none = ~std::size_t{0};

    std::vector<Word> list{};
    std::size_t unclosed = none;  // the word behind the bracket that this line leaves open
    bool goes_on = false;         // the line ends in - or \: the next belongs to it
};

// Parts a line into words. Blanks, commas, semicolons, quotes, brackets, = and |, control and
// non-ASCII characters stand between words; a colon too, unless it stands between pairs of hex
// digits. Text are also a byte that is alone in brackets or alone among text there ((0x29),
// frame[212], [main.cpp:42]), and what stands in front of =. Comments are left out: `#`, `//` and
// `;` to the end of the line, /* .. */ also over lines. A comment begins in front of a word, and
// only where the line has no text yet or a bracket is open, since text of programs is full of those
// marks. A line of base64 that goes on with the one before need not begin as messages do.
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
    bool literal();
    void add(Word word, std::size_t end);
    std::size_t word_end() const;
    char at_or_blank(std::size_t at) const;
    bool is_pair_at(std::size_t at) const;
    void go_on_with_base64();

    std::string_view line_{};
    std::size_t at_ = 0;
    bool gap_ = false;
    bool text_seen_ = false;
    bool in_comment_ = false;
    bool base64_goes_on_ = false;  // the last line ended in whole groups of it, without padding
    std::vector<std::size_t> brackets_{};  // for each open one the word behind it
    Words words_{};
};

}  // namespace hanmeter::captures
