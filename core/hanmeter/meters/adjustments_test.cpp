// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/meters/adjustments.h"

#include <doctest/doctest.h>

#include <vector>

#include "support/lists.h"

using namespace hanmeter;
using meters::Factor;
using meters::ScaleRule;
using meters::Selection;
using values::Decimal;
using values::Obis;
using values::Object;
using values::Scale;
using values::Unit;
using values::Value;

namespace {

constexpr std::uint8_t long_unsigned = 0x12;

Object raw(const Obis& code, std::int64_t number, Scale scale = Scale::unknown) {
    return {.obis = code,
            .quantity = values::find_quantity(code),
            .value = {.kind = Value::Kind::number, .number = Decimal::of_signed(number)},
            .scale = scale,
            .type_tag = long_unsigned};
}

Object scaled(const Obis& code, std::int64_t number, int scaler, Unit unit, Scale scale) {
    Object object = raw(code, number, scale);
    object.value.number = object.value.number.scaled(scaler);
    object.scaler = static_cast<std::int8_t>(scaler);
    object.unit = unit;
    return object;
}

constexpr Obis voltage{1, 0, 32, 7, 0};
constexpr Obis current{1, 0, 31, 7, 0};
constexpr Obis energy{1, 0, 1, 8, 0};
constexpr Obis power{1, 0, 1, 7, 0};

Selection selection(std::string_view text) {
    return Selection::parse(text).value();
}

std::string with_scale(Object object, const ScaleRule& rule) {
    meters::adjust({&object, 1}, {.scales = {&rule, 1}});
    return tests::line(object);
}

// `value unit scale`, then what stood in the frame.
std::string multiplied(Object object, const Factor& factor) {
    meters::adjust({&object, 1}, {.factors = {&factor, 1}});
    return tests::line(object) + " of " + tests::written(values::raw_of(object));
}

}  // namespace

TEST_CASE("a scale that the frame lacks can be set") {
    CHECK(with_scale(raw(voltage, 2301), {selection("voltage"), -1}) ==
          "1-0:32.7.0.255 = 230.1 V list");
    CHECK(with_scale(scaled(voltage, 2301, 0, Unit::volt, Scale::assumed),
                     {selection("voltage_l1_v"), -1}) == "1-0:32.7.0.255 = 230.1 V list");
    CHECK(with_scale(scaled(energy, 1234, 1, Unit::watt_hour, Scale::list),
                     {selection("1-0:1.8.0"), 0}) == "1-0:1.8.0.255 = 1234 Wh list");
    CHECK(
        with_scale(raw({1, 0, 128, 8, 7}, 1234), {selection("1-0:128.8.7"), 3, Unit::watt_hour}) ==
        "1-0:128.8.7.255 = 1234000 Wh list");
}

TEST_CASE("a scale that the frame states stays, and so does what is not chosen") {
    CHECK(with_scale(scaled(voltage, 2301, -1, Unit::volt, Scale::frame),
                     {selection("voltage"), 0}) == "1-0:32.7.0.255 = 230.1 V frame");
    CHECK(with_scale(raw(voltage, 2301), {selection("current"), -1}) ==
          "1-0:32.7.0.255 = 2301 unknown");
    CHECK(with_scale(raw({0, 1, 24, 2, 1}, 7), {selection("energy"), -1}) ==
          "0-1:24.2.1.255 = 7 unknown");
}

TEST_CASE("of several rules the last that holds counts") {
    const std::vector<ScaleRule> rules{
        {selection("voltage"), 0}, {selection("voltage_l1_v"), -1}, {selection("current"), -2}};
    Object object = raw(voltage, 2301);
    meters::adjust({&object, 1}, {.scales = rules});
    CHECK(tests::line(object) == "1-0:32.7.0.255 = 230.1 V list");
}

TEST_CASE(
    "a factor multiplies what the meter measures, once, and the raw number stays to be seen") {
    const Factor hundred{selection("current"), Decimal::of_unsigned(100)};
    CHECK(multiplied(scaled(current, 1234, -3, Unit::ampere, Scale::frame), hundred) ==
          "1-0:31.7.0.255 = 123.400 A frame of 1234");
    CHECK(multiplied(scaled(current, -5, -1, Unit::ampere, Scale::frame), hundred) ==
          "1-0:31.7.0.255 = -50.0 A frame of -5");
    CHECK(multiplied(scaled(voltage, 5, 0, Unit::volt, Scale::frame), hundred) ==
          "1-0:32.7.0.255 = 5 V frame of 5");
    const Factor tenth{selection("power"), Decimal::of_unsigned(1, -1)};
    CHECK(multiplied(scaled(power, 922, 0, Unit::watt, Scale::list), tenth) ==
          "1-0:1.7.0.255 = 92.2 W list of 922");
    CHECK(multiplied(scaled({0, 0, 17, 0, 0}, 922, 0, Unit::watt, Scale::frame), tenth) ==
          "0-0:17.0.0.255 = 922 W frame of 922");
}

TEST_CASE("a factor comes behind the scale") {
    const ScaleRule rule{selection("current"), -2};
    const Factor factor{selection("current"), Decimal::of_unsigned(100)};
    Object object = raw(current, 123);
    meters::adjust({&object, 1}, {.scales = {&rule, 1}, .factors = {&factor, 1}});
    CHECK(tests::line(object) == "1-0:31.7.0.255 = 123.00 A list");
    CHECK(tests::written(values::raw_of(object)) == "123");
}

TEST_CASE("a product with more digits than a number can have leaves the raw number") {
    Object object = scaled(energy, INT64_MAX, 0, Unit::watt_hour, Scale::list);
    const Factor factor{selection("energy"), Decimal::of_unsigned(1000)};
    meters::adjust({&object, 1}, {.factors = {&factor, 1}});
    CHECK(tests::line(object) == "1-0:1.8.0.255 = 9223372036854775807 unknown");
    CHECK(object.factor == nullptr);
}

TEST_CASE("what can be chosen") {
    CHECK(Selection::parse("current")->kind == Selection::Kind::current);
    CHECK(Selection::parse("energy")->kind == Selection::Kind::energy);
    CHECK(Selection::parse("1.8.0")->code == Obis{1, 0, 1, 8, 0});
    CHECK_FALSE(Selection::parse("amps"));
    CHECK_FALSE(Selection::parse(""));
}
