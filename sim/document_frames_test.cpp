// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "sim/aidon.h"
#include "sim/hex_for_test.h"
#include "sim/kaifa.h"
#include "sim/kamstrup.h"

// Frames that makers print in their documents, and a Kaifa list whose id is made up.

namespace hanmeter::sim {
namespace {

std::vector<std::uint8_t> frame_of(const Family& family, Form form, int list,
                                   const Identity& identity, const Snapshot& snapshot) {
    return hdlc_message(family.header, encode(family, form, list, identity, snapshot).content);
}

TEST_CASE("Aidon: lists 1 and 2 of a one-phase meter") {
    Snapshot now;
    now.power = {.active_import_w = 1362, .reactive_import_var = 996};
    now.lines[0] = {.current_ma = 9300, .voltage_mv = 250'000};
    const Identity identity{"AIDON_V0001", "7359992890941742", "6515"};
    CHECK(frame_of(aidon, one_phase, 1, identity, now) ==
          hex("7EA02A410883130413E6E7000F40000000000101020309060100010700FF060000055202020F00161B"
              "BBF57E"));
    CHECK(frame_of(aidon, one_phase, 2, identity, now) ==
          hex("7E A0D2 41 0883 13 82D6 E6E700 0F 40000000 00 0109"
              "0202 0906 0101000281FF 0A0B 4149444F4E5F5630303031"
              "0202 0906 0000600100FF 0A10 37333539393932383930393431373432"
              "0202 0906 0000600107FF 0A04 36353135"
              "0203 0906 0100010700FF 06 00000552 0202 0F00 161B"
              "0203 0906 0100020700FF 06 00000000 0202 0F00 161B"
              "0203 0906 0100030700FF 06 000003E4 0202 0F00 161D"
              "0203 0906 0100040700FF 06 00000000 0202 0F00 161D"
              "0203 0906 01001F0700FF 10 005D 0202 0FFF 1621"
              "0203 0906 0100200700FF 12 09C4 0202 0FFF 1623 E0C4 7E"));
}

TEST_CASE("Kaifa: lists 1 and 2") {
    Snapshot now;
    now.clock = {2021, 3, 23, 2, 19, 26, 58, 0xFF, values::DateTime::deviation_unspecified, 0};
    now.power = {.active_import_w = 3059};
    CHECK(frame_of(kaifa, four_wire, 1, {}, now) ==
          hex("7EA027010201105A87E6E7000F40000000090C07E5031702131A3AFF8000000201"
              "0600000BF35B057E"));

    now.clock.minute = 27;
    now.clock.second = 0;
    now.power = {.active_import_w = 3105, .reactive_export_var = 415};
    now.lines[0] = {.current_ma = 3059, .voltage_mv = 237'200};
    now.lines[1] = {.current_ma = 1291, .voltage_mv = 237'700};
    now.lines[2] = {.current_ma = 9489, .voltage_mv = 236'100};
    CHECK(frame_of(kaifa, four_wire, 2, {"KFM_001", "0000000000000000", "MA304H4"}, now) ==
          hex("7EA07801020110C498E6E7000F40000000090C07E5031702131B00FF800000020D09074B464D5F303031"
              "09103030303030303030303030303030303009074D4133303448340600000C2106000000000600000000"
              "060000019F0600000BF3060000050B0600002511060000094406000009490600000939ADCA7E"));
}

TEST_CASE("Kamstrup: the hourly list of a one-quadrant meter") {
    Snapshot now;
    now.clock = {2017, 8, 16, 3, 16, 0, 5, 0xFF, values::DateTime::deviation_unspecified, 0};
    const Identity identity{"Kamstrup_V0001", "5706567000000000", "000000000000000000"};
    CHECK(frame_of(kamstrup, one_quadrant, 3, identity, now) ==
          hex("7E A0AE 2B 21 13 A01B E6E700 0F 00000000 0C 07E1081003100005FF800000 020F"
              "0A0E 4B616D73747275705F5630303031"
              "0906 0101000005FF 0A10 35373036353637303030303030303030"
              "0906 0101600101FF 0A12 303030303030303030303030303030303030"
              "0906 0101010700FF 0600000000 0906 01011F0700FF 0600000000"
              "0906 0101200700FF 120000 0906 0001010000FF 090C 07E1081003100005FF800000"
              "0906 0101010800FF 0600000000 0521 7E"));
}

}  // namespace
}  // namespace hanmeter::sim
