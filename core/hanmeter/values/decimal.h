// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "hanmeter/bytes/text_writer.h"

namespace hanmeter::values {

// An exact number: magnitude x 10^exponent with a sign. It covers all of i64 and u64 and keeps the
// digits that the meter's resolution gives: {2300, -1} is 230.0, not 230. No operation rounds.
class Decimal {
public:
    // Room that any decimal of a meter fits in: the smallest float64 has 324 places behind the
    // point, a scaler of -128 moves them on; `-0.` stands in front.
    static constexpr std::size_t max_text = 455;

    constexpr Decimal() = default;
    static constexpr Decimal of_signed(std::int64_t mantissa, int exponent = 0) {
        const auto bits = static_cast<std::uint64_t>(mantissa);
        return {mantissa < 0 ? std::uint64_t{0} - bits : bits, mantissa < 0, exponent};
    }
    static constexpr Decimal of_unsigned(std::uint64_t mantissa, int exponent = 0) {
        return {mantissa, false, exponent};
    }

    constexpr std::uint64_t magnitude() const { return magnitude_; }
    constexpr bool negative() const { return negative_; }
    constexpr int exponent() const { return exponent_; }

    // This times 10^by.
    constexpr Decimal scaled(int by) const { return {magnitude_, negative_, exponent_ + by}; }

    // The number without its exponent: what stood in the frame before the scaler.
    constexpr Decimal mantissa() const { return {magnitude_, negative_, 0}; }

    // Whole numbers only: the value as an integer, where it is one and fits.
    std::optional<std::int64_t> as_integer() const;

    // The product, where its digits fit; with a factor of no decimals as many as this has.
    std::optional<Decimal> times(const Decimal& factor) const;

    // The mantissa of the number whose times(factor) this is; the factor is not 0.
    constexpr Decimal mantissa_before(const Decimal& factor) const {
        return {magnitude_ / factor.magnitude_, negative_ != factor.negative_, 0};
    }

    // Digits, never an exponent: `230.0`, `-1.0`, `1230`.
    void write(bytes::TextWriter& out) const;

    // `00.826`, `-12`, `+3.0`: digits with at most one point and a sign in front. Digits that are
    // more than a u64, and more than 128 behind the point, are not read.
    static std::optional<Decimal> parse(std::string_view text);

    // By value: {2300, -1} equals {230, 0}.
    friend bool operator==(const Decimal& left, const Decimal& right);

private:
    constexpr Decimal(std::uint64_t magnitude, bool negative, int exponent)
        : magnitude_{magnitude},
          exponent_{static_cast<std::int16_t>(exponent)},
          negative_{negative && magnitude != 0} {}

    std::uint64_t magnitude_ = 0;
    std::int16_t exponent_ = 0;
    bool negative_ = false;
};

}  // namespace hanmeter::values
