// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/captures/line_bytes.h"

#include <algorithm>

#include "hanmeter/bytes/hex.h"

namespace hanmeter::captures {

namespace {

constexpr std::size_t longest_prefix = 256;
constexpr std::size_t long_word = 7;  // whole bytes

bool is_long_odd_word(const Words& words) {
    return words.list.size() == 1 && words.list[0].kind == Word::Kind::odd &&
           words.list[0].size >= long_word;
}

}  // namespace

const std::vector<Stretch>& LineBytes::take(const Line& line) {
    text_ = line.begins && line.ends ? without_characters(line.text) : line.text;
    begins_ = line.begins;
    ends_ = line.ends;
    words_ = &splitter_.split(text_);
    data_.clear();
    ends_of_stretches_.clear();
    stretches_.clear();
    read_front(line);
    find_runs();
    for (const Run& run : runs_) {
        if (accepted(run)) give(run);
    }
    finish_line();
    return stretches_;
}

void LineBytes::read_front(const Line& line) {
    joined_ = goes_on_ || (half_ >= 0 && is_long_odd_word(*words_));
    goes_on_ = false;
    if (!joined_) half_ = -1;
    has_offset_ = line.begins && !joined_ && offsets_.take(*words_, text_);
    first_ = has_offset_ ? 1 : 0;
    among_text_ = false;
}

bool LineBytes::is_time(std::size_t index) const {
    const Word& word = words_->list[index];
    constexpr std::size_t with_seconds = 8;
    return looks_like_time(word.text) && words_->list.size() > 1 &&
           (index == 0 || word.text.size() == with_seconds);
}

bool LineBytes::is_text(std::size_t index) const {
    const Word& word = words_->list[index];
    const bool label = word.before_colon && word.text.find(':') == std::string_view::npos;
    if (label || word.kind == Word::Kind::text || is_time(index)) return true;
    if (index == 0 || !is_time(index - 1)) return false;
    const Word& time = words_->list[index - 1];
    const bool fraction = time.before_comma && time.at + time.text.size() + 1 == word.at;
    return fraction;
}

void LineBytes::find_runs() {
    runs_.clear();
    const std::size_t count = words_->list.size();
    for (std::size_t first = first_; first < count;) {
        std::size_t last = first;
        while (last < count && !is_text(last)) ++last;
        if (last > first) add_runs(first, last);
        if (last < count) among_text_ = true;
        first = std::max(last, first + 1);
    }
}

void LineBytes::add_runs(std::size_t first, std::size_t last) {
    const Base base = base_of(first, last);
    while (first < last) {
        Run run{.first = first, .last = first, .size = 0, .base = base};
        while (run.last < last && readable(run.last, base)) {
            run.size += words_->list[run.last++].size;
        }
        if (run.last < last) among_text_ = true;
        if (run.last > run.first) runs_.push_back(run);
        first = run.last + 1;
    }
}

Base LineBytes::base_of(std::size_t first, std::size_t last) const {
    if (fixed_) return *fixed_;
    bool decimal_only = false, comma = false, single_digit = false;
    for (std::size_t i = first; i < last; ++i) {
        const Word& word = words_->list[i];
        const bool bytes_for_sure = word.kind == Word::Kind::hex ||
                                    word.kind == Word::Kind::literal ||
                                    word.kind == Word::Kind::base64;
        if (bytes_for_sure) return Base::hex;
        decimal_only = decimal_only || word.kind == Word::Kind::decimal;
        comma = comma || word.before_comma;
        single_digit = single_digit || word.text.size() == 1;
    }
    if (decimal_only) return Base::decimal;
    return last_base_.value_or(comma && single_digit ? Base::decimal : Base::hex);
}

bool LineBytes::readable(std::size_t index, Base base) const {
    const auto& list = words_->list;
    switch (list[index].kind) {
        case Word::Kind::text: return false;
        case Word::Kind::number: return true;
        case Word::Kind::decimal: return base == Base::decimal;
        case Word::Kind::hex:
        case Word::Kind::base64:
        case Word::Kind::literal: return base == Base::hex;
        case Word::Kind::odd: break;
    }
    if (base == Base::decimal) return false;
    const bool completes = index == first_ && joined_ && half_ >= 0;
    const bool breaks_off =
        index + 1 == list.size() && (words_->goes_on || !ends_ || is_long_odd_word(*words_));
    return completes || breaks_off;
}

bool LineBytes::accepted(const Run& run) const {
    if (!among_text_ || run.size >= enough) return true;
    const auto& list = words_->list;
    const bool leads = run.first == first_;
    const bool trails = run.last == list.size();
    if (leads && (joined_ || has_offset_)) return true;
    if (leads && !trails && list[run.last].after_gap) return true;
    if (!trails) return false;
    if (words_->unclosed == run.first && list[run.last - 1].before_comma) return true;
    return !last_prefix_.empty() && prefix_of(run) == last_prefix_;
}

void LineBytes::give(const Run& run) {
    const std::string prefix = prefix_of(run);
    const bool first = ends_of_stretches_.empty();
    const bool other_text = !prefix.empty() && prefix != last_prefix_;
    stretches_.push_back({.after_text = text_between_ || !first || other_text,
                          .joined = joined_ && run.first == first_});
    if (run.base == Base::hex) {
        append_hex(run);
    } else {
        for (std::size_t i = run.first; i < run.last; ++i) {
            data_.push_back(decimal_value(words_->list[i].text));
        }
    }
    ends_of_stretches_.push_back(data_.size());
    goes_on_ = run.last == words_->list.size() && (words_->goes_on || !ends_);
    last_base_ = run.base;
    if (!prefix.empty()) {
        seen_among_text_ = true;
        last_prefix_ = prefix;
    }
}

void LineBytes::append_hex(const Run& run) {
    int half = joined_ && run.first == first_ ? half_ : -1;
    const auto take = [&](int digit) {
        if (half < 0) {
            half = digit;
        } else {
            data_.push_back(static_cast<std::uint8_t>(half << 4 | digit));
            half = -1;
        }
    };
    for (std::size_t i = run.first; i < run.last; ++i) {
        const Word& word = words_->list[i];
        if (half >= 0 && word.text.size() == 1) {
            take(bytes::hex_value(word.text[0]));
        } else {
            for_each_digit(word, take);
        }
        if (i + 1 < words_->list.size()) half = -1;
    }
    half_ = half;
}

void LineBytes::finish_line() {
    std::size_t begin = 0;
    for (std::size_t i = 0; i < stretches_.size(); ++i) {
        const std::size_t end = ends_of_stretches_[i];
        stretches_[i].data = bytes::Bytes{data_}.subspan(begin, end - begin);
        begin = end;
    }
    if (!stretches_.empty()) {
        offsets_.bytes_given(data_.size());
        text_between_ = false;
        return;
    }
    offsets_.nothing_given(*words_);
    text_between_ = text_between_ || among_text_;
}

// The text in front, each number in it as a single zero; empty if there is none.
std::string LineBytes::prefix_of(const Run& run) const {
    if (!among_text_ || !begins_ || run.first == first_) return {};
    const std::size_t size = std::min(words_->list[run.first].at, longest_prefix);
    std::string prefix;
    bool in_number = false;
    for (char c : text_.substr(0, size)) {
        const bool digit = c >= '0' && c <= '9';
        const bool goes_on = in_number && bytes::hex_value(c) >= 0;
        if (!goes_on) prefix += digit ? '0' : c;
        in_number = digit || goes_on;
    }
    return prefix;
}

}  // namespace hanmeter::captures
