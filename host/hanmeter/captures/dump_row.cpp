// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/captures/dump_row.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "hanmeter/bytes/hex.h"

namespace hanmeter::captures {

namespace {

constexpr std::size_t longest_row = 512;    // characters
constexpr std::size_t longest_column = 64;  // characters
constexpr std::size_t longest_offset = 8;   // bytes

struct RowBytes {
    std::array<std::uint8_t, longest_row / 2> room{};
    std::size_t size = 0;
};

// The bytes of the words in a row's left part that are hex and of even length.
RowBytes bytes_of(std::string_view left) {
    RowBytes row;
    std::size_t word = row.size;
    int half = -1;
    for (char c : left) {
        const int digit = bytes::hex_value(c);
        if (digit < 0) {
            if (half >= 0) row.size = word;
            half = -1;
            word = row.size;
        } else if (half < 0) {
            half = digit;
        } else {
            row.room[row.size++] = static_cast<std::uint8_t>(half << 4 | digit);
            half = -1;
        }
    }
    return row;
}

bool shows(std::string_view characters, std::string_view left) {
    const RowBytes row = bytes_of(left);
    if (row.size < characters.size() || row.size - characters.size() > longest_offset) return false;
    std::size_t at = row.size - characters.size();
    return std::ranges::all_of(characters, [&](char c) {
        const std::uint8_t byte = row.room[at++];
        return c == (bytes::is_printable_ascii(byte) ? static_cast<char>(byte) : '.');
    });
}

std::optional<std::uint64_t> number(std::string_view digits, int base) {
    std::uint64_t value = 0;
    const char* const end = digits.data() + digits.size();
    const auto [stop, fault] = std::from_chars(digits.data(), end, value, base);
    if (fault != std::errc{} || stop != end) return std::nullopt;
    return value;
}

}  // namespace

std::string_view without_characters(std::string_view line) {
    if (line.size() > longest_row) return line;
    const std::size_t from = line.size() > longest_column ? line.size() - longest_column : 0;
    for (std::size_t at = std::max<std::size_t>(from, 2); at < line.size(); ++at) {
        const std::string_view left = line.substr(0, at);
        const bool bar = left.ends_with('|') || left.ends_with("| ");
        if (!bar && !left.ends_with("  ") && !left.ends_with('\t')) continue;
        std::string_view characters = line.substr(at);
        if (bar && characters.ends_with('|')) characters.remove_suffix(1);
        if (!characters.empty() && shows(characters, left)) return left;
    }
    return line;
}

bool DumpOffsets::fits(std::string_view digits) {
    for (int base : {16, 8}) {
        const auto value = number(digits, base);
        if (!value) continue;
        const bool later = state_ == State::rows_left_out && *value > next_;
        if (*value != 0 && *value != next_ && !later) continue;
        next_ = *value;
        return true;
    }
    return false;
}

bool DumpOffsets::take(const Words& words, std::string_view line) {
    taken_ = false;
    if (words.list.empty()) return false;
    const Word& word = words.list.front();
    std::string_view digits = word.text;
    if (digits.starts_with("0x")) digits.remove_prefix(2);
    const auto value = number(digits, 16);
    if (digits.size() < 4 || digits.size() > 2 * longest_offset || !value) return false;
    const std::size_t behind = word.at + word.text.size() + 1;
    if (word.before_colon &&
        (behind >= line.size() || line[behind] == ' ' || line[behind] == '\t')) {
        next_ = *value;
        return taken_ = true;
    }
    const bool alone = words.list.size() == 1;
    if (state_ == State::none || (alone && state_ == State::may_begin)) return false;
    if (!alone && !words.list[1].after_gap && digits.size() < 6) return false;
    return taken_ = fits(digits);
}

void DumpOffsets::bytes_given(std::size_t count) {
    state_ = taken_ ? State::expected : State::none;
    next_ = taken_ ? next_ + count : 0;
}

void DumpOffsets::nothing_given(const Words& words) {
    const bool star = words.list.size() == 1 && words.list.front().text == "*";
    if (star && state_ == State::expected) {
        state_ = State::rows_left_out;
    } else {
        state_ = State::may_begin;
        next_ = 0;
    }
}

}  // namespace hanmeter::captures
