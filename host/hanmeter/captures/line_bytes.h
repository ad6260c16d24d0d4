// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hanmeter/bytes/cursor.h"
#include "hanmeter/captures/dump_row.h"
#include "hanmeter/captures/lines.h"
#include "hanmeter/captures/words.h"

namespace hanmeter::captures {

// Bytes that stand together in a line.
struct Stretch {
    bytes::Bytes data{};        // valid until the next call of take()
    bool after_text = false;    // text that is no comment stood between the bytes before and these
    bool joined = false;        // the bytes before belong to the same broken line
    std::string_view behind{};  // of a telegram's first line what stands in front, without numbers
};

enum class Base { hex, decimal };

// Finds the bytes in a line of text.
//
// A line of bytes and comments only gives all of them. Among text (a log) these count:
//  - at least `enough` bytes together;
//  - fewer at the end of a line that begins as the last such line did, numbers aside;
//  - what follows an open bracket and ends in a comma at the end of a line: a list begins;
//  - what begins a line and is parted from the text by two blanks or a tab.
// Left out are a dump's offset and characters (dump_row.h), times of day and labels (`12:7EA0`).
//
// Numbers are hexadecimal if any of those that stand together can only be that, decimal if any can
// only be that (126); if all can be both, as the last ones, and at first decimal if commas stand
// between them and one has a single digit.
//
// An odd number of hex digits: the last one belongs to the next line if that is told by a - or \ at
// the end, or if both lines are one odd word of at least 15 digits.
class LineBytes {
public:
    static constexpr std::size_t enough = 8;

    // `base` is fixed if given.
    explicit LineBytes(std::optional<Base> base) : fixed_{base} {}

    const std::vector<Stretch>& take(const Line& line);

    std::optional<Base> last_base() const { return last_base_; }
    bool seen_among_text() const { return seen_among_text_; }

private:
    struct Run {
        std::size_t first, last;  // words, last excluded
        std::size_t size;         // bytes
        Base base;
    };

    void read_front(const Line& line);
    void find_runs();
    void add_runs(std::size_t first, std::size_t last);
    Base base_of(std::size_t first, std::size_t last) const;
    bool readable(std::size_t index, Base base) const;
    bool is_time(std::size_t index) const;
    bool is_text(std::size_t index) const;
    bool accepted(const Run& run) const;
    void give(const Run& run);
    void append_hex(const Run& run);
    void finish_line();
    std::string prefix_of(const Run& run) const;

    std::optional<Base> fixed_;
    std::optional<Base> last_base_{};
    bool seen_among_text_ = false;

    // The line at hand.
    WordSplitter splitter_{};
    const Words* words_ = nullptr;
    std::string_view text_{};
    bool begins_ = true, ends_ = true;
    std::size_t first_ = 0;  // the first word behind an offset
    bool has_offset_ = false;
    bool among_text_ = false;
    bool joined_ = false;  // it belongs to the line before
    std::vector<Run> runs_{};
    std::vector<std::uint8_t> data_{};
    std::vector<std::size_t> ends_of_stretches_{};
    std::vector<Stretch> stretches_{};

    // What lines before leave.
    DumpOffsets offsets_{};
    int half_ = -1;         // the upper half of a byte, if it has been read
    bool goes_on_ = false;  // the last bytes stood at the end of a line that the next belongs to
    bool text_between_ = false;
    std::string last_prefix_{};
};

}  // namespace hanmeter::captures
