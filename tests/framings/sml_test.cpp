// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/framing/sml.h"

#include <doctest/doctest.h>

#include <memory>

#include "hanmeter/bytes/checksum.h"
#include "hanmeter/decoder.h"
#include "hanmeter/messages/sml/message.h"
#include "support/octets.h"

using namespace hanmeter;
using namespace hanmeter::framing;
using tests::joined;
using tests::Octets;
using tests::octets;

namespace {

// A file whose checksums were worked out elsewhere: 123456789.0 Wh, -1234 W, secIndex 100000.
const Octets file = octets(
    "1B1B1B1B01010101 76030001620062007263010176010105000000010B0A01495452000000000A01016321970076"
    "030002620062007263070177010B0A01495452000000000A070100620AFFFF72620165000186A07377070100603201"
    "0101010101044954520177070100010800FF65001C010401621E52FF6900000000499602D20177070100100700FF01"
    "01621B520055FFFFFB2E01010163DE8F00760300036200620072630201710163BDF000001B1B1B1B1A0124D4");

// A file around that body.
Octets wrapped(Octets body) {
    Octets whole = octets("1B1B1B1B01010101");
    whole.insert(whole.end(), body.begin(), body.end());
    std::uint8_t fill = 0;
    while (whole.size() % 4 != 0) {
        whole.push_back(0);
        ++fill;
    }
    whole = joined({whole, octets("1B1B1B1B1A")});
    whole.push_back(fill);
    const std::uint16_t crc = bytes::crc16_x25(whole);
    whole.push_back(static_cast<std::uint8_t>(crc));
    whole.push_back(static_cast<std::uint8_t>(crc >> 8));
    return whole;
}

}  // namespace

TEST_CASE("a file and what it says") {
    const Scan scan = scan_sml(file);
    REQUIRE(scan.verdict == Scan::Verdict::frame);
    CHECK(scan.size == file.size());
    CHECK(scan.frame.check == values::Check::sml);

    const auto memory = std::make_unique<DecoderMemory>();
    Decoder decoder{memory->room()};
    bytes::Bytes input{file};
    const values::Reading* reading = decoder.take(input, std::nullopt);
    REQUIRE(reading != nullptr);
    CHECK(reading->framing == values::Framing::sml);
    CHECK(reading->maker == "Itron");
    CHECK(reading->sec_index == 100000u);
    REQUIRE(reading->objects.size() == 3);
    CHECK(reading->objects[0].value.text == "ITR");
    CHECK(reading->objects[1].value.number == values::Decimal::of_unsigned(1234567890, -1));
    CHECK(reading->objects[1].status == 0x1C0104u);
    CHECK(reading->objects[1].unit == values::Unit::watt_hour);
    CHECK(reading->objects[2].value.number == values::Decimal::of_signed(-1234));
    CHECK(decoder.take(input, std::nullopt) == nullptr);
}

TEST_CASE("cut anywhere it waits, and no flipped bit gives a reading") {
    for (std::size_t size = 1; size < file.size(); ++size) {
        CAPTURE(size);
        CHECK(scan_sml(bytes::Bytes{file}.first(size)).verdict == Scan::Verdict::need_more);
    }
    for (std::size_t at = 0; at < file.size(); ++at) {
        for (unsigned bit = 0; bit < 8; ++bit) {
            CAPTURE(at);
            Octets flipped = file;
            flipped[at] ^= static_cast<std::uint8_t>(1u << bit);
            CHECK(scan_sml(flipped).verdict != Scan::Verdict::frame);
        }
    }
}

TEST_CASE("a file that another one interrupts is cut, wherever the bytes were lost") {
    for (std::size_t size = 8; size < file.size() - 8; ++size) {
        CAPTURE(size);
        const Octets begun(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(size));
        const Scan scan = scan_sml(joined({begun, file}));
        CHECK(scan.verdict == Scan::Verdict::broken);
    }
}

TEST_CASE("an escape inside the messages is undone") {
    const Octets body = octets("1B1B1B1B 1B1B1B1B 01020304 1B1B1B1B 1B1B1B1B 05");
    const Octets wire = wrapped(body);
    const Scan scan = scan_sml(wire);
    REQUIRE(scan.verdict == Scan::Verdict::frame);
    std::array<std::uint8_t, 64> room;
    const auto plain = messages::sml::undo_escapes(scan.frame.payload, room);
    const Octets wanted = octets("1B1B1B1B 01020304 1B1B1B1B 05");
    CHECK(Octets(plain.begin(), plain.end()) == wanted);
    std::array<std::uint8_t, 8> small;
    CHECK(messages::sml::undo_escapes(scan.frame.payload, small).empty());
}

TEST_CASE("four 1B that do not stand at a multiple of four are data") {
    for (const char* body : {"42 1B1B1B1B 010203", "4242 1B1B1B1B 4242", "424242 1B1B1B1B 42"}) {
        CAPTURE(body);
        const Octets wire = wrapped(octets(body));
        const Scan scan = scan_sml(wire);
        REQUIRE(scan.verdict == Scan::Verdict::frame);
        CHECK(scan.size == wire.size());
    }
}

TEST_CASE("a file without end is given up at its limit") {
    Octets wire = octets("1B1B1B1B01010101");
    wire.resize(sml_max_size + 64, 0x42);
    const Scan scan = scan_sml(wire);
    CHECK(scan.verdict == Scan::Verdict::broken);
    CHECK(scan.refused.error == bytes::Error::too_long);
}

TEST_CASE("a message whose own checksum is wrong gives no reading, the file's being right") {
    const Octets messages{file.begin() + 8, file.end() - 9};
    Octets damaged = messages;
    damaged[messages.size() - 40] ^= 1;
    const Octets wire = wrapped(damaged);
    const auto memory = std::make_unique<DecoderMemory>();
    Decoder decoder{memory->room()};
    bytes::Bytes input{wire};
    CHECK(decoder.take(input, std::nullopt) == nullptr);
    CHECK(decoder.counters().framing.frames == 1);
    CHECK(decoder.counters().messages_not_understood == 1);
}

TEST_CASE("a message checksum of the early Holley meters, high byte first") {
    const Octets body = octets(
        "7604000001620062007265000001017601010700000A583B800B0A01484C5902000159BB0101 63565D 00");
    bytes::Bytes rest{body};
    const auto message = messages::sml::take_message(rest);
    REQUIRE(message);
    CHECK(message->body == messages::sml::Body::open_response);
    CHECK(rest.empty());
}
