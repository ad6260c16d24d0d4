// SPDX-License-Identifier: Apache-2.0
#include "app/adjustments.h"

#include <doctest/doctest.h>

using namespace hanmeter;
using app::parse_factor;
using app::parse_scale;
using meters::Selection;
using values::Unit;

TEST_CASE("--scale: a power of ten, perhaps with a unit") {
    CHECK(parse_scale("voltage=-1")->which.kind == Selection::Kind::voltage);
    CHECK(parse_scale("voltage=-1")->scaler == -1);
    CHECK(parse_scale("1-0:128.8.0=3,Wh")->which.code == values::Obis{1, 0, 128, 8, 0});
    CHECK(parse_scale("1-0:128.8.0=3,Wh")->unit == Unit::watt_hour);
    CHECK(parse_scale("voltage").error().sentence ==
          "--scale: voltage lacks its =, as voltage=-1 has it");
    CHECK(parse_scale("volt=1").error().code == app::Exit::usage);
    CHECK(parse_scale("voltage=0.1").error().sentence ==
          "--scale: 0.1 is no power of ten: -1 is for tenths, 3 for thousands");
    CHECK_FALSE(parse_scale("voltage=19"));
    CHECK_FALSE(parse_scale("voltage=-1,kV"));
}

TEST_CASE("--multiply: an exact number that is not 0") {
    CHECK(parse_factor("current=100")->by == values::Decimal::of_unsigned(100));
    CHECK(parse_factor("energy=0.1")->by == values::Decimal::of_unsigned(1, -1));
    CHECK(parse_factor("1.8.0=-1")->by == values::Decimal::of_signed(-1));
    CHECK_FALSE(parse_factor("current=0"));
    CHECK_FALSE(parse_factor("current=ten"));
    CHECK_FALSE(parse_factor("current"));
    CHECK_FALSE(parse_factor("=1"));
}
