// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "sim/blocks.h"
#include "sim/hex_for_test.h"
#include "sim/mbus.h"

// One notification in every way that meters send it; the bytes were built by other means.

namespace hanmeter::sim {
namespace {

using Octets = std::vector<std::uint8_t>;

const Octets apdu = hex("0F400000000C07E5031702131A3AFF80000002010600000BF3");
const Octets ciphered =
    hex("DB084D4D4D0000BC614E1E2000000001DE21000A02BF79B47293D61893678ED786AA33A91ECDFB3EAA");
const Octets tagged = hex(
    "DB084D4D4D0000BC614E82002A3000000001DE21000A02BF79B47293D61893678ED786AA33A91ECDFB3EAA04B759"
    "18E6B2F0F56A45A4F5");
const Octets e450{0xCE, 0xFF};
const Octets e450_source{0x03};
const HdlcHeader e450_header{e450, e450_source, 0x13};

TEST_CASE("M-Bus: one telegram and two") {
    CHECK(mbus_message({}, apdu) ==
          hex("681E1E6853FF1001670F400000000C07E5031702131A3AFF80000002010600000BF31A16"));
    CHECK(mbus_message({.data_size = 30}, ciphered) ==
          hex("6823236853FF000167DB084D4D4D0000BC614E1E2000000001DE21000A02BF79B47293D61893671216"
              "6810106853FF1101678ED786AA33A91ECDFB3EAA0A16"));
}

TEST_CASE("M-Bus: three telegrams, and a length that does not fit its byte") {
    const Octets three = mbus_message({.data_size = 10}, apdu);
    REQUIRE(three.size() == 3 * 11 + apdu.size());
    CHECK(three[6] == 0x00);
    CHECK(three[21 + 6] == 0x01);
    CHECK(three[42 + 6] == 0x12);
    const Octets wrapping = mbus_message({.data_size = 252}, Octets(260));
    CHECK(Octets(wrapping.begin(), wrapping.begin() + 4) == hex("68010168"));
    CHECK(Octets(wrapping.begin() + 263, wrapping.begin() + 267) == hex("680D0D68"));
}

TEST_CASE("Blocks, the LLC header in the first alone") {
    CHECK(hdlc_blocks(e450_header, apdu, 16) ==
          hex("7EA024CEFF0313D661E6E700E04000010000100F400000000C07E5031702131A3AFF800ED07E"
              "7EA01ACEFF0313BFD4E0C00002000009000002010600000BF36C107E"));
    CHECK(hdlc_blocks(e450_header, tagged, 30) ==
          hex("7EA032CEFF03130EEEE6E700E040000100001EDB084D4D4D0000BC614E82002A3000000001DE21000A02"
              "BF79B47293D61869B07E"
              "7EA02ACEFF03136E00E0C0000200001993678ED786AA33A91ECDFB3EAA04B75918E6B2F0F56A45A4F59E"
              "5D7E"));
}

TEST_CASE("The wrapper") {
    CHECK(wrapped(1, 0x10, apdu) ==
          hex("0001000100100019 0F400000000C07E5031702131A3AFF80000002010600000BF3"));
}

}  // namespace
}  // namespace hanmeter::sim
