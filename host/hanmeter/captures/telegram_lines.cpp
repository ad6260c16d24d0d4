// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/captures/telegram_lines.h"

namespace hanmeter::captures {

namespace {

constexpr std::string_view line_end = "\r\n";
constexpr std::size_t longest_line = 4096;

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") + 1 - first);
}

// Up to the quote that ends it, or without what encloses it.
std::string_view inside(std::string_view text, char before) {
    if (before == '"' || before == '\'' || before == '`') {
        std::size_t end = 0;
        while (end < text.size() && text[end] != before) end += text[end] == '\\' ? 2U : 1U;
        return text.substr(0, end);
    }
    return text;
}

}  // namespace

std::optional<Stretch> TelegramLines::take(const Line& line) {
    if (!line.begins || !line.ends) return std::nullopt;
    data_.clear();
    begins_ = false;
    crlf_ = line.crlf;
    const std::string_view text = trimmed(line.text);
    auto stretch = is_of_program(text) ? take_of_program(text) : take_bare(text, line);
    if (!stretch) text_between_ = text_between_ || !text.empty();
    return stretch;
}

std::optional<Stretch> TelegramLines::take_bare(std::string_view text, const Line& line) {
    const TelegramLine kind = telegram_line(text);
    if (text.empty()) {
        blank_since_ = true;
        return open_ ? std::optional{given()} : std::nullopt;
    }
    if (!open_ && (kind == TelegramLine::none || kind == TelegramLine::value)) return std::nullopt;
    if (kind == TelegramLine::none) {
        in_blocks_ = open_ && !before_.empty();
        if (!stranger()) return std::nullopt;
        give(text);
        return given();
    }
    if (!open_ && kind == TelegramLine::end) return std::nullopt;
    if (!seen_) plain_ = line.crlf && line.text == text;
    if (kind == TelegramLine::ident) before_.clear();
    in_blocks_ = open_ && !before_.empty();
    give(text);
    return given();
}

std::optional<Stretch> TelegramLines::take_of_program(std::string_view text) {
    std::optional<std::size_t> at;
    if (open_ && !before_.empty()) at = behind(text, before_);
    const bool same = at.has_value();
    if (!at) at = telegram_within(text);
    if (!at) return stranger();
    in_blocks_ = in_blocks_ && same;
    const std::string_view content = inside(text.substr(*at), text[*at - 1]);
    if (!open_ && telegram_line(content) == TelegramLine::end) return std::nullopt;
    before_ = without_numbers(text.substr(0, *at));
    if (content.find('\\') != content.npos && content.size() + *at < text.size()) {
        give_quoted(content);
    } else if (same && goes_on(telegram_line(content))) {
        join(content);
    } else if (telegram_line(content) != TelegramLine::none) {
        give(content);
    } else if (!content.empty()) {
        return stranger();
    }
    return given();
}

// Lines of others inside a telegram are left out, unless it seems to be over.
std::optional<Stretch> TelegramLines::stranger() {
    constexpr unsigned most = 16;
    if (open_ && ++strangers_ > most) open_ = false;
    return open_ ? std::optional{given()} : std::nullopt;
}

// Whether a program's words parted this from the line before, and not the meter.
bool TelegramLines::goes_on(TelegramLine kind) const {
    if (last_.empty()) return false;
    const bool whole = is_whole(telegram_line(last_), last_);
    const bool parted = in_blocks_ && !blank_since_;
    if (kind == TelegramLine::none) return parted || !whole;
    return parted && (kind == TelegramLine::value || !whole);
}

void TelegramLines::give(std::string_view text) {
    if (telegram_line(text) == TelegramLine::ident) {
        begins_ = true;
        restored_ = false;
        last_.clear();
    }
    end_line();
    join(text);
}

void TelegramLines::join(std::string_view text) {
    last_ += text;
    data_.insert(data_.end(), text.begin(), text.end());
    seen_ = true;
    blank_since_ = false;
    strangers_ = 0;
    const TelegramLine kind = telegram_line(last_);
    const bool over = kind == TelegramLine::end && (is_whole(kind, last_) || !in_blocks_);
    if (over || kind == TelegramLine::ident || last_.size() > longest_line) end_line();
    if (kind == TelegramLine::ident) put_line_end();
    open_ = !over;
}

void TelegramLines::end_line() {
    if (last_.empty()) return;
    last_.clear();
    put_line_end();
}

void TelegramLines::put_line_end() {
    data_.insert(data_.end(), line_end.begin(), line_end.end());
    restored_ = restored_ || !crlf_;
}

void TelegramLines::give_quoted(std::string_view text) {
    const std::string plain = without_escapes(text);
    std::string_view rest = plain;
    while (!rest.empty()) {
        const std::size_t end = rest.find_first_of(line_end);
        const std::string_view line = rest.substr(0, end);
        if (!line.empty()) give(line);
        if (end == rest.npos) break;
        rest.remove_prefix(end + 1);
    }
}

Stretch TelegramLines::given() {
    const Stretch stretch{.data = data_,
                          .after_text = text_between_,
                          .joined = !begins_,
                          .behind = begins_ ? std::string_view{before_} : std::string_view{}};
    if (!data_.empty()) text_between_ = false;
    return stretch;
}

}  // namespace hanmeter::captures
