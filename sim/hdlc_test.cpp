// SPDX-License-Identifier: Apache-2.0
#include "sim/hdlc.h"

#include <doctest/doctest.h>

#include "sim/hex_for_test.h"

// Expected frames are vectors of the standard's form that were built by other means, and frames of
// the makers' documents.

namespace hanmeter::sim {
namespace {

using Octets = std::vector<std::uint8_t>;

const Octets iskra_destination{0xCF};
const Octets iskra_source{0x02, 0x23};
const HdlcHeader iskra{iskra_destination, iskra_source, 0x13};
const Octets aidon_destination{0x41};
const Octets aidon_source{0x08, 0x83};
const HdlcHeader aidon_header{aidon_destination, aidon_source, 0x13};
const Octets power_apdu = hex("0F400000000C07E5031702131A3AFF80000002010600000BF3");

TEST_CASE("A message in one frame") {
    CHECK(hdlc_message(aidon_header,
                       hex("0F40000000000101020309060100010700FF060000055202020F00161B")) ==
          hex("7EA02A410883130413E6E7000F40000000000101020309060100010700FF060000055202020F00161B"
              "BBF57E"));
}

TEST_CASE("A flag and what looks like a frame may stand inside") {
    CHECK(hdlc_message(aidon_header, hex("0F40000000000202067E7EA00A067EA00041")) ==
          hex("7EA01F4108831381E1E6E7000F40000000000202067E7EA00A067EA00041D8067E"));
}

TEST_CASE("Segments: the LLC header in the first, the poll bit in the last") {
    CHECK(hdlc_message(iskra, power_apdu, {.information_size = 20}) ==
          hex("7EA81ECF022303B584E6E7000F400000000C07E5031702131A3AFF800075C17E"
              "7EA012CF0223135CC20002010600000BF3CC4A7E"));
}

TEST_CASE("One flag between two segments") {
    CHECK(hdlc_message(iskra, power_apdu, {.information_size = 20, .share_flags = true}) ==
          hex("7EA81ECF022303B584E6E7000F400000000C07E5031702131A3AFF800075C17E"
              "A012CF0223135CC20002010600000BF3CC4A7E"));
}

TEST_CASE("Header checks of real meters") {
    const auto header_check = [](const HdlcHeader& header, std::size_t frame_length, bool more) {
        const std::size_t around = 2 + header.destination.size() + header.source.size() + 1 + 2 + 2;
        const Octets frame = hdlc_frame(header, Octets(frame_length - around), more);
        const std::size_t at = 1 + around - 4;
        return Octets{frame[at], frame[at + 1]};
    };
    const Octets kaifa{0x01};
    const Octets kaifa_source{0x02, 0x01};
    const Octets kamstrup{0x2B};
    const Octets kamstrup_source{0x21};
    const Octets e450{0xCE, 0xFF};
    const Octets e450_source{0x03};
    CHECK(header_check({kaifa, kaifa_source, 0x10}, 0x27, false) == hex("5A87"));
    CHECK(header_check({kamstrup, kamstrup_source, 0x13}, 0xE2, false) == hex("239A"));
    CHECK(header_check({iskra_destination, iskra_source, 0x03}, 0xA4, true) == hex("9996"));
    CHECK(header_check({iskra_destination, iskra_source, 0x13}, 0x2D, false) == hex("717C"));
    CHECK(header_check({e450, e450_source, 0x13}, 0x84, false) == hex("128B"));
}

}  // namespace
}  // namespace hanmeter::sim
