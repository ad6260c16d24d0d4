// SPDX-License-Identifier: Apache-2.0
// What stands where: Kaifa HAN OBIS codes KFM_001, and what is known of lists without a document.
// Values of the three phases are a published frame's, ids are made up.
#include "hanmeter/meters/profiles/profiles.h"

#include <doctest/doctest.h>

#include "support/lists.h"

using namespace hanmeter;
using meters::PositionalList;
using tests::List;

namespace {

std::string read(const std::string& hex) {
    List list{hex};
    for (const PositionalList& known : meters::built_in_profiles()) {
        if (!meters::is_positional_list(known, list.outline)) continue;
        if (!meters::read_positional_list(known, list.body, list.objects)) return "no list";
        return std::string{known.maker} + "\n" + tests::lines(list.objects.view());
    }
    return "no list";
}

const std::string ids = "0907 4B464D5F303031 0910 30303030303030303030303030303030";
const std::string four_wires = ids + "0907 4D413330344834";
const std::string one_phase = ids + "0908 4D41313035483245";
const std::string powers = "06 00000C21 06 00000000 06 00000000 06 0000019F";
const std::string clock = "090C 07E5031702131B00FF800000";
const std::string energies = "06 00B17A55 06 00000001 06 00000002 06 00000003";

const std::string id_lines =
    "Kaifa\n"
    "1-1:0.2.129.255 = 'KFM_001'\n"
    "0-0:96.1.0.255 = '0000000000000000'\n";
const std::string power_lines =
    "1-0:1.7.0.255 = 3105 W list\n"
    "1-0:2.7.0.255 = 0 W list\n"
    "1-0:3.7.0.255 = 0 var list\n"
    "1-0:4.7.0.255 = 415 var list\n";
const std::string one_phase_lines = id_lines + "0-0:96.1.7.255 = 'MA105H2E'\n" + power_lines +
                                    "1-0:31.7.0.255 = 3.059 A list\n"
                                    "1-0:32.7.0.255 = 237.2 V list\n";
const std::string three_phase_lines = id_lines + "0-0:96.1.7.255 = 'MA304H4'\n" + power_lines +
                                      "1-0:31.7.0.255 = 3.059 A list\n"
                                      "1-0:51.7.0.255 = 1.291 A list\n"
                                      "1-0:71.7.0.255 = 9.489 A list\n"
                                      "1-0:32.7.0.255 = 237.2 V list\n"
                                      "1-0:52.7.0.255 = 237.7 V list\n"
                                      "1-0:72.7.0.255 = 236.1 V list\n";
const std::string hour_lines =
    "0-0:1.0.0.255 = 2021-03-23T19:27:00\n"
    "1-0:1.8.0.255 = 11631189 Wh list\n"
    "1-0:2.8.0.255 = 1 Wh list\n"
    "1-0:3.8.0.255 = 2 varh list\n"
    "1-0:4.8.0.255 = 3 varh list\n";
const std::string one_phase_values = one_phase + powers + "06 00000BF3 06 00000944";
const std::string three_phase_values = four_wires + powers +
                                       "06 00000BF3 06 0000050B 06 00002511"
                                       "06 00000944 06 00000949 06 00000939";

}  // namespace

TEST_CASE("Kaifa's list of one") {
    CHECK(read("0201 06 00000BF3") == "Kaifa\n1-0:1.7.0.255 = 3059 W list\n");
    CHECK(read("0201 12 0BF3") == "no list");
}

TEST_CASE("Kaifa's lists every ten seconds, 9 and 13") {
    CHECK(read("0209" + one_phase_values) == one_phase_lines);
    CHECK(read("020D" + three_phase_values) == three_phase_lines);
}

TEST_CASE("Kaifa's lists every hour, 14 and 18") {
    CHECK(read("020E" + one_phase_values + clock + energies) == one_phase_lines + hour_lines);
    CHECK(read("0212" + three_phase_values + clock + energies) == three_phase_lines + hour_lines);
}

TEST_CASE("energies of meters with transformers have 64 bits") {
    const std::string wide =
        "15 0000000000B17A55 15 0000000000000001 15 0000000000000002 15 0000000000000003";
    CHECK(read("0212" + three_phase_values + clock + wide) == three_phase_lines + hour_lines);
}

TEST_CASE("another count or another id is no list of Kaifa's") {
    CHECK(read("020A" + one_phase_values + "1100") == "no list");
    CHECK(read("0209 0907 4B464D5F303032" + one_phase_values.substr(20)) == "no list");
}

namespace {

// So many double-long-unsigned, 1, 2, 3 ...
std::string counted(int count, int first = 1) {
    std::string hex;
    for (int i = first; i < first + count; ++i) {
        const std::string digits = std::to_string(i);
        hex += " 06 000000" + std::string(2 - digits.size(), '0') + digits;
    }
    return hex;
}

const std::string eight_lines =
    "1-0:1.8.0.255 = 1 Wh list\n"
    "1-0:2.8.0.255 = 2 Wh list\n"
    "1-0:3.8.0.255 = 3 varh list\n"
    "1-0:4.8.0.255 = 4 varh list\n"
    "1-0:1.7.0.255 = 5 W list\n"
    "1-0:2.7.0.255 = 6 W list\n"
    "1-0:3.7.0.255 = 7 var list\n"
    "1-0:4.7.0.255 = 8 var list\n";
const std::string slovenian_name = "0910 49534B31303030303030303030303031";
const std::string slovenian_id = "090B 49534B3030303030303031";

}  // namespace

TEST_CASE("Wiener Netze and Wels: the same eight, behind a clock or behind a name and a clock") {
    CHECK(read("0209" + clock + counted(8)) == "\n" + eight_lines);
    CHECK(read("020A 0906 0000190900FF" + clock + counted(8)) == "\n" + eight_lines);
}

TEST_CASE("Kaernten: name, id, time and date in front, two texts behind") {
    CHECK(read("020C 0906 0006190900FF 0908 3130303030303031 0904 08090A00 0905 07EA070F03" +
               counted(6) + "0900 0900") ==
          "Iskraemeco\n"
          "0-0:96.1.0.255 = '10000001'\n"
          "1-0:1.8.0.255 = 1 Wh list\n"
          "1-0:2.8.0.255 = 2 Wh list\n"
          "1-0:3.8.0.255 = 3 varh list\n"
          "1-0:4.8.0.255 = 4 varh list\n"
          "1-0:1.7.0.255 = 5 W list\n"
          "1-0:2.7.0.255 = 6 W list\n");
}

TEST_CASE("Slovenia, one phase: 10, 9, 8 and 4 elements") {
    CHECK(read("020A" + slovenian_name + slovenian_id + counted(4) + "12 08FC 12 0064" +
               counted(2, 7)) ==
          "Iskraemeco\n"
          "0-0:42.0.0.255 = 'ISK1000000000001'\n"
          "1-0:1.7.0.255 = 1 W list\n"
          "1-0:2.7.0.255 = 2 W list\n"
          "1-0:3.7.0.255 = 3 var list\n"
          "1-0:4.7.0.255 = 4 var list\n"
          "1-0:32.7.0.255 = 230.0 V list\n"
          "1-0:31.7.0.255 = 1.00 A list\n"
          "1-0:21.7.0.255 = 7 W list\n"
          "1-0:22.7.0.255 = 8 W list\n");
    CHECK(read("0209" + slovenian_name + slovenian_id + counted(4) + "12 08FC" + counted(2, 7)) ==
          "Iskraemeco\n"
          "0-0:42.0.0.255 = 'ISK1000000000001'\n"
          "1-0:1.7.0.255 = 1 W list\n"
          "1-0:2.7.0.255 = 2 W list\n"
          "1-0:3.7.0.255 = 3 var list\n"
          "1-0:4.7.0.255 = 4 var list\n"
          "1-0:32.7.0.255 = 230.0 V list\n"
          "1-0:2.8.1.255 = 7 Wh assumed\n"
          "1-0:2.8.2.255 = 8 Wh assumed\n");
    CHECK(read("0208" + slovenian_name + slovenian_id + "12 08FC 12 0064" + counted(4)) ==
          "Iskraemeco\n"
          "0-0:42.0.0.255 = 'ISK1000000000001'\n"
          "1-0:32.7.0.255 = 230.0 V list\n"
          "1-0:31.7.0.255 = 1.00 A list\n"
          "1-0:1.7.0.255 = 1 W list\n"
          "1-0:2.7.0.255 = 2 W list\n"
          "1-0:3.7.0.255 = 3 var list\n"
          "1-0:4.7.0.255 = 4 var list\n");
    CHECK(read("0204 0908 3130303030303031 1100" + counted(2)) ==
          "Iskraemeco\n"
          "1-0:1.8.0.255 = 1 Wh list\n"
          "1-0:2.8.0.255 = 2 Wh list\n");
}

TEST_CASE("Croatia, 28 elements") {
    const std::string found =
        read("021C 0908 3130303030303031 0904 08090A00 0905 07EA070F03" + counted(14) +
             "12 08FC 12 08FD 12 08FE 12 0064 12 0065 12 0066" + counted(5));
    CHECK(found ==
          "Iskraemeco\n"
          "0-0:96.1.0.255 = '10000001'\n"
          "1-0:1.8.0.255 = 1 Wh list\n"
          "1-0:1.8.1.255 = 2 Wh list\n"
          "1-0:1.8.2.255 = 3 Wh list\n"
          "1-0:2.8.0.255 = 4 Wh list\n"
          "1-0:2.8.1.255 = 5 Wh list\n"
          "1-0:2.8.2.255 = 6 Wh list\n"
          "1-0:1.7.0.255 = 7 W list\n"
          "1-0:2.7.0.255 = 8 W list\n"
          "1-0:21.7.0.255 = 9 W list\n"
          "1-0:41.7.0.255 = 16 W list\n"
          "1-0:61.7.0.255 = 17 W list\n"
          "1-0:22.7.0.255 = 18 W list\n"
          "1-0:42.7.0.255 = 19 W list\n"
          "1-0:62.7.0.255 = 20 W list\n"
          "1-0:32.7.0.255 = 230.0 V list\n"
          "1-0:52.7.0.255 = 230.1 V list\n"
          "1-0:72.7.0.255 = 230.2 V list\n"
          "1-0:31.7.0.255 = 1.00 A list\n"
          "1-0:51.7.0.255 = 1.01 A list\n"
          "1-0:71.7.0.255 = 1.02 A list\n");
}
