// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/values/decimal.h"

#include <doctest/doctest.h>

#include <limits>
#include <string>

#include "hanmeter/values/float_bits.h"
#include "support/octets.h"

using hanmeter::tests::written;
using hanmeter::values::Decimal;

namespace {

constexpr auto i64_min = std::numeric_limits<std::int64_t>::min();
constexpr auto i64_max = std::numeric_limits<std::int64_t>::max();
constexpr auto u64_max = std::numeric_limits<std::uint64_t>::max();

std::string of_signed(std::int64_t mantissa, int exponent = 0) {
    return written(Decimal::of_signed(mantissa, exponent));
}

std::string read_and_written(std::string_view text) {
    const auto number = Decimal::parse(text);
    return number ? written(*number) : "none";
}

}  // namespace

TEST_CASE("a number has the digits of its resolution and never an exponent") {
    CHECK(of_signed(2300, -1) == "230.0");
    CHECK(of_signed(93, -1) == "9.3");
    CHECK(of_signed(39, -1) == "3.9");
    CHECK(of_signed(123, 1) == "1230");
    CHECK(of_signed(-10, -1) == "-1.0");
    CHECK(of_signed(-1, -1) == "-0.1");
    CHECK(of_signed(5, -3) == "0.005");
    CHECK(of_signed(1234, -4) == "0.1234");
    CHECK(of_signed(12345, -4) == "1.2345");
    CHECK(of_signed(0) == "0");
    CHECK(of_signed(0, -2) == "0.00");
    CHECK(of_signed(0, 3) == "0");
}

TEST_CASE("the ends of 64 bits") {
    CHECK(of_signed(i64_min) == "-9223372036854775808");
    CHECK(of_signed(i64_max) == "9223372036854775807");
    CHECK(of_signed(i64_min, -3) == "-9223372036854775.808");
    CHECK(of_signed(i64_min, -19) == "-0.9223372036854775808");
    CHECK(written(Decimal::of_unsigned(u64_max)) == "18446744073709551615");
    CHECK(written(Decimal::of_unsigned(u64_max, 1)) == "184467440737095516150");
    CHECK(written(Decimal::of_unsigned(u64_max, -20)) == "0.18446744073709551615");
}

TEST_CASE("scalers to the ends of their byte") {
    CHECK(of_signed(7, 127) == "7" + std::string(127, '0'));
    CHECK(of_signed(-7, -128) == "-0." + std::string(127, '0') + "7");
    const std::string largest = written(Decimal::of_signed(i64_min).scaled(127));
    CHECK(largest == "-9223372036854775808" + std::string(127, '0'));
    const std::string smallest = written(Decimal::of_signed(i64_min).scaled(-128));
    CHECK(smallest == "-0." + std::string(128 - 19, '0') + "9223372036854775808");
}

TEST_CASE("every number that a meter can send fits into max_text") {
    const auto fits = [](const Decimal& number) {
        CHECK(written(number).size() <= Decimal::max_text);
    };
    fits(Decimal::of_unsigned(u64_max, 127));
    fits(Decimal::of_unsigned(u64_max, -128));
    fits(Decimal::of_signed(i64_min, 127));
    fits(Decimal::of_signed(i64_min, -128));
    // The largest, the smallest normal and the smallest of all float64, behind the largest scalers.
    for (const std::uint64_t bits :
         {0xFFEFFFFFFFFFFFFFU, 0x8010000000000000U, 0x8000000000000001U, 0x800FFFFFFFFFFFFFU}) {
        const auto number = hanmeter::values::shortest_decimal_of_float64(bits);
        REQUIRE(number);
        fits(number->scaled(127));
        fits(number->scaled(-128));
    }
}

TEST_CASE("scaling adds exponents and the mantissa stays") {
    const Decimal raw = Decimal::of_signed(-123);
    CHECK(written(raw.scaled(-2)) == "-1.23");
    CHECK(written(raw.scaled(-2).scaled(3)) == "-1230");
    CHECK(written(raw.scaled(-2).mantissa()) == "-123");
    CHECK(raw.scaled(-2).negative());
    CHECK(raw.scaled(-2).magnitude() == 123);
    CHECK(raw.scaled(-2).exponent() == -2);
    CHECK_FALSE(Decimal::of_signed(0).negative());
}

TEST_CASE("whole numbers as integers, where they are and fit") {
    CHECK(Decimal::of_signed(123, 1).as_integer() == 1230);
    CHECK(Decimal::of_signed(-1230, -1).as_integer() == -123);
    CHECK_FALSE(Decimal::of_signed(1235, -1).as_integer());
    CHECK(Decimal::of_signed(0, -128).as_integer() == 0);
    CHECK(Decimal::of_signed(0, 127).as_integer() == 0);
    CHECK(Decimal::of_signed(i64_min).as_integer() == i64_min);
    CHECK(Decimal::of_signed(i64_max).as_integer() == i64_max);
    CHECK_FALSE(Decimal::of_unsigned(std::uint64_t{1} << 63).as_integer());
    CHECK_FALSE(Decimal::of_unsigned(u64_max).as_integer());
    CHECK_FALSE(Decimal::of_signed(i64_min, 1).as_integer());
    CHECK(Decimal::of_signed(9, 18).as_integer() == 9'000'000'000'000'000'000);
    CHECK_FALSE(Decimal::of_signed(10, 18).as_integer());
    CHECK_FALSE(Decimal::of_signed(1, 19).as_integer());
    CHECK_FALSE(Decimal::of_signed(1, -1).as_integer());
}

TEST_CASE("numbers are equal by value") {
    CHECK(Decimal::of_signed(2300, -1) == Decimal::of_signed(230));
    CHECK(Decimal::of_signed(23, 1) == Decimal::of_unsigned(230));
    CHECK(Decimal::of_signed(0, 5) == Decimal::of_signed(0, -5));
    CHECK_FALSE(Decimal::of_signed(1) == Decimal::of_signed(-1));
    CHECK_FALSE(Decimal::of_signed(1) == Decimal::of_signed(1, 1));
    CHECK_FALSE(Decimal::of_unsigned(u64_max) == Decimal::of_signed(-1));
}

TEST_CASE("texts are read with the digits that they have") {
    CHECK(read_and_written("00.826") == "0.826");
    CHECK(read_and_written("-12") == "-12");
    CHECK(read_and_written("+3.0") == "3.0");
    CHECK(read_and_written("123456.789") == "123456.789");
    CHECK(read_and_written("0") == "0");
    CHECK(read_and_written("-0.0") == "0.0");
    CHECK(read_and_written("5.") == "5");
    CHECK(read_and_written(".5") == "0.5");
    CHECK(read_and_written("000000000000000000000000000007") == "7");
    CHECK(read_and_written("9223372036854775807") == "9223372036854775807");
    CHECK(read_and_written("-9223372036854775808") == "-9223372036854775808");
    CHECK(read_and_written("18446744073709551615") == "18446744073709551615");
    CHECK(read_and_written("1844674407370955161.5") == "1844674407370955161.5");
}

TEST_CASE("what is no number, or more than 64 bits, is not read") {
    for (const char* text :
         {"", "+", "-", ".", "-.", "1.2.3", "1e3", " 1", "1 ", "--1", "+-1", "1-", "0x10", "1,5",
          "18446744073709551616", "99999999999999999999", "184467440737095516150"}) {
        CAPTURE(text);
        CHECK_FALSE(Decimal::parse(text));
    }
    CHECK(Decimal::parse("0." + std::string(128, '0')));
    CHECK_FALSE(Decimal::parse("0." + std::string(129, '0')));
}

TEST_CASE("products are exact or none") {
    const auto times = [](const char* left, const char* right) -> std::string {
        const auto product = Decimal::parse(left)->times(*Decimal::parse(right));
        return product ? written(*product) : "none";
    };
    CHECK(times("230.1", "100") == "23010.0");
    CHECK(times("-3.9", "0.01") == "-0.039");
    CHECK(times("-2", "-3") == "6");
    CHECK(times("0", "18446744073709551615") == "0");
    CHECK(times("18446744073709551615", "1") == "18446744073709551615");
    CHECK(times("18446744073709551615", "2") == "none");
    CHECK(times("9223372036854775808", "2") == "none");
}

TEST_CASE("the mantissa before a factor") {
    const Decimal factor = *Decimal::parse("-0.25");
    for (const std::int64_t raw : {0, 1, -7, 922}) {
        const Decimal product = *Decimal::of_signed(raw, -1).times(factor);
        CHECK(product.mantissa_before(factor) == Decimal::of_signed(raw));
    }
}
