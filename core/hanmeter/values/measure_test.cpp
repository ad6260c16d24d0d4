// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/values/measure.h"

#include <doctest/doctest.h>

#include <array>
#include <string>

#include "hanmeter/values/groups.h"

using namespace hanmeter::values;

namespace {

std::string told(std::string_view text) {
    const auto measure = parse_measure(text);
    if (!measure) return "none";
    std::array<char, Decimal::max_text> room;
    hanmeter::bytes::TextWriter out{room};
    measure->number.write(out);
    const auto unit = measure->unit == Unit::none ? measure->other_unit : symbol(measure->unit);
    return std::string{out.view()} + " " + std::string{unit};
}

}  // namespace

TEST_CASE("a number with a unit in base units, its digits kept") {
    CHECK(told("00.826*kW") == "826 W");
    CHECK(told("01.2340*kW") == "1234.0 W");
    CHECK(told("123456.789*kWh") == "123456789 Wh");
    CHECK(told("0001.727*kvar") == "1727 var");
    CHECK(told("0001.727*kVAr") == "1727 var");
    CHECK(told("000000.001*kVArh") == "1 varh");
    CHECK(told("0.230*kV") == "230 V");
    CHECK(told("0.0500*kHz") == "50.0 Hz");
    CHECK(told("234.3*V") == "234.3 V");
    CHECK(told("-063*A") == "-63 A");
    CHECK(told("12.345*GJ") == "12345000000 J");
    CHECK(told("12785.123*m3") == "12785.123 m3");
    CHECK(told("0000000240*s") == "240 s");
}

TEST_CASE("a unit that nobody knows is passed as sent") {
    CHECK(told("5*km3") == "5 km3");
    CHECK(told("7*bar") == "7 bar");
}

TEST_CASE("what is no number with a unit") {
    CHECK(told("0002") == "none");
    CHECK(told("12*") == "none");
    CHECK(told("*kW") == "none");
    CHECK(told("1,5*kW") == "none");
    CHECK(told("") == "none");
}

TEST_CASE("groups stand one behind the other") {
    Groups groups{"(1)(0-0:96.7.19)x()(03.018*kW)(open"};
    CHECK(groups.next() == "1");
    CHECK(groups.next() == "0-0:96.7.19");
    CHECK(groups.next() == "");
    CHECK(groups.next() == "03.018*kW");
    CHECK(!groups.next());
}
