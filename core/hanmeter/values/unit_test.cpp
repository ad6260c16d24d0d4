// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/values/unit.h"

#include <doctest/doctest.h>

#include <string>

using hanmeter::values::symbol;
using hanmeter::values::Unit;

namespace {

std::string of(int number) {
    return std::string{symbol(static_cast<Unit>(number))};
}

}  // namespace

TEST_CASE("the units of a customer port, by the numbers of the Blue Book") {
    CHECK(of(27) == "W");
    CHECK(of(28) == "VA");
    CHECK(of(29) == "var");
    CHECK(of(30) == "Wh");
    CHECK(of(31) == "VAh");
    CHECK(of(32) == "varh");
    CHECK(of(33) == "A");
    CHECK(of(35) == "V");
    CHECK(of(44) == "Hz");
    CHECK(of(7) == "s");
    CHECK(of(13) == "m3");
    CHECK(of(14) == "m3");
    CHECK(of(25) == "J");
}

TEST_CASE("places here and there in the rest of the table") {
    CHECK(of(1) == "a");
    CHECK(of(6) == "min");
    CHECK(of(8) == "°");
    CHECK(of(19) == "l");
    CHECK(of(24) == "bar");
    CHECK(of(34) == "C");
    CHECK(of(45) == "1/Wh");
    CHECK(of(52) == "K");
    CHECK(of(56) == "%");
    CHECK(of(57) == "Ah");
    CHECK(of(60) == "Wh/m3");
    CHECK(of(67) == "atm");
    CHECK(of(70) == "dBm");
    CHECK(of(72) == "dB");
    CHECK(of(128) == "in");
    CHECK(of(137) == "cu ft");
    CHECK(of(146) == "Btu");
    CHECK(of(152) == "ft/s");
    CHECK(of(161) == "gal(imp)");
    CHECK(of(166) == "gal(US)");
    CHECK(of(171) == "Btu/s");
    CHECK(of(174) == "Btu/d");
}

TEST_CASE("what has no unit has no symbol") {
    for (const int number : {0, 58, 59, 68, 69, 73, 127, 175, 252, 253, 254, 255}) {
        CAPTURE(number);
        CHECK(of(number).empty());
    }
}

TEST_CASE("units by what people write") {
    CHECK(hanmeter::values::unit_of_symbol("W") == Unit::watt);
    CHECK(hanmeter::values::unit_of_symbol("varh") == Unit::var_hour);
    CHECK(hanmeter::values::unit_of_symbol("m3") == Unit::cubic_metre);
    CHECK(hanmeter::values::unit_of_symbol("deg") == Unit::degree);
    CHECK(hanmeter::values::unit_of_symbol("") == Unit::none);
    CHECK_FALSE(hanmeter::values::unit_of_symbol("kW"));
    CHECK_FALSE(hanmeter::values::unit_of_symbol("w"));
}
