// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/meters/positional_list.h"

#include <doctest/doctest.h>

#include "support/lists.h"

using namespace hanmeter;
using meters::Position;
using meters::PositionalList;
using tests::List;
using values::Scale;
using values::Unit;

namespace {

constexpr std::array<Position, 4> positions{{
    {.obis = {0, 0, 96, 1, 0}},
    {.obis = {1, 0, 1, 7, 0}, .unit = Unit::watt, .scale = Scale::list, .scaler = 0},
    {.obis = {1, 0, 31, 7, 0}, .unit = Unit::ampere, .scale = Scale::list, .scaler = -3},
    {.obis = {0, 0, 1, 0, 0}},
}};
constexpr PositionalList by_tag{
    .maker = "M", .list = "", .begins = {{{.tag = 9}}}, .positions = positions};
constexpr PositionalList by_id{.maker = "M", .list = "ID", .positions = positions};
constexpr PositionalList by_count{.maker = "M", .list = "", .positions = positions};

bool is(const PositionalList& list, std::string_view hex) {
    const List found{hex};
    return meters::is_positional_list(list, found.outline);
}

std::string read(std::string_view hex) {
    List list{hex};
    if (!meters::is_positional_list(by_count, list.outline)) return "another list";
    if (!meters::read_positional_list(by_count, list.body, list.objects)) return "no list";
    return tests::lines(list.objects.view());
}

}  // namespace

TEST_CASE("a list is known by its form, its count and its first element") {
    CHECK(is(by_count, "0204 1101 1102 1103 1104"));
    CHECK_FALSE(is(by_count, "0203 1101 1102 1103"));
    CHECK_FALSE(is(by_count, "0205 1101 1102 1103 1104 1105"));
    CHECK_FALSE(is(by_count, "0104 1101 1102 1103 1104"));
    CHECK_FALSE(is(by_count, "1101"));

    CHECK(is(by_tag, "0204 0901FF 1102 1103 1104"));
    CHECK_FALSE(is(by_tag, "0204 0A0141 1102 1103 1104"));

    CHECK(is(by_id, "0204 0902 4944 1102 1103 1104"));
    CHECK(is(by_id, "0204 0A02 4944 1102 1103 1104"));
    CHECK(is(by_id, "0204 0904 49440000 1102 1103 1104"));
    CHECK_FALSE(is(by_id, "0204 0903 494432 1102 1103 1104"));
    CHECK_FALSE(is(by_id, "0204 0901 49 1102 1103 1104"));
    CHECK_FALSE(is(by_id, "0204 1149 1102 1103 1104"));
    CHECK_FALSE(is(by_id, "0204 0201 0902 4944 1102 1103 1104"));
}

TEST_CASE("each place is what the list says it is") {
    CHECK(read("0204 0902 4142 06 00000BF3 06 0000050B 090C 07E5031702131A3AFF800000") ==
          "0-0:96.1.0.255 = 'AB'\n"
          "1-0:1.7.0.255 = 3059 W list\n"
          "1-0:31.7.0.255 = 1.291 A list\n"
          "0-0:1.0.0.255 = 2021-03-23T19:26:58\n");
}

TEST_CASE("numbers of any type may stand there") {
    CHECK(read("0204 0902 4142 15 0000000000000BF3 10 FFFF 00") ==
          "0-0:96.1.0.255 = 'AB'\n"
          "1-0:1.7.0.255 = 3059 W list\n"
          "1-0:31.7.0.255 = -0.001 A list\n");
    CHECK(read("0204 00 17 40B00000 17 45AC8000 00") ==
          "1-0:1.7.0.255 = 5.5 W list\n"
          "1-0:31.7.0.255 = 5.52 A list\n");
}

TEST_CASE("null leaves a place out and moves no other") {
    CHECK(read("0204 00 06 00000BF3 FF 00") == "1-0:1.7.0.255 = 3059 W list\n");
    CHECK(read("0204 00 00 00 00") == "no list");
}

TEST_CASE("text at the place of a number is another list's") {
    CHECK(read("0204 0902 4142 0902 4143 00 00") == "no list");
}

TEST_CASE("a list with anything but simple values is another") {
    CHECK(read("0204 0902 4142 06 00000BF3 0200 00") == "no list");
    CHECK(read("0204 0902 4142 06 00000BF3 0101 1105 00") == "no list");
    CHECK(read("0204 0902 4142 06 00000BF3 13 11 01 05 00") == "no list");
}

TEST_CASE("a list with less room than places is refused, not cut") {
    const tests::Octets body = tests::octets("0204 1101 1102 1103 1104");
    std::array<values::Object, 3> room;
    values::ObjectList objects{room};
    CHECK_FALSE(meters::read_positional_list(by_count, body, objects));
}
