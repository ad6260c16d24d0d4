// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/framing/mbus.h"

#include <doctest/doctest.h>

#include <numeric>

#include "support/octets.h"

using namespace hanmeter;
using namespace hanmeter::framing;
using tests::joined;
using tests::Octets;
using tests::octets;

namespace {

const Octets single =
    octets("681E1E6853FF1001670F400000000C07E5031702131A3AFF80000002010600000BF31A16");
const Octets first_of_two =
    octets("6823236853FF000167DB084D4D4D0000BC614E1E2000000001DE21000A02BF79B47293D61893671216");
const Octets second_of_two = octets("6810106853FF1101678ED786AA33A91ECDFB3EAA0A16");

// A telegram with so many bytes of data, its length byte wrapped where it has to be.
Octets telegram(std::size_t data_size, std::uint8_t ci = 0x10) {
    Octets body = octets("53FF000167");
    body[2] = ci;
    for (std::size_t i = 0; i < data_size; ++i) body.push_back(static_cast<std::uint8_t>(7 * i));
    const auto length = static_cast<std::uint8_t>(body.size());
    const auto sum = static_cast<std::uint8_t>(std::accumulate(body.begin(), body.end(), 0u));
    return joined({Octets{0x68, length, length, 0x68}, body, Octets{sum, 0x16}});
}

}  // namespace

TEST_CASE("one telegram and the parts of a message") {
    const Scan one = scan_mbus(single);
    REQUIRE(one.verdict == Scan::Verdict::frame);
    CHECK(one.size == single.size());
    CHECK(one.frame.check == values::Check::mbus);
    CHECK(one.frame.payload.front() == 0x0F);
    CHECK(one.frame.payload.size() == 25);
    CHECK_FALSE(one.frame.more_follows);
    CHECK(one.frame.part == 0);

    const Scan first = scan_mbus(first_of_two);
    REQUIRE(first.verdict == Scan::Verdict::frame);
    CHECK(first.frame.more_follows);
    CHECK(first.frame.part == 0);
    const Scan second = scan_mbus(second_of_two);
    REQUIRE(second.verdict == Scan::Verdict::frame);
    CHECK_FALSE(second.frame.more_follows);
    CHECK(second.frame.part == 1);
    CHECK(second.frame.payload.size() == 11);
}

TEST_CASE("a length byte that wraps") {
    for (const std::size_t size : {245u, 250u, 251u, 252u, 300u, 506u}) {
        CAPTURE(size);
        const Octets wire = telegram(size);
        const Scan scan = scan_mbus(wire);
        REQUIRE(scan.verdict == Scan::Verdict::frame);
        CHECK(scan.size == wire.size());
        CHECK(scan.frame.payload.size() == size);
    }
}

TEST_CASE("cut anywhere it waits") {
    for (std::size_t size = 1; size < single.size(); ++size) {
        CAPTURE(size);
        CHECK(scan_mbus(bytes::Bytes{single}.first(size)).verdict == Scan::Verdict::need_more);
    }
}

TEST_CASE("no flipped bit gives a frame") {
    const Octets behind(600, 0x00);
    for (std::size_t at = 1; at < single.size(); ++at) {
        for (unsigned bit = 0; bit < 8; ++bit) {
            CAPTURE(at);
            Octets wire = single;
            wire[at] ^= static_cast<std::uint8_t>(1u << bit);
            CHECK(scan_mbus(joined({wire, behind})).verdict != Scan::Verdict::frame);
        }
    }
}

TEST_CASE("a good frame that is no DLMS carries nothing") {
    const Scan scan = scan_mbus(telegram(20, 0x5B));
    REQUIRE(scan.verdict == Scan::Verdict::frame);
    CHECK(scan.frame.payload.empty());
}

TEST_CASE("the refusal says what was wrong") {
    Octets wire = single;
    wire[10] ^= 1;
    const Scan sum = scan_mbus(joined({wire, Octets(300, 0)}));
    CHECK(sum.verdict == Scan::Verdict::broken);
    CHECK(sum.refused.error == bytes::Error::bad_frame_check);
    CHECK(sum.refused.received == 0x1A);
    CHECK(sum.refused.computed != 0x1A);
    wire = single;
    wire.back() = 0;
    CHECK(scan_mbus(joined({wire, Octets(300, 0)})).refused.error == bytes::Error::no_end_flag);
}

TEST_CASE("a broken telegram holds the next one up no longer than that takes to come") {
    for (std::size_t at = 4; at < single.size(); ++at) {
        CAPTURE(at);
        Octets wire = joined({single, single});
        wire[at] ^= 1;
        const bytes::Bytes view{wire};
        // Never more is asked for than the end of the good one, and that decides.
        for (std::size_t size = single.size(); size < wire.size(); ++size) {
            const Scan scan = scan_mbus(view.first(size));
            REQUIRE(scan.verdict == Scan::Verdict::need_more);
            CHECK(scan.size > size);
            CHECK(scan.size <= wire.size());
        }
        CHECK(scan_mbus(view).verdict == Scan::Verdict::broken);
    }
}

TEST_CASE("what is asked for while a wrapped telegram comes leads to it") {
    const Octets wire = telegram(252);  // L = 01
    std::size_t size = 4;
    for (int looks = 0; looks < 100; ++looks) {
        const Scan scan = scan_mbus(bytes::Bytes{wire}.first(size));
        if (scan.verdict == Scan::Verdict::frame) break;
        REQUIRE(scan.verdict == Scan::Verdict::need_more);
        REQUIRE(scan.size > size);
        REQUIRE(scan.size <= wire.size());
        size = scan.size;
    }
    CHECK(scan_mbus(bytes::Bytes{wire}.first(size)).size == wire.size());
    CHECK(size == wire.size());
}
