// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/values/float_bits.h"

#include <array>

namespace hanmeter::values {
namespace {

// A whole number of up to 1216 bits: 2^1074 x 2^53 and a little room, what float64 asks for.
class Big {
public:
    explicit Big(std::uint64_t value = 0) {
        words_[0] = static_cast<std::uint32_t>(value);
        words_[1] = static_cast<std::uint32_t>(value >> 32);
    }

    void multiply(std::uint32_t factor) {
        std::uint64_t carry = 0;
        for (std::uint32_t& word : words_) {
            carry += std::uint64_t{word} * factor;
            word = static_cast<std::uint32_t>(carry);
            carry >>= 32;
        }
    }

    void shift_left(unsigned bits) {
        for (; bits >= 31; bits -= 31) multiply(std::uint32_t{1} << 31);
        multiply(std::uint32_t{1} << bits);
    }

    void add(const Big& other) {
        std::uint64_t carry = 0;
        for (std::size_t i = 0; i < words_.size(); ++i) {
            carry += std::uint64_t{words_[i]} + other.words_[i];
            words_[i] = static_cast<std::uint32_t>(carry);
            carry >>= 32;
        }
    }

    // Only where this is not smaller.
    void subtract(const Big& other) {
        std::uint64_t borrow = 0;
        for (std::size_t i = 0; i < words_.size(); ++i) {
            const std::uint64_t difference = std::uint64_t{words_[i]} - other.words_[i] - borrow;
            words_[i] = static_cast<std::uint32_t>(difference);
            borrow = (difference >> 63);
        }
    }

    // Negative, zero or positive as this is smaller, equal or larger.
    int compare(const Big& other) const {
        for (std::size_t i = words_.size(); i-- > 0;) {
            if (words_[i] != other.words_[i]) return words_[i] < other.words_[i] ? -1 : 1;
        }
        return 0;
    }

private:
    std::array<std::uint32_t, 38> words_{};
};

int compare_sum(Big left, const Big& more, const Big& right) {
    left.add(more);
    return left.compare(right);
}

// Steele and White's free-format printing with exact arithmetic. The number is f x 2^e; what is
// nearer to it than half the gap to its neighbours reads back as it (even f: the edge as well).
Decimal shortest(std::uint64_t f, int e, std::uint64_t hidden_bit, int lowest_e, bool negative) {
    Big rest{f};
    Big unit{1};
    Big gap_above{1};
    Big gap_below{1};
    const unsigned up = e > 0 ? static_cast<unsigned>(e) : 0;
    rest.shift_left(up + 1);
    gap_above.shift_left(up);
    gap_below.shift_left(up);
    unit.shift_left(e < 0 ? static_cast<unsigned>(-e) + 1 : 1);
    if (f == hidden_bit && e > lowest_e) {  // the neighbour below is only half as far away
        rest.shift_left(1);
        unit.shift_left(1);
        gap_above.shift_left(1);
    }
    const bool edge = f % 2 == 0;

    // Brings rest / unit into [0.1, 1), counting the power of ten taken out.
    int exponent = 0;
    const auto reaches_one = [&] {
        const int order = compare_sum(rest, gap_above, unit);
        return order > 0 || (edge && order == 0);
    };
    const auto below_a_tenth = [&] {
        Big ten_times = rest;
        ten_times.add(gap_above);
        ten_times.multiply(10);
        const int order = ten_times.compare(unit);
        return order < 0 || (!edge && order == 0);
    };
    for (; reaches_one(); ++exponent) unit.multiply(10);
    for (; below_a_tenth(); --exponent) {
        rest.multiply(10);
        gap_above.multiply(10);
        gap_below.multiply(10);
    }

    std::uint64_t digits = 0;
    for (;;) {
        rest.multiply(10);
        gap_above.multiply(10);
        gap_below.multiply(10);
        --exponent;
        unsigned digit = 0;
        for (; rest.compare(unit) >= 0; ++digit) rest.subtract(unit);
        const int low_order = rest.compare(gap_below);
        const bool low = low_order < 0 || (edge && low_order == 0);
        const int high_order = compare_sum(rest, gap_above, unit);
        const bool high = high_order > 0 || (edge && high_order == 0);
        digits = digits * 10 + digit;
        if (!low && !high) continue;
        if (high && (!low || compare_sum(rest, rest, unit) >= 0)) ++digits;
        break;
    }
    const auto mantissa = static_cast<std::int64_t>(digits);
    return Decimal::of_signed(negative ? -mantissa : mantissa, exponent);
}

std::optional<Decimal> from_ieee754(std::uint64_t bits, unsigned fraction_bits,
                                    unsigned exponent_bits) {
    const std::uint64_t hidden_bit = std::uint64_t{1} << fraction_bits;
    const std::uint64_t fraction = bits & (hidden_bit - 1);
    const auto biased =
        static_cast<int>((bits >> fraction_bits) & ((std::uint64_t{1} << exponent_bits) - 1));
    const bool negative = ((bits >> (fraction_bits + exponent_bits)) & 1) != 0;
    const int largest = (1 << exponent_bits) - 1;
    const int bias = largest / 2;
    const int lowest_e = 1 - bias - static_cast<int>(fraction_bits);
    if (biased == largest) return std::nullopt;
    if (biased == 0 && fraction == 0) return Decimal{};
    if (biased == 0) return shortest(fraction, lowest_e, hidden_bit, lowest_e, negative);
    return shortest(fraction | hidden_bit, lowest_e + biased - 1, hidden_bit, lowest_e, negative);
}

}  // namespace

std::optional<Decimal> shortest_decimal_of_float32(std::uint32_t bits) {
    return from_ieee754(bits, 23, 8);
}

std::optional<Decimal> shortest_decimal_of_float64(std::uint64_t bits) {
    return from_ieee754(bits, 52, 11);
}

}  // namespace hanmeter::values
