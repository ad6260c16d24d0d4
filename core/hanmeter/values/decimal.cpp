// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/values/decimal.h"

#include <array>
#include <limits>

namespace hanmeter::values {
namespace {

// Takes the zeros at the end of the magnitude into the exponent.
struct Normal {
    std::uint64_t magnitude;
    int exponent;
};

Normal normal(const Decimal& number) {
    Normal result{number.magnitude(), number.exponent()};
    if (result.magnitude == 0) return {0, 0};
    while (result.magnitude % 10 == 0) {
        result.magnitude /= 10;
        ++result.exponent;
    }
    return result;
}

}  // namespace

std::optional<std::int64_t> Decimal::as_integer() const {
    const Normal value = normal(*this);
    if (value.exponent < 0 || value.exponent > 18) return std::nullopt;
    std::uint64_t magnitude = value.magnitude;
    for (int i = 0; i < value.exponent; ++i) {
        if (magnitude > std::numeric_limits<std::uint64_t>::max() / 10) return std::nullopt;
        magnitude *= 10;
    }
    constexpr std::uint64_t largest = std::numeric_limits<std::int64_t>::max();
    if (negative_) {
        if (magnitude > largest + 1) return std::nullopt;
        return static_cast<std::int64_t>(std::uint64_t{0} - magnitude);
    }
    if (magnitude > largest) return std::nullopt;
    return static_cast<std::int64_t>(magnitude);
}

std::optional<Decimal> Decimal::times(const Decimal& factor) const {
    constexpr std::uint64_t largest = std::numeric_limits<std::uint64_t>::max();
    if (factor.magnitude_ != 0 && magnitude_ > largest / factor.magnitude_) return std::nullopt;
    return Decimal{magnitude_ * factor.magnitude_, negative_ != factor.negative_,
                   exponent_ + factor.exponent_};
}

void Decimal::write(bytes::TextWriter& out) const {
    std::array<char, 20> room;
    bytes::TextWriter digits{room};
    digits.put_unsigned(magnitude_);
    const std::string_view text = digits.view();

    if (negative_) out.put('-');
    if (exponent_ >= 0) {
        out.put(text);
        for (int i = 0; i < exponent_ && magnitude_ != 0; ++i) out.put('0');
        return;
    }
    const auto decimals = static_cast<std::size_t>(-exponent_);
    if (text.size() > decimals) {
        const std::size_t whole = text.size() - decimals;
        out.put({text.data(), whole}).put('.').put({text.data() + whole, decimals});
        return;
    }
    out.put("0.");
    for (std::size_t i = text.size(); i < decimals; ++i) out.put('0');
    out.put(text);
}

std::optional<Decimal> Decimal::parse(std::string_view text) {
    bool negative = false;
    if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
        negative = text.front() == '-';
        text.remove_prefix(1);
    }
    std::uint64_t magnitude = 0;
    int decimals = 0;
    bool point = false;
    bool any_digit = false;
    for (char character : text) {
        if (character == '.' && !point) {
            point = true;
            continue;
        }
        if (character < '0' || character > '9') return std::nullopt;
        const auto digit = static_cast<std::uint64_t>(character - '0');
        if (magnitude > (std::numeric_limits<std::uint64_t>::max() - digit) / 10)
            return std::nullopt;
        magnitude = magnitude * 10 + digit;
        any_digit = true;
        if (point) ++decimals;
    }
    if (!any_digit || decimals > 128) return std::nullopt;
    return Decimal{magnitude, negative, -decimals};
}

bool operator==(const Decimal& left, const Decimal& right) {
    const Normal a = normal(left);
    const Normal b = normal(right);
    return a.magnitude == b.magnitude && a.exponent == b.exponent &&
           left.negative_ == right.negative_;
}

}  // namespace hanmeter::values
