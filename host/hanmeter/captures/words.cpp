// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/captures/words.h"

#include <algorithm>
#include <span>

#include "hanmeter/bytes/hex.h"

namespace hanmeter::captures {

namespace {

bool is_hex(char c) {
    return bytes::hex_value(c) >= 0;
}

bool is_blank(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte <= ' ' || byte >= 0x7F;
}

bool is_separator(char c) {
    return is_blank(c) || std::string_view{",;\"'`=|<>[]{}()"}.find(c) != std::string_view::npos;
}

}  // namespace

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
    go_on_with_base64();
    return words_;
}

void WordSplitter::go_on_with_base64() {
    constexpr std::size_t group = 4;
    auto& list = words_.list;
    if (base64_goes_on_ && list.size() == 1 && is_base64(list[0].text)) {
        list[0].kind = Word::Kind::base64;
        list[0].size = base64_bytes(list[0].text.size());
    }
    base64_goes_on_ = !list.empty() && list.back().kind == Word::Kind::base64 &&
                      list.back().text.size() % group == 0 &&
                      list.back().at + list.back().text.size() == line_.size();
}

char WordSplitter::at_or_blank(std::size_t at) const {
    return at < line_.size() ? line_[at] : ' ';
}

bool WordSplitter::is_pair_at(std::size_t at) const {
    return is_hex(at_or_blank(at)) && is_hex(at_or_blank(at + 1));
}

bool WordSplitter::comment_begins() const {
    if (base64_goes_on_ || (text_seen_ && brackets_.empty())) return false;
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
    const bool padding = before != nullptr && before->kind == Word::Kind::base64;
    if (mark == '=' && before != nullptr && !padding) make_text(*before);
    if (mark == '\t' || mark == '|') gap_ = true;
    if (is_blank(mark) && at_ >= 2 && is_blank(line_[at_ - 2])) gap_ = true;
    if (mark == '[' || mark == '{' || mark == '(') brackets_.push_back(words_.list.size());
    if ((mark == ']' || mark == '}' || mark == ')') && !brackets_.empty()) close_bracket();
}

void WordSplitter::close_bracket() {
    constexpr std::size_t most = 8;
    const std::span inside = std::span{words_.list}.subspan(brackets_.back());
    brackets_.pop_back();
    if (inside.size() > most) return;
    std::size_t size = 0;
    for (const Word& word : inside) size += word.size;
    const auto is_text = [](const Word& word) { return word.kind == Word::Kind::text; };
    if (size != 1 || (inside.size() > 1 && std::ranges::none_of(inside, is_text))) return;
    for (Word& word : inside) make_text(word);
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
    if (literal()) return;
    const std::size_t end = word_end();
    std::string_view text = line_.substr(at_, end - at_);
    const bool last = std::ranges::all_of(line_.substr(end), is_blank);
    if (last && (text.back() == '-' || text.back() == '\\')) {
        words_.goes_on = true;
        text.remove_suffix(1);
    }
    add(word_of(text), end);
}

// b'..' or b".."
bool WordSplitter::literal() {
    const char quote = at_or_blank(at_ + 1);
    if (line_[at_] != 'b' || (quote != '\'' && quote != '"')) return false;
    const std::size_t begin = at_ + 2;
    std::size_t end = begin;
    while (end < line_.size() && line_[end] != quote) end += line_[end] == '\\' ? 2U : 1U;
    Word word = end < line_.size() ? literal_of(line_.substr(begin, end - begin)) : Word{};
    if (word.kind == Word::Kind::literal) {
        add(word, end + 1);
    } else {
        add({.text = line_.substr(at_, 1)}, begin);
    }
    return true;
}

void WordSplitter::add(Word word, std::size_t end) {
    if (!word.text.empty()) {
        word.at = at_;
        word.after_gap = gap_;
        words_.list.push_back(word);
        text_seen_ = text_seen_ || word.kind == Word::Kind::text;
    }
    gap_ = false;
    at_ = end;
}

}  // namespace hanmeter::captures
