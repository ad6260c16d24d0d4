// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/messages/cosem/value.h"

#include <doctest/doctest.h>

#include "support/lists.h"

using namespace hanmeter;
using namespace hanmeter::messages::cosem;
using tests::Octets;
using tests::octets;
using Kind = values::Value::Kind;

namespace {

enum class As : bool { value, clock };

// The value of one element, tag and all, in words.
std::string value(std::string_view hex, As as = As::value) {
    const Octets data = octets(hex);
    const auto outline = outline_of(data);
    REQUIRE(outline);
    const auto value = value_of(outline->outermost, as == As::clock);
    const std::string line = tests::line({.obis = {}, .value = value});
    return line.substr(line.find("= ") + 2);
}

Kind kind(std::string_view hex, As as = As::value) {
    const Octets data = octets(hex);
    return value_of(outline_of(data)->outermost, as == As::clock).kind;
}

}  // namespace

TEST_CASE("integers of every width, to their limits") {
    CHECK(value("0F7F") == "127");
    CHECK(value("0F80") == "-128");
    CHECK(value("10FFFF") == "-1");
    CHECK(value("108000") == "-32768");
    CHECK(value("057FFFFFFF") == "2147483647");
    CHECK(value("0580000000") == "-2147483648");
    CHECK(value("147FFFFFFFFFFFFFFF") == "9223372036854775807");
    CHECK(value("148000000000000000") == "-9223372036854775808");
    CHECK(value("11FF") == "255");
    CHECK(value("12FFFF") == "65535");
    CHECK(value("06FFFFFFFF") == "4294967295");
    CHECK(value("15FFFFFFFFFFFFFFFF") == "18446744073709551615");
    CHECK(value("16FF") == "255");
    CHECK(value("1CFF") == "-1");
    CHECK(value("1DFFFE") == "-2");
    CHECK(value("1EFFFFFFFD") == "-3");
    CHECK(value("1FFF") == "255");
    CHECK(value("20FFFF") == "65535");
    CHECK(value("21FFFFFFFF") == "4294967295");
}

TEST_CASE("what counts as an integer") {
    for (std::uint8_t tag : octets("050F1014061112151C1D1E1F2021")) {
        CHECK(is_integer(static_cast<Tag>(tag)));
    }
    for (std::uint8_t tag : octets("0001020304090A0C0D1316171819 1A1BFF")) {
        CHECK_FALSE(is_integer(static_cast<Tag>(tag)));
    }
}

TEST_CASE("booleans are true unless they are 0") {
    CHECK(value("0300") == "false");
    CHECK(value("0301") == "true");
    CHECK(value("03FF") == "true");
}

TEST_CASE("floating point gives the shortest decimal, and says what is no number") {
    CHECK(value("17 43668000") == "230.5");
    CHECK(value("17 3DCCCCCD") == "0.1");
    CHECK(value("17 C1200000").substr(0, 3) == "-10");
    CHECK(value("18 3FB999999999999A") == "0.1");
    CHECK(kind("17 3F800000") == Kind::real);
    CHECK(value("17 7F800000") == "Infinity");
    CHECK(value("17 FF800000") == "-Infinity");
    CHECK(value("17 7FC00000") == "NaN");
    CHECK(value("17 FF800001") == "NaN");
    CHECK(value("18 7FF0000000000000") == "Infinity");
    CHECK(value("18 FFF0000000000000") == "-Infinity");
    CHECK(value("18 7FF0000000000001") == "NaN");
}

TEST_CASE("strings that are printable are text, without the zeros behind them") {
    CHECK(value("0A0436353135") == "'6515'");
    CHECK(value("0906 313233000000") == "'123'");
    CHECK(value("0C02 4142") == "'AB'");
    CHECK(value("0900") == "''");
    CHECK(value("0A03 204120") == "' A '");
}

TEST_CASE("strings that are not printable are octets, whole") {
    CHECK(value("0906 0101000281FF") == "octets 0101000281ff");
    CHECK(value("0A03 410042") == "octets 410042");
    CHECK(value("0A02 417F") == "octets 417f");
    CHECK(value("0C02 C3A5") == "octets c3a5");
    CHECK(value("0904 00000000") == "octets 00000000");
}

TEST_CASE("twelve octets are a clock only where one is expected") {
    CHECK(value("090C 07E5031702131A3AFF800000", As::clock) == "2021-03-23T19:26:58");
    CHECK(value("090C 07E5031702131A3AFF800000") == "octets 07e5031702131a3aff800000");
    CHECK(value("090C 303132333435363738394142", As::value) == "'0123456789AB'");
    CHECK(value("19 07E5031702131A3AFF800000") == "2021-03-23T19:26:58");
}

TEST_CASE("a clock that cannot be is octets") {
    CHECK(kind("090C 07E50D1702131A3AFF800000", As::clock) == Kind::octets);
    CHECK(kind("090C FFFFFFFFFFFFFFFFFFFFFFFF", As::clock) == Kind::octets);
    CHECK(kind("19 07E5021E02131A3AFF800000") == Kind::octets);
    // Of another length it is what it looks like.
    CHECK(value("0908 07E5031702131A3A", As::clock) == "octets 07e5031702131a3a");
}

TEST_CASE("types without a meaning of their own are octets") {
    CHECK(value("0D99") == "octets 99");
    CHECK(value("1A07E5031702") == "octets 07e5031702");
    CHECK(value("1B131A3AFF") == "octets 131a3aff");
    CHECK(value("040A FFC0") == "octets ffc0");
    CHECK(value("00") == "octets ");
}

TEST_CASE("the code of the clock") {
    CHECK(is_clock_code({0, 0, 1, 0, 0, 255}));
    CHECK(is_clock_code({0, 1, 1, 0, 0, 255}));
    CHECK_FALSE(is_clock_code({1, 0, 1, 0, 0, 255}));
    CHECK_FALSE(is_clock_code({0, 0, 1, 0, 1, 255}));
    CHECK_FALSE(is_clock_code({0, 0, 1, 1, 0, 255}));
}
