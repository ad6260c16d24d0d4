// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "streams/decoded.h"
#include "support/hdlc.h"

namespace hanmeter::streams {
namespace {

using tests::frame_of;
using tests::joined;
using tests::octets;
using tests::push_of;
namespace vectors = tests::vectors;

const std::vector<Octets>& frames() {
    static const std::vector<Octets> all{
        vectors::aidon_list1,
        vectors::aidon_list2,
        vectors::kaifa_list1,
        vectors::kaifa_list2,
        vectors::kamstrup_hour,
        // A power whose raw number is made of flags and of the escapes that other framings use.
        push_of(octets("0F4000000000 0101 020309060100010700FF 06 7E7D7EA0 02020F00161B")),
        push_of(octets("0F4000000000 0101 020309060100010700FF 06 7D5E7D5D 02020F00161B")),
    };
    return all;
}

// What a good frame beside the damage says.
const Octets& good() {
    static const Octets frame = vectors::aidon_list1;
    return frame;
}

Octets first_of(const Octets& bytes, std::size_t count) {
    return {bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(count)};
}

std::uint64_t refused(const Counters& counters) {
    return counters.framing.frames_bad_check + counters.framing.frames_bad_header_check +
           counters.framing.frames_cut;
}

void check_readings(const Octets& stream, std::size_t expected) {
    CHECK(decode_whole(stream).readings.size() == expected);
    CHECK(decode_in_pieces_of(stream, 1).readings.size() == expected);
}

TEST_CASE("A published frame gives one reading, alone and around every kind of noise") {
    const std::vector<Octets> noises{
        Octets(300, 0x00),      Octets(300, 0xFF),          Octets(300, 0x3F), Octets(300, 0x7E),
        Octets(300, 0x7D),      octets("7EA0277EA0"),       octets("7EA7FF"),  octets("0D0A0D0A"),
        octets("68FAFA6853FF"), octets("E6E7000F40000000"), octets("DB08")};
    for (const Octets& frame : frames()) {
        CAPTURE(frame.size());
        check_readings(frame, 1);
        for (const Octets& noise : noises) {
            CAPTURE(noise[0]);
            check_readings(joined({noise, frame, noise}), 1);
            check_readings(joined({noise, frame, noise, good()}), 2);
        }
    }
}

TEST_CASE("A frame with any one bit turned gives no reading, the next one does") {
    for (const Octets& frame : frames()) {
        CAPTURE(frame.size());
        for (std::size_t bit = 8; bit < 8 * (frame.size() - 1); ++bit) {
            Octets turned = frame;
            turned[bit / 8] = static_cast<std::uint8_t>(turned[bit / 8] ^ (1u << (bit % 8)));
            CAPTURE(bit);
            REQUIRE(decode_whole(turned).readings.empty());
            REQUIRE(decode_whole(joined({turned, good()})).readings.size() == 1);
        }
    }
}

TEST_CASE("A frame cut at any byte gives no reading, and is counted where its header was whole") {
    for (const Octets& frame : frames()) {
        CAPTURE(frame.size());
        std::size_t header = 4;  // flag, format, the first byte of the address
        for (int addresses = 0; addresses < 2; ++header) addresses += frame[header - 1] & 1;
        header += 2;  // control stood at `header`; HCS
        for (std::size_t there = 1; there < frame.size(); ++there) {
            CAPTURE(there);
            const Decoded cut = decode_whole(first_of(frame, there));
            REQUIRE(cut.readings.empty());
            REQUIRE(cut.counters.framing.frames_cut == (there >= header ? 1 : 0));
            // Without its last flag alone the next frame's first one ends it.
            const std::size_t found = there + 1 == frame.size() ? 2 : 1;
            check_readings(joined({first_of(frame, there), good()}), found);
        }
    }
}

TEST_CASE("A whole frame within a broken one's extent is found") {
    for (const Octets& frame : frames()) {
        CAPTURE(frame.size());
        Octets outer = frame_of(joined({octets("E6E7000F"), frame, Octets(20, 0x55)}));
        check_readings(outer, 0);  // the frame is good: what is in it is its content
        outer.back() = 0x55;
        check_readings(outer, 1);
        CHECK(decode_whole(outer).counters.framing.frames_cut == 1);
        check_readings(joined({outer, good()}), 2);
    }
}

TEST_CASE("Messages without a frame count only where they may, and only to their end") {
    const Octets apdu = octets("0F4000000000 0101 020309060100010700FF 06 00000552 02020F00161B");
    check_readings(apdu, 1);
    check_readings(joined({octets("E6E700"), apdu}), 1);
    check_readings(joined({apdu, apdu, apdu}), 3);
    check_readings(joined({apdu, octets("00")}), 0);
    check_readings(joined({octets("00"), apdu}), 0);
    check_readings(joined({good(), apdu}), 1);
    check_readings(joined({apdu, good()}), 1);
    for (std::size_t there = 1; there < apdu.size(); ++there) {
        CAPTURE(there);
        check_readings(first_of(apdu, there), 0);
    }
    Octets broken = push_of(apdu);
    broken[broken.size() - 2] ^= 0x01;
    check_readings(broken, 0);
    CHECK(refused(decode_whole(broken).counters) == 1);
    check_readings(joined({Octets(broken.begin() + 9, broken.end())}), 0);
}

}  // namespace
}  // namespace hanmeter::streams
