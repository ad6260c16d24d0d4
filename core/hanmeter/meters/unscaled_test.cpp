// SPDX-License-Identifier: Apache-2.0
// The rules are those of unscaled.h; numbers are worked out by hand.
#include "hanmeter/meters/unscaled.h"

#include <doctest/doctest.h>

#include "support/lists.h"

using namespace hanmeter;
using values::Decimal;
using values::Obis;
using values::Object;
using values::Scale;
using values::Value;

namespace {

constexpr std::uint8_t u16 = 0x12, u32 = 0x06, u64 = 0x15, i64 = 0x14;

std::string settled(const Obis& code, std::int64_t raw, std::uint8_t type) {
    Object object{.obis = code,
                  .quantity = values::find_quantity(code),
                  .value = {.kind = Value::Kind::number, .number = Decimal::of_signed(raw)},
                  .type_tag = type};
    meters::settle_unscaled({&object, 1});
    const std::string line = tests::line(object);
    return line.substr(line.find("= ") + 2);
}

}  // namespace

TEST_CASE("powers and energies are whole") {
    CHECK(settled({1, 0, 1, 7, 0}, 362, u32) == "362 W list");
    CHECK(settled({1, 0, 3, 7, 0}, 7, u32) == "7 var list");
    CHECK(settled({1, 1, 1, 8, 0}, 2302502, u32) == "2302502 Wh list");
    CHECK(settled({1, 1, 5, 8, 0}, 34671, u64) == "34671 varh list");
}

TEST_CASE("currents: hundredths in 16 bits, whole in wider types") {
    CHECK(settled({1, 0, 31, 7, 0}, 123, u16) == "1.23 A assumed");
    CHECK(settled({1, 0, 51, 7, 0}, 0, u16) == "0.00 A assumed");
    CHECK(settled({1, 0, 71, 7, 0}, 12, i64) == "12 A assumed");
}

TEST_CASE("voltages: whole up to 1000, tenths above") {
    CHECK(settled({1, 0, 32, 7, 0}, 0, u16) == "0 V assumed");
    CHECK(settled({1, 0, 32, 7, 0}, 231, u16) == "231 V assumed");
    CHECK(settled({1, 0, 52, 7, 0}, 1000, u16) == "1000 V assumed");
    CHECK(settled({1, 0, 72, 7, 0}, 2315, u16) == "231.5 V assumed");
}

TEST_CASE("power factors are thousandths, limits whole") {
    CHECK(settled({1, 0, 13, 7, 0}, 980, u16) == "0.980 assumed");
    CHECK(settled({0, 0, 17, 0, 0}, 5750, u32) == "5750 W assumed");
}

TEST_CASE("what has a scale keeps it, and what nobody knows stays raw") {
    Object object{.obis = {1, 0, 31, 7, 0},
                  .quantity = values::find_quantity(Obis{1, 0, 31, 7, 0}),
                  .value = {.kind = Value::Kind::number, .number = Decimal::of_signed(5, -1)},
                  .unit = values::Unit::ampere,
                  .scale = Scale::frame,
                  .scaler = -1,
                  .type_tag = u16};
    meters::settle_unscaled({&object, 1});
    CHECK(tests::line(object) == "1-0:31.7.0.255 = 0.5 A frame");
    CHECK(settled({1, 0, 128, 9, 1}, 77, u32) == "77");
}
