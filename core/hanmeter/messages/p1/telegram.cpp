// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/messages/p1/telegram.h"

namespace hanmeter::messages::p1 {
namespace {

constexpr char stx = 0x02;

bool is_between_lines(char c) {
    return c == '\r' || c == '\n' || c == stx;
}

std::size_t line_end(std::string_view text, std::size_t from) {
    while (from < text.size() && text[from] != '\r' && text[from] != '\n') ++from;
    return from;
}

std::string_view part(std::string_view text, std::size_t from, std::size_t to) {
    return {text.data() + from, to - from};
}

// `(a)(b)`, brackets in pairs and nothing but line ends between.
bool are_groups(std::string_view text) {
    bool open = false;
    for (const char c : text) {
        if (c == '(' || c == ')') {
            if (open == (c == '(')) return false;
            open = c == '(';
        } else if (!open && !is_between_lines(c)) {
            return false;
        }
    }
    return !open && text.ends_with(')');
}

// Walks the lines from `at` to the one that begins with `!`.
class Lines {
public:
    Lines(std::string_view text, std::size_t at) : text_{text}, at_{at} {}

    // The next line, with those that belong to it; false where there is none.
    bool next() {
        while (at_ < text_.size() && is_between_lines(text_[at_])) ++at_;
        if (at_ == text_.size() || text_[at_] == '!') return false;
        begin_ = at_;
        end_ = line_end(text_, at_);
        at_ = end_;
        while (at_ < text_.size() && is_between_lines(text_[at_])) ++at_;
        while (at_ < text_.size() && text_[at_] == '(') {
            end_ = line_end(text_, at_);
            at_ = end_;
            while (at_ < text_.size() && is_between_lines(text_[at_])) ++at_;
        }
        return true;
    }
    std::size_t begin() const { return begin_; }
    std::string_view line() const { return part(text_, begin_, end_); }

private:
    std::string_view text_;
    std::size_t at_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
};

}  // namespace

void walk(bytes::Bytes telegram, Visitor& visitor) {
    // Characters may alias any bytes.
    const std::string_view text{reinterpret_cast<const char*>(telegram.data()), telegram.size()};
    std::size_t at = 0;
    if (text.starts_with('/')) {
        at = line_end(text, 0);
        visitor.ident(part(text, 1, at));
    }
    Lines lines{text, at};
    while (lines.next()) {
        std::string_view line = lines.line();
        const std::size_t offset = lines.begin();
        const std::size_t open = line.find('(');
        const bool whole =
            open != std::string_view::npos && open > 0 && are_groups(part(line, open, line.size()));
        if (whole) {
            visitor.line({part(line, 0, open), part(line, open, line.size()), offset});
        } else {
            visitor.malformed(line, offset);
        }
    }
}

}  // namespace hanmeter::messages::p1
