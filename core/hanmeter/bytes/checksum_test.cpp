// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/bytes/checksum.h"

#include <doctest/doctest.h>

#include "support/octets.h"

using namespace hanmeter;
using bytes::Bytes;
using tests::Octets;
using tests::octets;

namespace {

// The definition, a bit at a time: polynomial 1021 with its bits turned round.
std::uint16_t bit_by_bit(Bytes data) {
    std::uint16_t remainder = 0xFFFF;
    for (std::uint8_t byte : data) {
        for (int bit = 0; bit < 8; ++bit) {
            const bool carry = ((remainder ^ (byte >> bit)) & 1) != 0;
            remainder = static_cast<std::uint16_t>(remainder >> 1);
            if (carry) remainder ^= 0x8408;
        }
    }
    return static_cast<std::uint16_t>(~remainder);
}

// As it goes over the line: low byte first.
Octets sent(const Octets& data) {
    const std::uint16_t sum = bytes::crc16_x25(data);
    return {static_cast<std::uint8_t>(sum & 0xFF), static_cast<std::uint8_t>(sum >> 8)};
}

}  // namespace

TEST_CASE("the check value of CRC-16/X-25") {
    CHECK(bytes::crc16_x25(octets("313233343536373839")) == 0x906E);
    CHECK(bytes::crc16_x25({}) == 0x0000);
}

TEST_CASE("published bytes and the checks sent behind them") {
    CHECK(sent(octets("03 3F")) == octets("5BEC"));
    CHECK(sent(octets("00")) == octets("78F0"));
    CHECK(sent(octets("FF")) == octets("00FF"));
    CHECK(sent(octets("7E")) == octets("816A"));
    CHECK(sent(octets("E6E700")) == octets("25BD"));
}

TEST_CASE("header checks of real frames") {
    CHECK(sent(octets("A0270102 0110")) == octets("5A87"));
    CHECK(sent(octets("A02A41088313")) == octets("0413"));
    CHECK(sent(octets("A0E22B2113")) == octets("239A"));
    CHECK(sent(octets("A8A4CF022303")) == octets("9996"));
    CHECK(sent(octets("A02DCF022313")) == octets("717C"));
    CHECK(sent(octets("A084CEFF0313")) == octets("128B"));
}

TEST_CASE("every length up to 2048 is what the bits say") {
    Octets data;
    std::uint32_t seed = 1;
    for (std::size_t size = 0; size <= 2048; ++size) {
        const std::uint16_t expected = bit_by_bit(data);
        REQUIRE(bytes::crc16_x25(data) == expected);
        seed = seed * 1664525 + 1013904223;
        data.push_back(static_cast<std::uint8_t>(seed >> 24));
    }
}

TEST_CASE("data with its own check behind it leaves the known residue") {
    const Octets data = octets("A0270102011087654321");
    CHECK(bytes::crc16_x25(tests::joined({data, sent(data)})) ==
          static_cast<std::uint16_t>(~0xF0B8));
}
