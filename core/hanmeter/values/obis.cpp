// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/values/obis.h"

#include <array>

namespace hanmeter::values {
namespace {

// Reads one group of digits (0 to 255) off the front.
std::optional<std::uint8_t> take_group(std::string_view& text) {
    unsigned value = 0;
    std::size_t digits = 0;
    while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') {
        value = value * 10 + static_cast<unsigned>(text[digits] - '0');
        if (value > 255) return std::nullopt;
        ++digits;
    }
    if (digits == 0) return std::nullopt;
    text.remove_prefix(digits);
    return static_cast<std::uint8_t>(value);
}

bool take_mark(std::string_view& text, char mark) {
    if (text.empty() || text.front() != mark) return false;
    text.remove_prefix(1);
    return true;
}

}  // namespace

std::optional<Obis> Obis::parse(std::string_view text) {
    Obis code{.a = 1, .b = 0};
    if (text.find(':') != std::string_view::npos) {
        const auto a = take_group(text);
        if (!a || !take_mark(text, '-')) return std::nullopt;
        const auto b = take_group(text);
        if (!b || !take_mark(text, ':')) return std::nullopt;
        code.a = *a;
        code.b = *b;
    }
    const auto c = take_group(text);
    if (!c || !take_mark(text, '.')) return std::nullopt;
    const auto d = take_group(text);
    if (!d || !take_mark(text, '.')) return std::nullopt;
    const auto e = take_group(text);
    if (!e) return std::nullopt;
    code.c = *c;
    code.d = *d;
    code.e = *e;
    if (text.empty()) return code;
    if (!take_mark(text, '*') && !take_mark(text, '.')) return std::nullopt;
    const auto f = take_group(text);
    if (!f || !text.empty()) return std::nullopt;
    code.f = *f;
    return code;
}

void Obis::write(bytes::TextWriter& out) const {
    out.put_unsigned(a).put('-').put_unsigned(b).put(':').put_unsigned(c);
    out.put('.').put_unsigned(d).put('.').put_unsigned(e).put('.').put_unsigned(f);
}

}  // namespace hanmeter::values
