// SPDX-License-Identifier: Apache-2.0
// What stands where: Kaifa HAN OBIS codes KFM_001. Values of the three phases are a published
// frame's, ids are made up.
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
