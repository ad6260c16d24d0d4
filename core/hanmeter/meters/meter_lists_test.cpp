// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/meters/meter_lists.h"

#include <doctest/doctest.h>

#include <string>

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

TEST_CASE("a push list that describes its registers in front of their values") {
    // The published example: 1.7.0 = 362 W; 32.7.0 = 234 V.
    CHECK(read("0203 0103 0204 120028 0906 0008190900FF 0F02 120000"
               "0204 120003 0906 0100010700FF 0F02 120000"
               "0204 120003 0906 0100200700FF 0F02 120000 06 0000016A 12 00EA") ==
          "\n1-0:1.7.0.255 = 362 W list\n1-0:32.7.0.255 = 234 V assumed\n");
    // A descriptor too few or too many is no such list.
    CHECK(read("0203 0102 0204 120028 0906 0008190900FF 0F02 120000"
               "0204 120003 0906 0100010700FF 0F02 120000 06 0000016A 12 00EA") == "no list");
}

TEST_CASE("a push list of as many descriptors as there may be, and of one more") {
    const auto list_of = [](std::size_t count) {
        const auto byte = [](std::size_t value) {
            constexpr std::string_view digits = "0123456789ABCDEF";
            return std::string{digits[value / 16], digits[value % 16]};
        };
        std::string hex = "02" + byte(count) + "01" + byte(count);
        for (std::size_t i = 0; i < count; ++i) {
            hex += "0204 120003 0906 01000107" + byte(i) + "FF 0F02 120000";
        }
        for (std::size_t i = 1; i < count; ++i) hex += "1101";
        return hex;
    };
    CHECK(read(list_of(20)) != "no list");
    CHECK(read(list_of(65)) == "no list");
}

TEST_CASE("the Czech list, whose descriptors have no tag") {
    // The published example: 1956 W; a relay that is on; tariff T2.
    CHECK(read("0202 1601 0103 0202 0003 0100010700FF 02 06 000007A4"
               "0202 0046 000060030AFF 03 1601 0202 0001 0000600E00FF 02 0902 5432") ==
          "\n1-0:1.7.0.255 = 1956 W list\n0-0:96.3.10.255 = 1\n0-0:96.14.0.255 = 'T2'\n");
}

TEST_CASE("Wiener Netze: a clock, energies, powers") {
    // The published example.
    CHECK(read("0209 090C 07E80B0E04120C0C00FFC400 06 00015AB1 06 0003DBC9 06 00003D1B"
               "06 00027BE4 06 00000011 06 00000000 06 00000000 06 000000BA") ==
          "\n1-0:1.8.0.255 = 88753 Wh list\n1-0:2.8.0.255 = 252873 Wh list\n"
          "1-0:3.8.0.255 = 15643 varh list\n1-0:4.8.0.255 = 162788 varh list\n"
          "1-0:1.7.0.255 = 17 W list\n1-0:2.7.0.255 = 0 W list\n"
          "1-0:3.7.0.255 = 0 var list\n1-0:4.7.0.255 = 186 var list\n");
}

TEST_CASE("where numbers stand without a code, the code that does stand there names none of them") {
    CHECK(read("020A 0906 0000190900FF 06 00001001 06 00000002 06 00000003 06 00000004"
               "06 00000005 06 00000006 06 00000007 06 00000008 06 00000009") == "no list");
    // Nor is a string at the end of an unknown list a meter's number.
    CHECK(read("0203 1601 1601 0908 3132333435363738") == "no list");
}
