// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/framing/p1.h"

#include <doctest/doctest.h>

#include <string>

#include "hanmeter/bytes/checksum.h"

using namespace hanmeter;
using namespace hanmeter::framing;

namespace {

// The telegram of a published description whose CRC was worked out elsewhere: A1A0, X-25 09F1.
const std::string body =
    "/ABC5\\TEST-1\r\n\r\n1-3:0.2.8(50)\r\n0-0:1.0.0(260704120000S)\r\n"
    "0-0:96.1.1(4142433132333435)\r\n1-0:1.8.1(000123.456*kWh)\r\n1-0:1.8.2(000234.567*kWh)\r\n"
    "0-0:96.14.0(0002)\r\n1-0:1.7.0(01.234*kW)\r\n1-0:2.7.0(00.000*kW)\r\n"
    "1-0:99.97.0(1)(0-0:96.7.19)(260101000000W)(0000000240*s)\r\n0-0:96.13.0()\r\n"
    "1-0:32.7.0(230.1*V)\r\n1-0:31.7.0(005*A)\r\n0-1:24.1.0(003)\r\n0-1:96.1.0(4731)\r\n"
    "0-1:24.2.1(260704115500S)(00012.345*m3)\r\n!";
// Without a version that says a CRC is due.
const std::string plain = "/ISk5\\2MT382-1004\r\n\r\n1-0:1.7.0(0001.01*kW)\r\n!";

Scan scan(const std::string& text, bool at_end = false) {
    return scan_p1({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}, at_end);
}

}  // namespace

TEST_CASE("a CRC in every form that is sent") {
    for (const char* crc : {"A1A0", "a1a0", "09F1", "F109"}) {
        CAPTURE(crc);
        const std::string wire = body + crc + "\r\n";
        const Scan found = scan(wire);
        REQUIRE(found.verdict == Scan::Verdict::frame);
        CHECK(found.frame.check == values::Check::crc16);
        CHECK(found.size == body.size() + 4);
        CHECK(found.frame.payload.size() == body.size());
    }
    // The digits end the telegram, whatever follows.
    CHECK(scan(body + "A1A0").verdict == Scan::Verdict::frame);
    CHECK(scan(body + "A1A0/NEXT").size == body.size() + 4);
}

TEST_CASE("a leading zero of the CRC may be missing") {
    // A line is varied until its CRC begins with a zero.
    for (int i = 0; i < 1000; ++i) {
        const std::string text = "/ABC5x\r\n\r\n1-0:1.7.0(" + std::to_string(1000 + i) + "*W)\r\n!";
        const auto crc =
            bytes::crc16_arc({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
        if (crc >= 0x1000 || crc < 0x100) continue;
        char digits[8];
        std::snprintf(digits, sizeof digits, "%X", crc);
        CHECK(scan(text + digits + "\r\n").frame.check == values::Check::crc16);
        return;
    }
    FAIL("no such telegram");
}

TEST_CASE("without CRC: only what does not say that it has one") {
    const Scan found = scan(plain + "\r\n");
    REQUIRE(found.verdict == Scan::Verdict::frame);
    CHECK(found.frame.check == values::Check::none);
    CHECK(scan(plain, true).verdict == Scan::Verdict::frame);
    CHECK(scan(plain).verdict == Scan::Verdict::need_more);
    CHECK(scan(body + "\r\n").verdict == Scan::Verdict::broken);
    CHECK(scan("/FLU5x\r\n\r\n0-0:96.1.4(50217)\r\n!\r\n").verdict == Scan::Verdict::broken);
    CHECK(scan("/ABC2x\r\n\r\n1-3:0.2.8(22)\r\n!\r\n").verdict == Scan::Verdict::frame);
    CHECK(scan(plain + "x").verdict == Scan::Verdict::broken);
}

TEST_CASE("a block check") {
    const std::string wire =
        "/ESY5Q3D\r\n\x02"
        "1.8.0(1*kWh)\r\n!\r\n\x03";
    std::uint8_t sum = 0;
    for (std::size_t i = wire.find('\x02') + 1; i < wire.size(); ++i) {
        sum ^= static_cast<std::uint8_t>(wire[i]);
    }
    const Scan found = scan(wire + static_cast<char>(sum));
    REQUIRE(found.verdict == Scan::Verdict::frame);
    CHECK(found.frame.check == values::Check::bcc);
    CHECK(found.size == wire.size() + 1);
    const Scan wrong = scan(wire + static_cast<char>(sum ^ 1));
    CHECK(wrong.verdict == Scan::Verdict::broken);
    CHECK(wrong.refused.error == bytes::Error::bad_frame_check);
}

TEST_CASE("cut anywhere it gives no frame, and no flipped bit passes") {
    const std::string wire = body + "A1A0";
    for (std::size_t size = 1; size < wire.size(); ++size) {
        CAPTURE(size);
        CHECK(scan(wire.substr(0, size)).verdict == Scan::Verdict::need_more);
    }
    for (std::size_t at = 1; at < wire.size(); ++at) {
        for (unsigned bit = 0; bit < 8; ++bit) {
            std::string flipped = wire;
            flipped[at] = static_cast<char>(static_cast<unsigned char>(flipped[at]) ^ (1u << bit));
            const bool same_digit = at >= body.size() && bit == 5;  // `a` for `A`
            CAPTURE(at);
            if (!same_digit) CHECK(scan(flipped + "\r\n", true).verdict != Scan::Verdict::frame);
        }
    }
}

TEST_CASE("a telegram that another one interrupts, or bytes that are no text, is cut at once") {
    const std::string begun = "/ABC5x\r\n\r\n1-0:1.7.0(01.234*kW)\r\n1-0:2.7";
    const Scan interrupted = scan(begun + "\r\n/ABC5x\r\n");
    CHECK(interrupted.verdict == Scan::Verdict::broken);
    CHECK(interrupted.refused.error == bytes::Error::truncated);
    CHECK(scan(begun + '\x00').verdict == Scan::Verdict::broken);
    CHECK(scan(begun + '\x7F' + "\xFF\xFF").verdict == Scan::Verdict::need_more);
    // A slash inside a line is text.
    CHECK(scan("/ABC5x\r\n\r\n0-0:96.13.0(a/b)\r\n!\r\n").verdict == Scan::Verdict::frame);
}

TEST_CASE("what does not begin like a telegram is left to others") {
    CHECK(scan("/1BC5").verdict == Scan::Verdict::not_mine);
    CHECK(scan("/AB").verdict == Scan::Verdict::need_more);
    CHECK(scan("/ABC5" + std::string(80, 'x')).verdict == Scan::Verdict::not_mine);
    CHECK(scan("/ABC5x\r\n\r\n" + std::string(p1_max_size, 'x')).verdict == Scan::Verdict::broken);
}

TEST_CASE("in the ciphered part neither ! nor / ends anything") {
    std::string wire = "/EGM5G35\r\n\r\n";
    const std::size_t part = wire.size();
    wire += '\0';
    wire += "\x81\x1B";
    wire += "\x30\x01\x02\x03\x04!\r\n!1234/ABC5\r\n0123456";
    CHECK(wire.size() == part + 3 + 0x1B);
    wire += '!';
    const auto crc =
        bytes::crc16_x25({reinterpret_cast<const std::uint8_t*>(wire.data()), wire.size()});
    char digits[8];
    std::snprintf(digits, sizeof digits, "%02X%02X", crc & 0xFFu, crc >> 8u);
    const std::size_t size = wire.size();
    wire += digits;
    const Scan found = scan(wire);
    REQUIRE(found.verdict == Scan::Verdict::frame);
    CHECK(found.frame.payload.size() == size);
    CHECK(ciphered_offset(found.frame.payload) == part);
    CHECK(scan(wire.substr(0, size - 3)).verdict == Scan::Verdict::need_more);
    wire[part + 8] ^= 1;
    CHECK(scan(wire).verdict == Scan::Verdict::broken);
}
