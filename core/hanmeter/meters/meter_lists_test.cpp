// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/meters/meter_lists.h"

#include <doctest/doctest.h>

#include "support/lists.h"

using namespace hanmeter;
using meters::Position;
using meters::PositionalList;
using meters::Understood;
using tests::List;
using values::Scale;
using values::Unit;

namespace {

// The maker and the objects; "no list" where nobody understands it.
std::string read(std::string_view hex, std::span<const PositionalList> more = {}) {
    List list{hex};
    const Understood understood = meters::read_body(list.body, list.outline, more, list.objects);
    if (!understood.ok) return "no list";
    return std::string{understood.maker} + "\n" + tests::lines(list.objects.view());
}

constexpr std::array<Position, 2> two_positions{{
    {.obis = {1, 0, 1, 7, 0}, .unit = Unit::watt, .scale = Scale::list, .scaler = 1},
    {.obis = {1, 0, 32, 7, 0}},
}};
constexpr std::array<PositionalList, 1> two_list{
    {{.maker = "Ours", .list = "", .positions = two_positions}}};

}  // namespace

TEST_CASE("the maker is known by the id of the list") {
    CHECK(read("0102 0202 0906 0101000281FF 0A0B 4149444F4E5F5630303031"
               "0203 0906 0100010700FF 06 00000552 0202 0F00 161B") ==
          "Aidon\n1-1:0.2.129.255 = 'AIDON_V0001'\n1-0:1.7.0.255 = 1362 W frame\n");
    CHECK(read("0102 0202 0906 0101000281FF 0A0B 454D42524951 5F56315F31"
               "0203 0906 0100010700FF 06 00000552 0202 0F00 161B") ==
          "Landis+Gyr\n1-1:0.2.129.255 = 'EMBRIQ_V1_1'\n1-0:1.7.0.255 = 1362 W frame\n");
    CHECK(read("0204 0906 0100000281FF 0907 4B464D5F303031 0906 01001F0700FF 06 00000BF3") ==
          "Kaifa\n1-0:0.2.129.255 = 'KFM_001'\n1-0:31.7.0.255 = 3.059 A list\n");
    CHECK(read("0203 0A0E 4B616D73747275705F5630303031 0906 01011F0700FF 06 00000BF3") ==
          "Kamstrup\n1-1:0.2.129.255 = 'Kamstrup_V0001'\n1-1:31.7.0.255 = 30.59 A list\n");
}

TEST_CASE("a list of nobody that we know keeps raw numbers, and says so") {
    CHECK(read("0206 0906 0100010700FF 1105 0906 01000D0700FF 1163 0906 0100636100FF 1107") ==
          "\n1-0:1.7.0.255 = 5 unknown\n1-0:13.7.0.255 = 99\n1-0:99.97.0.255 = 7\n");
    CHECK(read("0202 0906 0100010700FF 17 40A00000").find("unknown") != std::string::npos);
}

TEST_CASE("what the frame says is kept, of whoever the list may be") {
    CHECK(read("0101 0203 0906 0100010700FF 1105 0202 0F03 161B") ==
          "\n1-0:1.7.0.255 = 5000 W frame\n");
}

TEST_CASE("an own list goes before those built in and those that name registers") {
    CHECK(read("0202 06 00000BF3 1205DC", two_list) ==
          "Ours\n1-0:1.7.0.255 = 30590 W list\n1-0:32.7.0.255 = 1500 unknown\n");
    CHECK(read("0201 06 00000BF3") == "Kaifa\n1-0:1.7.0.255 = 3059 W list\n");
    constexpr std::array<Position, 1> position{{{.obis = {1, 0, 2, 7, 0}}}};
    const std::array<PositionalList, 1> own{{{.maker = "Ours", .list = "", .positions = position}}};
    CHECK(read("0201 06 00000BF3", own) == "Ours\n1-0:2.7.0.255 = 3059 unknown\n");
}

TEST_CASE("what is no list of any form") {
    CHECK(read("0200") == "no list");
    CHECK(read("0203 1105 1106 1107") == "no list");
    CHECK(read("1105") == "no list");
    CHECK(read("0201 12 0BF3") == "no list");
}

TEST_CASE("every brand has a name and is found by its prefix") {
    for (const meters::Brand& brand : meters::brands()) {
        CHECK_FALSE(brand.maker.empty());
        CHECK_FALSE(brand.list_prefix.empty());
    }
}
