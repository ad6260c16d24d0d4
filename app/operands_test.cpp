// SPDX-License-Identifier: Apache-2.0
#include "app/operands.h"

#include <doctest/doctest.h>

using namespace hanmeter::app;

namespace {

using Words = std::vector<std::string>;

bool nothing_exists(const std::string&) {
    return false;
}

bool some_exist(const std::string& path) {
    return path == "13" || path == "7e" || path == "abcd";
}

Operands sorted(const Words& words, FileExists exists = nothing_exists) {
    const auto operands = sort_operands(words, exists);
    REQUIRE(operands.has_value());
    return *operands;
}

}  // namespace

TEST_CASE("Digits behind one input are Domoticz indexes, energy first") {
    const Operands both = sorted({"/dev/ttyUSB0", "13", "12"});
    CHECK(both.inputs == Words{"/dev/ttyUSB0"});
    CHECK(both.energy_idx == 13u);
    CHECK(both.power_idx == 12u);
    const Operands one = sorted({"-", "13"});
    CHECK(one.inputs == Words{"-"});
    CHECK(one.energy_idx == 13u);
    CHECK_FALSE(one.power_idx.has_value());
    CHECK(sorted({"abcd", "13", "12"}, [](const std::string& path) {
              return path == "abcd";
          }).energy_idx == 13u);
}

TEST_CASE("A file of that name is an input, and so is a third number") {
    CHECK(sorted({"in", "13", "12"}, some_exist).inputs == Words{"in", "13", "12"});
    CHECK(sorted({"in", "1", "2", "3"}).inputs == Words{"in", "1", "2", "3"});
    CHECK(sorted({"a.bin", "b.bin", "12"}).inputs == Words{"a.bin", "b.bin", "12"});
    CHECK(sorted({"13"}).inputs == Words{"13"});
}

TEST_CASE("An index that none can be is refused") {
    for (const char* wrong : {"4294967296", "99999999999999999999"}) {
        CHECK_FALSE(sort_operands({"in", wrong}, nothing_exists).has_value());
        CHECK_FALSE(sort_operands({"in", "1", wrong}, nothing_exists).has_value());
    }
    CHECK(sorted({"in", "4294967295"}).energy_idx == 4294967295u);
    const Operands power_only = sorted({"in", "0", "12"});
    CHECK_FALSE(power_only.energy_idx.has_value());
    CHECK(power_only.power_idx == 12u);
}

TEST_CASE("Hex in pieces is one input") {
    const Words dump{"7e", "a0", "D2", "41", "08", "83", "13", "82"};
    CHECK(sorted(dump).inputs == Words{"7e a0 D2 41 08 83 13 82"});
    CHECK(sorted({"7ea0d241", "08831382"}).inputs == Words{"7ea0d241 08831382"});
    CHECK(sorted({"0x7e,", "0xa0,0xd2,", "0x41,0x08,0x83,0x13,0x82"}).inputs.size() == 1);
    CHECK(sorted(dump, some_exist).inputs == dump);
    CHECK(sorted({"7e", "a0", "d2"}).inputs.size() == 3);
    CHECK(sorted({"7e", "a0", "d2", "41", "08", "83", "13", "8g"}).inputs.size() == 8);
}

TEST_CASE("Hex with hex behind it is one dump; few digits behind it are indexes") {
    const std::string eight = "7ea0d24108831382";
    CHECK(sorted({eight, eight}).inputs == Words{eight + " " + eight});
    CHECK(sorted({eight, "0209060000600107"}).inputs == Words{eight + " 0209060000600107"});
    CHECK(sorted({eight, "13", "12"}).energy_idx == 13u);
    CHECK(sorted({"7ea0d241088313", "82"}).inputs.size() == 1);
    CHECK_FALSE(sorted({"7ea0d241088313", "82"}).energy_idx.has_value());
}

TEST_CASE("Bytes of hex are counted in every dress") {
    CHECK(hex_bytes("") == 0);
    CHECK(hex_bytes("7e") == 1);
    CHECK(hex_bytes("7ea") == 0);
    CHECK(hex_bytes("7e a0  d2") == 3);
    CHECK(hex_bytes("7e:a0:d2") == 3);
    CHECK(hex_bytes("0x7e, 0xa0,") == 2);
    CHECK(hex_bytes("0x") == 0);
    CHECK(hex_bytes("/dev/ttyUSB0") == 0);
    CHECK(hex_bytes("-") == 0);
}
