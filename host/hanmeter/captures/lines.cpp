// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/captures/lines.h"

#include <utility>

namespace hanmeter::captures {

namespace {

constexpr char escape_mark = 0x1B;

// How much of an overlong line goes into its next part.
std::size_t cut_of(std::string_view text) {
    constexpr std::size_t near_end = 64;
    for (std::size_t size = text.size(); size > text.size() - near_end; --size) {
        if (std::string_view{" \t,:-"}.find(text[size - 1]) != std::string_view::npos) return size;
        if (text[size - 1] == '\\') return size - 1;
    }
    return text.size();
}

}  // namespace

std::optional<Line> LineReader::take(bytes::Bytes& input) {
    while (!input.empty()) {
        const char c = static_cast<char>(input.front());
        const bool after_return = std::exchange(after_return_, false);
        if (after_return && c != '\n') return give(held_.size(), true);
        input = input.subspan(1);
        if (c == '\n') return give(held_.size(), true, after_return);
        after_return_ = c == '\r';
        if (after_return_ || part_of_escape(c)) continue;
        held_.push_back(c);
        if (held_.size() == limit) return give(cut_of(held_), false);
    }
    return std::nullopt;
}

std::optional<Line> LineReader::finish() {
    if (held_.empty() && begins_ && !after_return_) return std::nullopt;
    after_return_ = false;
    return give(held_.size(), true);
}

bool LineReader::part_of_escape(char c) {
    if (c == escape_mark) {
        escape_ = Escape::begun;
        return true;
    }
    if (escape_ == Escape::begun) {
        escape_ = c == '[' ? Escape::inside : Escape::none;
        return c == '[';
    }
    if (escape_ == Escape::inside) {
        if (c >= '@' && c <= '~') escape_ = Escape::none;
        return true;
    }
    return false;
}

Line LineReader::give(std::size_t size, bool ends, bool crlf) {
    given_.assign(held_, 0, size);
    held_.erase(0, size);
    const Line line{.text = given_, .begins = begins_, .ends = ends, .crlf = crlf};
    begins_ = ends;
    if (ends) escape_ = Escape::none;
    return line;
}

}  // namespace hanmeter::captures
