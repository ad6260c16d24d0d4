// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/framing/wrapper.h"

#include <doctest/doctest.h>

#include "hanmeter/messages/cosem/apdu.h"
#include "support/octets.h"

using namespace hanmeter;
using namespace hanmeter::framing;
using tests::joined;
using tests::Octets;
using tests::octets;

namespace {

const Octets header = octets("0001 0001 0010 0019");
const Octets apdu = octets("0F400000000C07E5031702131A3AFF80000002010600000BF3");

Scan scan(const Octets& window, bool at_end = false) {
    return scan_wrapper(window, at_end, messages::cosem::scan_bare_apdu);
}

}  // namespace

TEST_CASE("a wrapper whose length and message agree") {
    const Octets whole = joined({header, apdu});
    const Scan found = scan(whole);
    REQUIRE(found.verdict == Scan::Verdict::frame);
    CHECK(found.size == whole.size());
    CHECK(found.frame.framing == values::Framing::wrapper);
    CHECK(found.frame.check == values::Check::none);
    CHECK(found.frame.payload.size() == apdu.size());
    // What follows does not belong to it.
    CHECK(scan(joined({whole, whole})).size == whole.size());
}

TEST_CASE("cut anywhere it waits, and never gives a frame") {
    const Octets whole = joined({header, apdu});
    for (std::size_t size = 1; size < whole.size(); ++size) {
        CAPTURE(size);
        const Octets cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
        CHECK(scan(cut).verdict == Scan::Verdict::need_more);
        CHECK(scan(cut, true).verdict != Scan::Verdict::frame);
    }
}

TEST_CASE("a length that the message does not have is no wrapper") {
    for (const char* length : {"0018", "001A"}) {
        CAPTURE(length);
        const Octets wrong = joined({octets("0001 0001 0010"), octets(length), apdu, octets("00")});
        CHECK(scan(wrong).verdict == Scan::Verdict::broken);
        bool head_seen = false;
        for (std::size_t size = 1; size <= wrong.size(); ++size) {
            const bool head =
                scan({wrong.begin(), wrong.begin() + static_cast<std::ptrdiff_t>(size)}).header_ok;
            CHECK(head >= head_seen);  // what was a message's head stays one
            head_seen = head;
        }
        CHECK(head_seen);
    }
    CHECK(scan(joined({octets("0001 0001 0010 0000"), apdu})).verdict == Scan::Verdict::not_mine);
    CHECK(scan(octets("0002 0001 0010 0019")).verdict == Scan::Verdict::not_mine);
}
