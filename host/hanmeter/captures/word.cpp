// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/captures/word.h"

#include <algorithm>

namespace hanmeter::captures {

namespace {

using Kind = Word::Kind;

bool is_hex(char c) {
    return bytes::hex_value(c) >= 0;
}

bool is_decimal(char c) {
    return c >= '0' && c <= '9';
}

// 7E:A0:27
bool are_pairs(std::string_view text, char between) {
    if (text.size() % 3 != 2) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i % 3 == 2 ? text[i] != between : !is_hex(text[i])) return false;
    }
    return true;
}

// Pairs with dashes or dots between, unless they could be a date: 17-09-14, 14.09.
bool are_parted(std::string_view text) {
    constexpr std::size_t longest_date = 8;
    if (!are_pairs(text, '-') && !are_pairs(text, '.')) return false;
    return text.size() > longest_date || text.find_first_not_of("0123456789-.") != text.npos;
}

bool is_escape_at(std::string_view text, std::size_t at) {
    return at + 4 <= text.size() && text[at] == '\\' && text[at + 1] == 'x' &&
           is_hex(text[at + 2]) && is_hex(text[at + 3]);
}

// \x7e\xa0
bool are_escapes(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); i += 4) {
        if (!is_escape_at(text, i)) return false;
    }
    return true;
}

Word word(Kind kind, std::string_view text, std::size_t size) {
    return {.kind = kind, .text = text, .size = size};
}

int number_of(std::string_view digits) {
    int value = 0;
    for (char c : digits) value = value * 10 + (c - '0');
    return value;
}

Word word_of_digits(std::string_view digits) {
    if (std::ranges::all_of(digits, is_decimal) && digits.size() <= 3) {
        if (digits.size() < 3) return word(Kind::number, digits, 1);
        if (number_of(digits) <= 0xFF) return word(Kind::decimal, digits, 1);
    }
    if (digits.size() == 1) return word(Kind::hex, digits, 1);
    const bool even = digits.size() % 2 == 0;
    return word(even ? Kind::hex : Kind::odd, digits, digits.size() / 2);
}

Word word_with_0x(std::string_view text) {
    const auto digits = text.substr(2);
    const bool one = digits.size() == 1;
    const bool whole = one || (!digits.empty() && digits.size() % 2 == 0);
    if (!whole || !std::ranges::all_of(digits, is_hex)) return word(Kind::text, text, 0);
    return word(Kind::hex, text, one ? 1 : digits.size() / 2);
}

bool is_negative(std::string_view text) {
    constexpr int lowest = 128;
    return text.size() >= 2 && text.size() <= 4 && text[0] == '-' &&
           std::ranges::all_of(text.substr(1), is_decimal) && number_of(text.substr(1)) <= lowest;
}

bool has_h_behind(std::string_view text) {
    return text.size() == 3 && is_hex(text[0]) && is_hex(text[1]) && (text[2] | 0x20) == 'h';
}

}  // namespace

Word word_of(std::string_view text) {
    if (std::ranges::all_of(text, is_hex)) return word_of_digits(text);
    if (text.starts_with("0x") || text.starts_with("0X")) return word_with_0x(text);
    if (has_h_behind(text)) return word(Kind::hex, text, 1);
    if (is_negative(text)) return word(Kind::decimal, text, 1);
    if (are_pairs(text, ':') || are_parted(text)) {
        return word(Kind::hex, text, (text.size() + 1) / 3);
    }
    if (are_escapes(text)) return word(Kind::hex, text, text.size() / 4);
    if (looks_like_base64(text)) return word(Kind::base64, text, base64_bytes(text.size()));
    return word(Kind::text, text, 0);
}

Word literal_of(std::string_view text) {
    std::size_t size = 0;
    bool escapes = false;
    for (std::string_view rest = text; !rest.empty(); ++size) {
        escapes = escapes || is_escape_at(rest, 0);
        next_literal_byte(rest);
    }
    return escapes ? word(Kind::literal, text, size) : word(Kind::text, text, 0);
}

bool looks_like_time(std::string_view text) {
    if (text.size() != 5 && text.size() != 8) return false;
    if (!are_pairs(text, ':') || text.find_first_not_of("0123456789:") != text.npos) return false;
    return text.substr(0, 2) < "24" && text[3] < '6' && (text.size() == 5 || text[6] < '6');
}

std::uint8_t decimal_value(std::string_view text) {
    const bool negative = text.starts_with('-');
    const int value = number_of(negative ? text.substr(1) : text);
    return static_cast<std::uint8_t>(negative ? -value : value);
}

std::uint8_t next_literal_byte(std::string_view& rest) {
    const auto take = [&rest](std::size_t size, int value) {
        rest.remove_prefix(size);
        return static_cast<std::uint8_t>(value);
    };
    if (is_escape_at(rest, 0)) {
        return take(4, bytes::hex_value(rest[2]) << 4 | bytes::hex_value(rest[3]));
    }
    if (rest[0] != '\\' || rest.size() == 1) return take(1, rest[0]);
    switch (rest[1]) {
        case 'n': return take(2, '\n');
        case 'r': return take(2, '\r');
        case 't': return take(2, '\t');
        default: return take(2, rest[1]);
    }
}

}  // namespace hanmeter::captures
