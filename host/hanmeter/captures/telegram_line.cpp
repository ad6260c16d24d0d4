// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/captures/telegram_line.h"

#include <algorithm>
#include <array>

#include "hanmeter/bytes/hex.h"

namespace hanmeter::captures {

namespace {

constexpr std::size_t checksum_digits = 4;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_letter(char c) {
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

bool is_hex(char c) {
    return bytes::hex_value(c) >= 0;
}

bool is_ident(std::string_view text) {
    constexpr std::size_t head = 5;
    if (text.size() < head || text[0] != '/') return false;
    const char speed = text[4];
    const bool plausible = is_digit(speed) || (speed >= 'A' && speed <= 'I') || speed == '-';
    return plausible && std::all_of(text.begin() + 1, text.begin() + 4, is_letter);
}

bool is_data(std::string_view text) {
    constexpr std::size_t longest_code = 32;
    const std::size_t end = text.substr(0, longest_code).find('(');
    if (end == text.npos || end < 5 || !is_digit(text[0])) return false;
    const std::string_view code = text.substr(0, end);
    return code.find('.') != code.npos && code.find_first_not_of("0123456789.*:-") == code.npos;
}

std::size_t hex_digits(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::find_if_not(text, is_hex) - text.begin());
}

// D0 has STX in front of its first line of data.
std::string_view without_stx(std::string_view text) {
    constexpr char stx = 0x02;
    return text.substr(text.starts_with(stx) ? 1 : 0);
}

// 0 where a digit stands.
char shape_of(char c) {
    return is_digit(c) ? '0' : c;
}

bool begins_as(std::string_view text, std::string_view shape) {
    return text.size() >= shape.size() &&
           std::equal(shape.begin(), shape.end(), text.begin(),
                      [](char wanted, char c) { return wanted == shape_of(c); });
}

// 1616572800, perhaps with a fraction or in milliseconds, alone or in front of a word.
bool begins_with_epoch(std::string_view text) {
    constexpr std::size_t seconds = 10, milliseconds = 13;
    const auto digits =
        static_cast<std::size_t>(std::ranges::find_if_not(text, is_digit) - text.begin());
    if (digits != seconds && digits != milliseconds) return false;
    return digits == text.size() || std::string_view{" .:,\t"}.find(text[digits]) != text.npos;
}

// A colon does not where it stands in a code.
bool may_precede(std::string_view before) {
    if (before.ends_with(':')) return before.size() == 1 || !is_digit(before[before.size() - 2]);
    return std::string_view{" \t\"'`]>=,"}.find(before.back()) != std::string_view::npos;
}

// # or // in front of blank-parted text; 7E A0 2A: what follows shows the same bytes.
bool ends_search(std::string_view text, std::size_t at) {
    const std::string_view rest = text.substr(at);
    if (rest.starts_with("//") || rest.starts_with("# ")) return true;
    constexpr std::string_view pairs = "xx xx xx ";
    if (rest.size() < pairs.size() || is_hex(text[at - 1])) return false;
    return std::equal(pairs.begin(), pairs.end(), rest.begin(),
                      [](char wanted, char c) { return wanted == 'x' ? is_hex(c) : wanted == c; });
}

bool reaches_the_end(std::string_view text) {
    const std::string_view tail = text.substr(0, text.find_last_not_of(" \t\"'`,}])") + 1);
    switch (telegram_line(text)) {
        case TelegramLine::none:
        case TelegramLine::value: return false;
        case TelegramLine::ident: return text.find('/', 1) == text.npos;
        case TelegramLine::data:
            return text.find(')') != text.npos || text.find_first_of(" \t") == text.npos;
        case TelegramLine::end: break;
    }
    return tail.size() > 1 && tail.size() <= 1 + checksum_digits &&
           hex_digits(tail.substr(1)) + 1 == tail.size();
}

// What a backslash and that letter stand for; any other character is itself.
char escaped(char letter) {
    switch (letter) {
        case 'r': return '\r';
        case 'n': return '\n';
        case 't': return '\t';
        default: return letter;
    }
}

}  // namespace

TelegramLine telegram_line(std::string_view text) {
    text = without_stx(text);
    if (text.empty()) return TelegramLine::none;
    if (text[0] == '!') return TelegramLine::end;
    if (text[0] == '(') return TelegramLine::value;
    if (is_ident(text)) return TelegramLine::ident;
    return is_data(text) ? TelegramLine::data : TelegramLine::none;
}

bool is_whole(TelegramLine kind, std::string_view text) {
    switch (kind) {
        case TelegramLine::none: return false;
        case TelegramLine::ident: return true;
        case TelegramLine::data:
        case TelegramLine::value: return text.ends_with(')');
        case TelegramLine::end: break;
    }
    return text.size() >= checksum_digits;
}

Mark program_mark(std::string_view text) {
    constexpr std::array<std::string_view, 4> shapes = {"0000-00-00", "0000/00/00", "00.00.0000",
                                                        "00:00:00"};
    if (text.starts_with('[')) text.remove_prefix(1);
    bool open = false;
    for (const std::string_view shape : shapes) {
        if (begins_as(text, shape)) return Mark::program;
        open = open || begins_as(text, shape.substr(0, text.size()));
    }
    return open ? Mark::undecided : Mark::none;
}

bool is_of_program(std::string_view text) {
    if (text.empty() || telegram_line(text) == TelegramLine::ident) return false;
    if (program_mark(text) == Mark::program || begins_with_epoch(text)) return true;
    const char first = without_stx(text).substr(0, 1).empty() ? ' ' : without_stx(text)[0];
    const bool tag = first == '(' && text.size() > 1 && is_letter(text[1]);
    return tag || (!is_digit(first) && std::string_view{"/(! \t"}.find(first) == text.npos);
}

std::optional<std::size_t> telegram_within(std::string_view text) {
    for (std::size_t at = 1; at < text.size(); ++at) {
        if (ends_search(text, at)) return std::nullopt;
        if (may_precede(text.substr(0, at)) && reaches_the_end(text.substr(at))) return at;
    }
    return std::nullopt;
}

std::string without_numbers(std::string_view text) {
    std::string masked;
    for (const char c : text) {
        if (!is_digit(c)) {
            masked += c;
        } else if (!masked.ends_with('0')) {
            masked += '0';
        }
    }
    return masked;
}

std::optional<std::size_t> behind(std::string_view text, std::string_view begin) {
    std::size_t at = 0;
    for (const char wanted : begin) {
        if (at == text.size() || shape_of(text[at]) != wanted) return std::nullopt;
        const bool number = is_digit(text[at++]);
        while (number && at < text.size() && is_digit(text[at])) ++at;
    }
    return at;
}

std::string without_escapes(std::string_view text) {
    std::string plain;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char next = text[at] == '\\' && at + 1 < text.size() ? text[at + 1] : '\0';
        const std::size_t digits = next == 'x' ? 2 : next == 'u' ? 4 : 0;
        if (next == '\0') {
            plain += text[at];
        } else if (digits > 0 && hex_digits(text.substr(at + 2, digits)) == digits) {
            at += 1 + digits;
            plain +=
                static_cast<char>(bytes::hex_value(text[at - 1]) << 4 | bytes::hex_value(text[at]));
        } else {
            ++at;
            plain += escaped(next);
        }
    }
    return plain;
}

}  // namespace hanmeter::captures
