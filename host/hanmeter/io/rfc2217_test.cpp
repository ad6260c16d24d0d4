// SPDX-License-Identifier: Apache-2.0
// The numbers are those of RFC 854 and RFC 2217.
#include "hanmeter/io/rfc2217.h"

#include <doctest/doctest.h>

using namespace hanmeter;
using Octets = std::vector<std::uint8_t>;

namespace {

const io::SerialSettings settings{
    .baud = 9600, .data_bits = 7, .parity = io::Parity::even, .stop_bits = 1};

// All that a client gives and answers, its input a byte at a time.
struct Taken {
    Octets data{}, reply{};
    bool refused = false;
};

Taken taken(const Octets& input, std::size_t piece) {
    io::Rfc2217Client client{settings};
    Taken all;
    for (std::size_t at = 0; at < input.size(); at += piece) {
        client.take(bytes::Bytes{input}.subspan(at, std::min(piece, input.size() - at)));
        all.data.insert(all.data.end(), client.data().begin(), client.data().end());
        all.reply.insert(all.reply.end(), client.reply().begin(), client.reply().end());
    }
    all.refused = client.refused();
    return all;
}

}  // namespace

TEST_CASE("it begins by offering to control the port, and wants all eight bits") {
    CHECK(io::Rfc2217Client::hello() ==
          Octets{255, 251, 44, 255, 251, 0, 255, 253, 0, 255, 253, 3});
}

TEST_CASE("where it may, the port is set") {
    // DO COM-PORT-OPTION: 9600 = 00 00 25 80, seven bits, even = 3, one stop bit, no flow control.
    const Octets wanted{255, 250, 44, 1, 0, 0,   0x25, 0x80, 255, 240,                  //
                        255, 250, 44, 2, 7, 255, 240,                                   //
                        255, 250, 44, 3, 3, 255, 240,  255,  250, 44,  4, 1, 255, 240,  //
                        255, 250, 44, 5, 1, 255, 240};
    for (const std::size_t piece : {1U, 2U, 100U}) {
        CHECK(taken({255, 253, 44, 255, 253, 44}, piece).reply == wanted);
    }
}

TEST_CASE("data are what is left; FF comes twice") {
    const Octets input{0x7E, 0xA0, 255, 255, 0x0D, 255,  251, 0,   0x0A, 255, 250,
                       44,   101,  0,   0,   0x25, 0x80, 255, 240, 0x7E, 255, 241};
    for (const std::size_t piece : {1U, 3U, 100U}) {
        const Taken all = taken(input, piece);
        CHECK(all.data == Octets{0x7E, 0xA0, 255, 0x0D, 0x0A, 0x7E});
        CHECK(all.reply.empty());
        CHECK_FALSE(all.refused);
    }
}

TEST_CASE("other options are declined") {
    CHECK(taken({255, 253, 1, 255, 251, 24}, 1).reply == Octets{255, 252, 1, 255, 254, 24});
}

TEST_CASE("a port that stays as it is, or becomes something else") {
    CHECK(taken({255, 254, 44}, 1).refused);
    CHECK(taken({255, 250, 44, 101, 0, 0, 0x09, 0x60, 255, 240}, 1).refused);
    CHECK(taken({255, 250, 44, 103, 1, 255, 240}, 1).refused);
    CHECK_FALSE(taken({255, 250, 44, 103, 3, 255, 240}, 1).refused);
}

TEST_CASE("a subnegotiation without end is not kept") {
    Octets input{255, 250};
    input.insert(input.end(), 100'000, 44);
    input.insert(input.end(), {255, 240, 0x7E});
    CHECK(taken(input, 1000).data == Octets{0x7E});
}
