// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hanmeter/captures/line_bytes.h"
#include "hanmeter/captures/lines.h"
#include "hanmeter/captures/telegram_line.h"

namespace hanmeter::captures {

// Finds P1 and D0 telegrams in text: bare as they were pasted, behind what a program puts in front
// of each line, or in quotes.
//
//   /ISk5\2MT382-1000           12:00:01 [D] 1-0:1.8.1(000116.372*kWh)      {"p1":"/KFM5..\r\n.."}
//
// Lines of the program between them are left out, and a line that the program broke is one again
// where it goes on behind the same words. Each line gets CR LF behind it and one empty line follows
// the identification, which is all that telegrams have, whatever became of line ends in the text.
class TelegramLines {
public:
    // The bytes that this line gives, maybe none; empty if it is no part of a telegram.
    std::optional<Stretch> take(const Line& line);

    // What comes next goes on with a telegram whose beginning somebody else has given.
    void go_on() { open_ = true; }

    // Whether a telegram was seen, and whether its first line stood there as the meter sends it.
    bool seen() const { return seen_; }
    bool plain() const { return plain_; }
    // Whether the telegram at hand was given line ends that the text had not.
    bool line_ends_restored() const { return restored_; }

private:
    std::optional<Stretch> take_bare(std::string_view text, const Line& line);
    std::optional<Stretch> take_of_program(std::string_view text);
    std::optional<Stretch> stranger();
    bool goes_on(TelegramLine kind) const;
    void give(std::string_view text);
    void join(std::string_view text);
    void end_line();
    void put_line_end();
    void give_quoted(std::string_view text);
    Stretch given();

    bool open_ = false;  // between an identification or code and the end of its telegram
    bool seen_ = false;
    bool plain_ = false;
    bool restored_ = false;
    bool crlf_ = false;  // how the line at hand ends
    bool text_between_ = false;
    std::string last_{};        // the line whose end has not been given yet
    bool blank_since_ = false;  // an empty line came behind it
    bool in_blocks_ = false;    // lines stand bare behind what a program put in front of the first
    std::string before_{};      // what a program last put in front, without numbers
    unsigned strangers_ = 0;    // lines of others since the last one of the telegram
    bool begins_ = false;       // data_ begins with an identification
    std::vector<std::uint8_t> data_{};
};

}  // namespace hanmeter::captures
