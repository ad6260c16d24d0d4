// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/captures/words.h"

#include <algorithm>

namespace hanmeter::captures {

namespace {

using bytes::hex_value;

bool is_hex(char c) {
    return hex_value(c) >= 0;
}

bool is_decimal(char c) {
    return c >= '0' && c <= '9';
}

bool is_blank(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte <= ' ' || byte >= 0x7F;
}

bool is_separator(char c) {
    return is_blank(c) || std::string_view{",;\"'`=|<>[]{}()"}.find(c) != std::string_view::npos;
}

// 7E:A0:27 or 7E-A0-27
bool are_pairs(std::string_view text, char between) {
    if (text.size() % 3 != 2) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i % 3 == 2 ? text[i] != between : !is_hex(text[i])) return false;
    }
    return true;
}

// \x7e\xa0
bool are_escapes(std::string_view text) {
    if (text.empty() || text.size() % 4 != 0) return false;
    for (std::size_t i = 0; i < text.size(); i += 4) {
        if (text[i] != '\\' || text[i + 1] != 'x') return false;
        if (!is_hex(text[i + 2]) || !is_hex(text[i + 3])) return false;
    }
    return true;
}

struct Meaning {
    Word::Kind kind;
    std::size_t size;
};

constexpr Meaning text_only{Word::Kind::text, 0};

Meaning meaning_of_digits(std::string_view digits) {
    if (std::ranges::all_of(digits, is_decimal) && digits.size() <= 3) {
        if (digits.size() < 3) return {Word::Kind::number, 1};
        const int value = (digits[0] - '0') * 100 + (digits[1] - '0') * 10 + (digits[2] - '0');
        if (value <= 0xFF) return {Word::Kind::decimal, 1};
    }
    if (digits.size() == 1) return {Word::Kind::hex, 1};
    const bool even = digits.size() % 2 == 0;
    return {even ? Word::Kind::hex : Word::Kind::odd, digits.size() / 2};
}

Meaning meaning_of(std::string_view text) {
    if (std::ranges::all_of(text, is_hex)) return meaning_of_digits(text);
    if (text.starts_with("0x") || text.starts_with("0X")) {
        const auto digits = text.substr(2);
        if (digits.empty() || !std::ranges::all_of(digits, is_hex)) return text_only;
        if (digits.size() > 1 && digits.size() % 2 != 0) return text_only;
        return {Word::Kind::hex, (digits.size() + 1) / 2};
    }
    if (text.size() == 3 && is_hex(text[0]) && is_hex(text[1]) && (text[2] | 0x20) == 'h') {
        return {Word::Kind::hex, 1};
    }
    if (are_pairs(text, ':')) return {Word::Kind::hex, (text.size() + 1) / 3};
    constexpr std::size_t longest_date = 8;  // 17-09-14
    if (text.size() > longest_date && are_pairs(text, '-')) {
        return {Word::Kind::hex, (text.size() + 1) / 3};
    }
    if (are_escapes(text)) return {Word::Kind::hex, text.size() / 4};
    return text_only;
}

}  // namespace

bool looks_like_time(std::string_view word) {
    if (word.size() != 5 && word.size() != 8) return false;
    if (!are_pairs(word, ':') || word.find_first_not_of("0123456789:") != word.npos) return false;
    return word.substr(0, 2) < "24" && word[3] < '6' && (word.size() == 5 || word[6] < '6');
}

const Words& WordSplitter::split(std::string_view line) {
    line_ = line;
    at_ = 0;
    gap_ = text_seen_ = false;
    brackets_.clear();
    words_.list.clear();
    words_.goes_on = false;
    while (at_ < line_.size()) {
        if (in_comment_ || comment_begins()) {
            skip_comment();
        } else if (is_separator(line_[at_]) || line_[at_] == ':') {
            separator(line_[at_++]);
        } else {
            word();
        }
    }
    words_.unclosed = brackets_.empty() ? Words::none : brackets_.back();
    return words_;
}

char WordSplitter::at_or_blank(std::size_t at) const {
    return at < line_.size() ? line_[at] : ' ';
}

bool WordSplitter::is_pair_at(std::size_t at) const {
    return is_hex(at_or_blank(at)) && is_hex(at_or_blank(at + 1));
}

bool WordSplitter::comment_begins() const {
    if (text_seen_ && brackets_.empty()) return false;
    const char mark = line_[at_];
    if (mark == '#') return true;
    if (mark == ';') return at_ == 0 || is_blank(line_[at_ - 1]);
    return mark == '/' && (at_or_blank(at_ + 1) == '/' || at_or_blank(at_ + 1) == '*');
}

void WordSplitter::skip_comment() {
    const bool over_lines = in_comment_ || (line_[at_] == '/' && at_or_blank(at_ + 1) == '*');
    if (!over_lines) {
        at_ = line_.size();
        return;
    }
    const auto end = line_.find("*/", in_comment_ ? at_ : at_ + 2);
    in_comment_ = end == line_.npos;
    at_ = in_comment_ ? line_.size() : end + 2;
}

void WordSplitter::separator(char mark) {
    Word* before = words_.list.empty() ? nullptr : &words_.list.back();
    const bool directly = before != nullptr && before->at + before->text.size() == at_ - 1;
    if (mark == ':' && directly) before->before_colon = true;
    if (mark == ',' && before != nullptr) before->before_comma = true;
    if (mark == '=' && before != nullptr) make_text(*before);
    if (mark == '\t' || mark == '|') gap_ = true;
    if (is_blank(mark) && at_ >= 2 && is_blank(line_[at_ - 2])) gap_ = true;
    if (mark == '[' || mark == '{' || mark == '(') brackets_.push_back(words_.list.size());
    if ((mark == ']' || mark == '}' || mark == ')') && !brackets_.empty()) close_bracket();
}

void WordSplitter::close_bracket() {
    const bool one_word = brackets_.back() + 1 == words_.list.size();
    brackets_.pop_back();
    if (one_word && words_.list.back().size == 1) make_text(words_.list.back());
}

void WordSplitter::make_text(Word& word) {
    word.kind = Word::Kind::text;
    word.size = 0;
    text_seen_ = true;
}

std::size_t WordSplitter::word_end() const {
    for (std::size_t end = at_; end < line_.size(); ++end) {
        if (is_separator(line_[end])) return end;
        if (line_[end] != ':') continue;
        const bool behind_pair = (end - at_) % 3 == 2 && is_pair_at(end - 2) &&
                                 (end - at_ == 2 || line_[end - 3] == ':');
        const bool before_pair = is_pair_at(end + 1) && !is_hex(at_or_blank(end + 3));
        if (!behind_pair || !before_pair) return end;
    }
    return line_.size();
}

void WordSplitter::word() {
    const std::size_t end = word_end();
    std::string_view text = line_.substr(at_, end - at_);
    const bool last = std::ranges::all_of(line_.substr(end), is_blank);
    if (last && (text.back() == '-' || text.back() == '\\')) {
        words_.goes_on = true;
        text.remove_suffix(1);
    }
    if (!text.empty()) {
        const Meaning meaning = meaning_of(text);
        words_.list.push_back({.kind = meaning.kind,
                               .text = text,
                               .at = at_,
                               .size = meaning.size,
                               .after_gap = gap_});
        text_seen_ = text_seen_ || meaning.kind == Word::Kind::text;
    }
    gap_ = false;
    at_ = end;
}

}  // namespace hanmeter::captures
