// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/meters/kaifa.h"

#include <doctest/doctest.h>

#include <array>

#include "support/lists.h"

using namespace hanmeter;
using values::Decimal;
using values::Obis;
using values::Object;
using values::Value;

namespace {

std::string settled(const Obis& code, values::Scale scale = values::Scale::none) {
    std::array<Object, 1> objects{
        {{.obis = code,
          .quantity = values::find_quantity(code),
          .value = {.kind = Value::Kind::number, .number = Decimal::of_unsigned(3059)},
          .scale = scale}}};
    meters::settle_kaifa(objects);
    const std::string line = tests::line(objects[0]);
    return line.substr(line.find("= ") + 2);
}

}  // namespace

TEST_CASE("the scales of Kaifa's positional lists") {
    CHECK(settled({1, 0, 1, 7, 0}) == "3059 W list");
    CHECK(settled({1, 0, 3, 7, 0}) == "3059 var list");
    CHECK(settled({1, 0, 51, 7, 0}) == "3.059 A list");
    CHECK(settled({1, 0, 72, 7, 0}) == "305.9 V list");
    CHECK(settled({1, 0, 1, 8, 0}) == "3059 Wh list");
    CHECK(settled({1, 0, 4, 8, 0}) == "3059 varh list");
}

TEST_CASE("what those lists do not hold is left alone") {
    CHECK(settled({1, 0, 14, 7, 0}) == "3059");
    CHECK(settled({1, 0, 13, 7, 0}) == "3059");
    CHECK(settled({1, 0, 99, 99, 0}) == "3059");
    CHECK(settled({0, 0, 96, 1, 0}) == "3059");
    CHECK(settled({1, 0, 1, 7, 0}, values::Scale::frame) == "3059 frame");
}
