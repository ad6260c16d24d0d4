// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/messages/cosem/apdu.h"

#include <doctest/doctest.h>

#include "support/octets.h"

using namespace hanmeter::messages::cosem;
using hanmeter::bytes::Bytes;
using hanmeter::bytes::Error;
using hanmeter::bytes::Fault;
using hanmeter::framing::Scan;
using hanmeter::tests::joined;
using hanmeter::tests::Octets;
using hanmeter::tests::octets;
using hanmeter::tests::written;
using Verdict = Scan::Verdict;

namespace {

const Octets clock = octets("07E5031702131A3AFF800000");
const Octets body = octets("0201 0600000BF3");

// A data-notification with its date-time in the form `form`.
Octets notification(std::string_view form, const Octets& time = clock) {
    return joined({octets("0F40000000"), octets(form), time, body});
}

const Octets bare = joined({octets("0F40000000 00"), body});
const Octets ciphered =
    octets("DB084D4D4D0000BC614E1E2000000001DE21000A02BF79B47293D61893678ED786AA33A91ECDFB3EAA");

// A whole message of `size` bytes at the front.
bool is_whole(const Octets& window, std::size_t size) {
    const Scan scan = scan_bare_apdu(window);
    return scan.verdict == Verdict::frame && scan.size == size && scan.frame.whole.size() == size &&
           scan.frame.framing == hanmeter::values::Framing::apdu &&
           scan.frame.check == hanmeter::values::Check::none;
}

bool is_none(const Octets& window) {
    const Scan scan = scan_bare_apdu(window);
    return scan.verdict == Verdict::not_mine || scan.verdict == Verdict::broken;
}

}  // namespace

TEST_CASE("the date-time of a notification in all the forms that meters send") {
    for (const char* form : {"0C", "090C", "19"}) {
        CAPTURE(form);
        const Octets apdu = notification(form);
        const auto read = read_data_notification(apdu);
        REQUIRE(read);
        CHECK(read->invoke_id_and_priority == 0x40000000U);
        REQUIRE(read->date_time);
        CHECK(written(*read->date_time) == "2021-03-23T19:26:58");
        CHECK(read->body_offset == apdu.size() - body.size());
        CHECK(Octets(read->body.begin(), read->body.end()) == body);
    }
}

TEST_CASE("a notification without a date-time") {
    const auto read = read_data_notification(bare);
    REQUIRE(read);
    CHECK_FALSE(read->date_time);
    CHECK(read->body_offset == 6);
    CHECK(Octets(read->body.begin(), read->body.end()) == body);
}

TEST_CASE("a date-time that cannot be is read as it is") {
    const auto read = read_data_notification(notification("0C", Octets(12, 0xFF)));
    REQUIRE(read);
    REQUIRE(read->date_time);
    CHECK_FALSE(read->date_time->possible());
}

TEST_CASE("a date-time of another length is refused") {
    for (const char* form : {"0B", "0D", "01", "090B", "090D", "0909", "0A0C", "1A", "80", "FF"}) {
        CAPTURE(form);
        const auto read = read_data_notification(notification(form));
        REQUIRE_FALSE(read);
        CHECK(read.fault() == Fault{Error::bad_length, 5});
    }
}

TEST_CASE("a notification's head cut at every byte is truncated") {
    const Octets apdu = notification("090C");
    for (std::size_t there = 0; there < apdu.size() - body.size(); ++there) {
        CAPTURE(there);
        const auto read = read_data_notification(Bytes{apdu}.first(there));
        REQUIRE_FALSE(read);
        CHECK(read.fault().error == Error::truncated);
    }
}

TEST_CASE("another APDU is no notification") {
    CHECK(read_data_notification(ciphered).fault() == Fault{Error::not_an_apdu, 0});
}

TEST_CASE("an LLC header is three bytes at the front") {
    CHECK(starts_with_llc(octets("E6E700")));
    CHECK(starts_with_llc(octets("E6E7000F")));
    CHECK_FALSE(starts_with_llc(octets("E6E7")));
    CHECK_FALSE(starts_with_llc(octets("E6E600")));
    CHECK_FALSE(starts_with_llc(octets("E6E701")));
    CHECK_FALSE(starts_with_llc({}));
}

TEST_CASE("a bare notification ends where its walk ends, with an LLC header or without") {
    const Octets llc = octets("E6E700");
    for (const Octets& apdu : {bare, notification("0C"), notification("090C")}) {
        CHECK(is_whole(apdu, apdu.size()));
        CHECK(is_whole(joined({llc, apdu}), llc.size() + apdu.size()));
        CHECK(is_whole(joined({apdu, apdu}), apdu.size()));
        CHECK(is_whole(joined({apdu, octets("FF")}), apdu.size()));
    }
}

TEST_CASE("a bare ciphered message ends where its length puts it") {
    CHECK(is_whole(ciphered, ciphered.size()));
    CHECK(is_whole(joined({ciphered, octets("00")}), ciphered.size()));
    const Octets longer_form = joined(
        {octets("DB084D4D4D0000BC614E 82001E"), Octets(ciphered.begin() + 11, ciphered.end())});
    CHECK(is_whole(longer_form, longer_form.size()));
    const Octets no_title =
        joined({octets("DB00 1E"), Octets(ciphered.begin() + 11, ciphered.end())});
    CHECK(is_whole(no_title, no_title.size()));
}

TEST_CASE("what cannot be the head of a ciphered message is none") {
    const Octets rest(ciphered.begin() + 11, ciphered.end());
    CHECK(is_none(joined({octets("DB074D4D4D0000BC61 1E"), rest})));      // title of 7
    CHECK(is_none(joined({octets("DB084D4D4D0000BC614E 1E23"), rest})));  // suite 3
    CHECK(is_none(joined({octets("DB084D4D4D0000BC614E 0520"), rest})));  // nothing ciphered
    CHECK(is_none(joined({octets("DB084D4D4D0000BC614E 8020"), rest})));  // no length
    CHECK(is_none(joined({octets("DB084D4D4D0000BC614E 8300FFFF20"), Octets(70'000)})) == false);
    CHECK(is_none(joined({octets("DB084D4D4D0000BC614E 8301000120"), Octets(70'000)})));
}

TEST_CASE("a bare message cut at every byte asks for more, never for more than there will be") {
    for (const Octets& apdu : {bare, notification("0C"), notification("090C"), ciphered,
                               joined({octets("E6E700"), bare})}) {
        for (std::size_t there = 1; there < apdu.size(); ++there) {
            CAPTURE(there);
            const Scan scan = scan_bare_apdu(Bytes{apdu}.first(there));
            REQUIRE(scan.verdict == Verdict::need_more);
            CHECK(scan.size > there);
            CHECK(scan.size <= apdu.size());
        }
    }
}

TEST_CASE("what begins like neither is none") {
    for (unsigned first = 0; first < 256; ++first) {
        if (first == 0x0F || first == 0xDB || first == 0xE6) continue;
        Octets other = bare;
        other[0] = static_cast<std::uint8_t>(first);
        CHECK(is_none(other));
    }
    CHECK(is_none(octets("E6E60000")));
    CHECK(is_none(joined({octets("0F40000000 00"), octets("0600000BF3")})));  // no list
    CHECK(is_none(joined({octets("0F40000000 05"), body})));
    CHECK(is_none(joined({octets("0F40000000 00 0201"), octets("07000000")})));
}
