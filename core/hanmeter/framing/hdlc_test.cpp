// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/framing/hdlc.h"

#include <doctest/doctest.h>

#include "support/hdlc.h"

using namespace hanmeter;
using namespace hanmeter::framing;
using bytes::Bytes;
using bytes::Error;
using tests::frame_of;
using tests::inside_of_frame;
using tests::joined;
using tests::Octets;
using tests::octets;
using Verdict = Scan::Verdict;
namespace vectors = tests::vectors;

namespace {

Octets payload_of(const Scan& scan) {
    return {scan.frame.payload.begin(), scan.frame.payload.end()};
}

}  // namespace

TEST_CASE("published frames are frames, the closing flag is left") {
    for (const Octets& frame :
         {vectors::aidon_list1, vectors::kaifa_list1, vectors::segment1, vectors::segment2,
          vectors::flags_inside, vectors::ciphered, vectors::aidon_list2, vectors::kaifa_list2,
          vectors::kamstrup_hour}) {
        const Scan scan = scan_hdlc(frame);
        REQUIRE(scan.verdict == Verdict::frame);
        CHECK(scan.size == frame.size() - 1);
        CHECK(scan.frame.whole.data() == frame.data());
        CHECK(scan.frame.whole.size() == frame.size() - 1);
        CHECK(scan.frame.framing == values::Framing::hdlc);
        CHECK(scan.frame.check == values::Check::fcs);
        const std::size_t fcs = frame.size() - 3;
        CHECK(scan.frame.checksum == (frame[fcs] | frame[fcs + 1] << 8));
    }
}

TEST_CASE("the segment bit tells whether more follows") {
    CHECK(scan_hdlc(vectors::segment1).frame.more_follows);
    CHECK_FALSE(scan_hdlc(vectors::segment2).frame.more_follows);
    CHECK_FALSE(scan_hdlc(vectors::aidon_list1).frame.more_follows);
}

TEST_CASE("addresses have one to four bytes each") {
    const Octets information = octets("E6E7000F");
    for (const char* destination : {"41", "0201", "CE9B", "020405", "02040607"}) {
        for (const char* source : {"03", "0883", "021001", "00000001"}) {
            const std::string header = std::string{destination} + source + "13";
            CAPTURE(header);
            const Octets frame = frame_of(information, header);
            const Scan scan = scan_hdlc(frame);
            REQUIRE(scan.verdict == Verdict::frame);
            CHECK(payload_of(scan) == information);
        }
    }
}

TEST_CASE("any control byte is accepted") {
    for (unsigned control = 0; control < 256; ++control) {
        Octets frame = frame_of(octets("0102"), "010113");
        const Octets head =
            tests::with_check({frame[1], frame[2], 0x01, 0x01, static_cast<std::uint8_t>(control)});
        frame = joined({{0x7E}, tests::with_check(joined({head, octets("0102")})), {0x7E}});
        REQUIRE(scan_hdlc(frame).verdict == Verdict::frame);
    }
}

TEST_CASE("addresses without an end are none") {
    const Octets five_bytes = joined({octets("7E A020"), octets("0204060810 01 13"), Octets(40)});
    CHECK(scan_hdlc(five_bytes).verdict == Verdict::not_mine);
    const Octets source = joined({octets("7E A020"), octets("01 0204060810 13"), Octets(40)});
    CHECK(scan_hdlc(source).verdict == Verdict::not_mine);
}

TEST_CASE("only format type 3 is a frame") {
    const Octets good = frame_of(octets("0102"));
    for (unsigned type = 0; type < 256; ++type) {
        Octets frame = good;
        frame[1] = static_cast<std::uint8_t>(type);
        const Scan scan = scan_hdlc(frame);
        CAPTURE(type);
        if ((type & 0xF0) != 0xA0) CHECK(scan.verdict == Verdict::not_mine);
        CHECK((scan.verdict == Verdict::frame) == (type == 0xA0));
    }
}

TEST_CASE("a frame without information has no HCS") {
    const Octets frame = octets("7EA0074103 13");
    const Octets whole = joined({{0x7E}, tests::with_check(octets("A007410313")), {0x7E}});
    CHECK(scan_hdlc(frame).verdict == Verdict::need_more);
    const Scan scan = scan_hdlc(whole);
    REQUIRE(scan.verdict == Verdict::frame);
    CHECK(scan.frame.payload.empty());
    CHECK(scan.size == 8);
}

TEST_CASE("lengths that leave no room for what must be there are no frames") {
    for (unsigned length = 0; length < 16; ++length) {
        Octets frame =
            joined({{0x7E, 0xA0, static_cast<std::uint8_t>(length)}, octets("410313"), Octets(20)});
        const Scan scan = scan_hdlc(frame);
        CAPTURE(length);
        // 7: no information. 8 and 9 have no room for HCS and information.
        if (length < 7 || length == 8 || length == 9) CHECK(scan.verdict == Verdict::not_mine);
        if (length == 7) CHECK(scan.verdict == Verdict::broken);
        if (length >= 10) CHECK(scan.refused.error == Error::bad_header_check);
    }
}

TEST_CASE("one byte of information is the least, the length field the most") {
    CHECK(payload_of(scan_hdlc(frame_of(octets("AA")))) == octets("AA"));
    const std::size_t most = hdlc_max_length - (2 + 4 + 2 + 2);
    const Octets largest = frame_of(Octets(most, 0x7E));
    CHECK(largest.size() == hdlc_max_size);
    const Scan scan = scan_hdlc(largest);
    REQUIRE(scan.verdict == Verdict::frame);
    CHECK(payload_of(scan) == Octets(most, 0x7E));
}

TEST_CASE("flags and whole headers may stand inside") {
    const Octets information = octets("7E7EA0077EA0277E");
    CHECK(payload_of(scan_hdlc(frame_of(information))) == information);
    CHECK(payload_of(scan_hdlc(vectors::flags_inside)) ==
          octets("E6E7000F40000000000202067E7EA00A067EA00041"));
}

TEST_CASE("less than a whole frame asks for more, never for too much") {
    for (const Octets& frame : {vectors::aidon_list1, vectors::kamstrup_hour,
                                frame_of(octets("AA"), "0204060702040607 13")}) {
        for (std::size_t there = 1; there < frame.size(); ++there) {
            const Scan scan = scan_hdlc(Bytes{frame}.first(there));
            CAPTURE(there);
            REQUIRE(scan.verdict == Verdict::need_more);
            CHECK(scan.size > there);
            CHECK(scan.size <= frame.size());
            if (scan.header_ok) CHECK(scan.size == frame.size());
        }
    }
}

TEST_CASE("a wrong header check is refused as soon as it is there, in the same words") {
    Octets frame = vectors::aidon_list1;
    frame[7] ^= 0x01;
    constexpr std::size_t header_size = 9;
    for (std::size_t there = header_size; there <= frame.size(); ++there) {
        const Scan scan = scan_hdlc(Bytes{frame}.first(there));
        REQUIRE(scan.verdict == Verdict::broken);
        CHECK(scan.refused.error == Error::bad_header_check);
        CHECK(scan.refused.expected == 42);
        CHECK(scan.refused.computed == 0x1304);
        CHECK(scan.refused.received == 0x1305);
        CHECK(scan.refused.whole.size() == header_size);
    }
    CHECK(scan_hdlc(Bytes{frame}.first(header_size - 1)).verdict == Verdict::need_more);
}

TEST_CASE("a wrong frame check says what was computed and what stood there") {
    Octets frame = vectors::kaifa_list1;
    frame[frame.size() - 3] ^= 0x80;
    const Scan scan = scan_hdlc(frame);
    REQUIRE(scan.verdict == Verdict::broken);
    CHECK(scan.refused.error == Error::bad_frame_check);
    CHECK(scan.refused.computed == 0x055B);
    CHECK(scan.refused.received == 0x05DB);
    CHECK(scan.refused.expected == 39);
    CHECK(scan.refused.whole.size() == 40);
}

TEST_CASE("no flag where the length puts it is no frame, even if the check holds") {
    Octets frame = vectors::kaifa_list1;
    frame.back() = 0x7F;
    const Scan scan = scan_hdlc(frame);
    REQUIRE(scan.verdict == Verdict::broken);
    CHECK(scan.refused.error == Error::no_end_flag);
}
