// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/meters/tagged_list.h"

#include <doctest/doctest.h>

#include "support/lists.h"

using namespace hanmeter;
using tests::List;
using tests::Octets;

namespace {

// The objects of a list; "no list" where it is none.
std::string read(std::string_view hex) {
    List list{hex};
    if (!meters::read_tagged_list(list.body, list.outline, list.objects)) return "no list";
    return tests::lines(list.objects.view());
}

}  // namespace

TEST_CASE("structures of code, value and scaler-unit, as Aidon sends them") {
    const std::string_view objects =
        "1-1:0.2.129.255 = 'AIDON_V0001'\n"
        "1-0:1.7.0.255 = 1362 W frame\n"
        "1-0:31.7.0.255 = 9.3 A frame\n"
        "1-0:32.7.0.255 = 250.0 V frame\n"
        "0-0:1.0.0.255 = 2021-03-23T19:26:58\n"
        "1-0:1.8.0.255 = 126740 Wh frame\n";
    const std::string members =
        "0202 0906 0101000281FF 0A0B 4149444F4E5F5630303031"
        "0203 0906 0100010700FF 06 00000552 0202 0F00 161B"
        "0203 0906 01001F0700FF 10 005D 0202 0FFF 1621"
        "0203 0906 0100200700FF 12 09C4 0202 0FFF 1623"
        "0202 0906 0000010000FF 090C 07E5031702131A3AFF800000"
        "0203 0906 0100010800FF 06 00003182 0202 0F01 161E";
    CHECK(read("0106" + members) == objects);
    CHECK(read("0206" + members) == objects);
}

TEST_CASE("a flat list with an id in front, as Kamstrup sends it") {
    CHECK(read("0205 0A0E 4B616D73747275705F5630303031"
               "0906 0101010700FF 06 0000002A 0906 0101200700FF 12 00E6") ==
          "1-1:0.2.129.255 = 'Kamstrup_V0001'\n"
          "1-1:1.7.0.255 = 42\n"
          "1-1:32.7.0.255 = 230\n");
}

TEST_CASE("pairs of nulls and null values leave registers out") {
    CHECK(read("0209 0A0E 4B616D73747275705F5630303031"
               "0906 0101010700FF 06 0000002A 00 00 00 00 0906 0101200700FF 12 00E6") ==
          "1-1:0.2.129.255 = 'Kamstrup_V0001'\n"
          "1-1:1.7.0.255 = 42\n"
          "1-1:32.7.0.255 = 230\n");
    CHECK(read("0204 0906 0100010700FF 00 0906 0100020700FF 1105") == "1-0:2.7.0.255 = 5\n");
    CHECK(read("0204 0906 0100010700FF FF 0906 0100020700FF 1105") == "1-0:2.7.0.255 = 5\n");
    CHECK(read("0102 0202 0906 0100010700FF 00 0202 0906 0100020700FF 1105") ==
          "1-0:2.7.0.255 = 5\n");
    CHECK(read("0102 0203 0906 0100010700FF 00 0202 0F00 161B 0202 0906 0100020700FF 1105") ==
          "1-0:2.7.0.255 = 5\n");
}

TEST_CASE("a flat list whose id has a code, as Kaifa sends it in Sweden") {
    CHECK(read("0204 0906 0100000281FF 0907 4B464D5F303031 0906 01001F0700FF 06 00000BF3") ==
          "1-0:0.2.129.255 = 'KFM_001'\n"
          "1-0:31.7.0.255 = 3059\n");
}

TEST_CASE("a flat list with scales") {
    CHECK(read("0208 0906 0100010800FF 06 00003289 0202 0F00 161E"
               "0906 0100200700FF 12 0921 0202 0FFF 1623"
               "090C 07E5091B01092F0F00FF8880 00") ==
          "1-0:1.8.0.255 = 12937 Wh frame\n"
          "1-0:32.7.0.255 = 233.7 V frame\n");
    CHECK(read("0206 0906 01000D0700FF 12 03E8 0202 0FFD 16FF"
               "0906 0100010700FF 11 07 0202 0F03 161B") ==
          "1-0:13.7.0.255 = 1.000 frame\n"
          "1-0:1.7.0.255 = 7000 W frame\n");
}

TEST_CASE("a value of floating point with its scaler-unit") {
    CHECK(read("0101 0203 0906 0100200700FF 17 43668000 0202 0F00 1623") ==
          "1-0:32.7.0.255 = 230.5 V frame\n");
    CHECK(read("0101 0203 0906 0100200700FF 17 43668000 0202 0F01 1623") ==
          "1-0:32.7.0.255 = 2305 V frame\n");
    CHECK(read("0101 0203 0906 0100200700FF 17 7FC00000 0202 0F00 1623") ==
          "1-0:32.7.0.255 = NaN\n");
}

TEST_CASE("a scaler-unit behind text says nothing of it") {
    CHECK(read("0101 0203 0906 0000600100FF 0A02 4142 0202 0F00 161B") ==
          "0-0:96.1.0.255 = 'AB'\n");
}

TEST_CASE("a value that looks like a code is a value") {
    CHECK(read("0204 0906 0000600100FF 0906 0100020700FF 0906 0100020700FF 1105") ==
          "0-0:96.1.0.255 = octets 0100020700ff\n"
          "1-0:2.7.0.255 = 5\n");
    CHECK(read("0101 0202 0906 0000190900FF 0906 0100020700FF") ==
          "0-0:25.9.0.255 = octets 0100020700ff\n");
}

TEST_CASE("six octets that are no code") {
    // In a flat list a code ends in FF; in a structure it stands first.
    CHECK(read("0204 0906 313233343536 1105 0906 0100020700FF 1106") == "1-0:2.7.0.255 = 6\n");
    CHECK(read("0101 0203 1101 0906 0100020700FF 1105") == "no list");
    CHECK(read("0102 0202 0905 0100020700 1105 0202 0A06 0100020700FF 1106") == "no list");
    // In a structure it may end in anything.
    CHECK(read("0101 0202 0906 010002070001 1105") == "1-0:2.7.0.1 = 5\n");
}

TEST_CASE("an array or a structure as a value is kept as it is") {
    CHECK(read("0102 0202 0906 0100636100FF 0102 0202 1101 1102 0200"
               "0203 0906 0100010700FF 1107 0202 0F00 161B") ==
          "1-0:99.97.0.255 = composite 01020202110111020200\n"
          "1-0:1.7.0.255 = 7 W frame\n");
    CHECK(read("0204 0906 0100636100FF 0202 0F00 161B 0906 0100010700FF 1107") ==
          "1-0:99.97.0.255 = composite 02020f00161b\n"
          "1-0:1.7.0.255 = 7\n");
    // A code in it names nothing, however deep.
    CHECK(read("0204 0906 0100636100FF 0202 0202 0906 0100020700FF 1105 1106"
               "0906 0100010700FF 1107") ==
          "1-0:99.97.0.255 = composite 0202020209060100020700ff11051106\n"
          "1-0:1.7.0.255 = 7\n");
    CHECK(read("0202 0906 0100636100FF 13 11 02 0102") ==
          "1-0:99.97.0.255 = composite 1311020102\n");
    CHECK(read("0202 0906 0100636100FF 0100") == "1-0:99.97.0.255 = composite 0100\n");
}

TEST_CASE("a code without a value names nothing") {
    CHECK(read("0102 0201 0906 0100010700FF 0202 0906 0100020700FF 1105") == "1-0:2.7.0.255 = 5\n");
    CHECK(read("0203 0906 0100010700FF 1105 0906 0100020700FF") == "1-0:1.7.0.255 = 5\n");
}

TEST_CASE("two numbers that follow a whole register are no scale of it") {
    CHECK(read("0102 0202 0906 0100010700FF 1107 0202 0F01 161B") == "1-0:1.7.0.255 = 7\n");
    CHECK(read("0204 0906 0100010700FF 1107 0202 1101 161B 1102") == "1-0:1.7.0.255 = 7\n");
    CHECK(read("0204 0906 0100010700FF 1107 0202 0F01 1101 1102") == "1-0:1.7.0.255 = 7\n");
    CHECK(read("0204 0906 0100010700FF 1107 0203 0F01 161B 1102 1102") == "1-0:1.7.0.255 = 7\n");
}

TEST_CASE("a register that stands twice is given twice") {
    CHECK(read("0204 0906 0100010700FF 1107 0906 0100010700FF 1108") ==
          "1-0:1.7.0.255 = 7\n1-0:1.7.0.255 = 8\n");
}

TEST_CASE("lists that describe their registers apart are not of this form") {
    CHECK(read("0203 0101 0204 120003 0906 0100010700FF 0F02 120000 06 0000016A 1105") ==
          "no list");
}

TEST_CASE("bodies in which no register is named") {
    CHECK(read("0201 06 00000BF3") == "no list");
    CHECK(read("0200") == "no list");
    CHECK(read("0100") == "no list");
    CHECK(read("06 00000BF3") == "no list");
    CHECK(read("0906 0100010700FF") == "no list");
    CHECK(read("0202 0A0E 4B616D73747275705F5630303031 1105") == "no list");
}

TEST_CASE("a list with more registers than there is room for is refused, not cut") {
    std::string hex = "0229";
    for (int i = 0; i < 41; ++i) hex += "0202 0906 0100010700FF 1107";
    CHECK(read(hex) == "no list");
    hex = "0228";
    for (int i = 0; i < 40; ++i) hex += "0202 0906 0100010700FF 1107";
    CHECK(read(hex) != "no list");
}

TEST_CASE("objects carry the tag of their value") {
    List list{"0204 0906 0100010700FF 06 00000552 0906 0000600100FF 0100"};
    REQUIRE(meters::read_tagged_list(list.body, list.outline, list.objects));
    CHECK(list.objects.view()[0].type_tag == 0x06);
    CHECK(list.objects.view()[1].type_tag == 0x01);
}

TEST_CASE("in a compact array a simple value is read, one without tags of its own is left out") {
    CHECK(read("13 02020911 08 06 0100010700FF 05") == "1-0:1.7.0.255 = 5\n");
    CHECK(read("13 020209020111 08 06 0100010700FF 05") == "no list");
}
