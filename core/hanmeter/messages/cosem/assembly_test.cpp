// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/messages/cosem/assembly.h"

#include <doctest/doctest.h>

#include "support/octets.h"

using namespace hanmeter::messages::cosem;
using hanmeter::framing::Frame;
using hanmeter::tests::joined;
using hanmeter::tests::Octets;
using hanmeter::tests::octets;

namespace {

const Octets llc = octets("E6E700");
const Octets one = octets("0F4000000000");
const Octets two = octets("0204060000000106");
const Octets three = octets("00000002110511");
const Octets first = joined({llc, one});

// Frames as a framer hands them over: flag and header stand in front of the payload.
struct Given {
    Octets payload;
    bool more = false;
    bool disturbed = false;
};

struct Taken {
    std::vector<Octets> apdus{};
    std::vector<Apdu> about{};
    std::uint64_t incomplete = 0;
};

Taken take(const std::vector<Given>& frames, std::size_t room_size = 64) {
    Octets room(room_size);
    Assembly assembly{room};
    Taken taken;
    for (const Given& given : frames) {
        const Octets whole = joined({octets("7EA0001 003130000"), given.payload, octets("0000")});
        const Frame frame{.whole = whole,
                          .payload = hanmeter::bytes::Bytes{whole}.subspan(8, given.payload.size()),
                          .more_follows = given.more,
                          .disturbed = given.disturbed};
        if (const auto apdu = assembly.take(frame)) {
            taken.apdus.emplace_back(apdu->data.begin(), apdu->data.end());
            taken.about.push_back(*apdu);
        }
    }
    assembly.abandon();
    taken.incomplete = assembly.incomplete();
    return taken;
}

void check(const Taken& taken, const std::vector<Octets>& apdus, std::uint64_t incomplete) {
    CHECK(taken.apdus == apdus);
    CHECK(taken.incomplete == incomplete);
}

const Octets all = joined({one, two, three});

}  // namespace

TEST_CASE("a message in one frame, without its LLC header, and where it stands") {
    const Taken taken = take({{first}});
    check(taken, {one}, 0);
    CHECK(taken.about[0].in_one_frame);
    CHECK(taken.about[0].frame_index == 10);  // 7 bytes of header and 3 of LLC
    CHECK(taken.about[0].frame_length == 7 + first.size() + 2);
}

TEST_CASE("segments in order are one message") {
    const Taken taken = take({{first, true}, {two, true}, {three}});
    check(taken, {all}, 0);
    CHECK_FALSE(taken.about[0].in_one_frame);
    CHECK(taken.about[0].frame_index == 0);
    CHECK(taken.about[0].frame_length == all.size());
    check(take({{first, true}, {two}, {first, true}, {three}}),
          {joined({one, two}), joined({one, three})}, 0);
}

TEST_CASE("a refused frame or lost bytes between two segments drop the message") {
    check(take({{first, true}, {two, true, true}, {three}}), {}, 1);
    check(take({{first, true}, {two, true}, {three, false, true}}), {}, 1);
    check(take({{first, true, true}, {two, true}, {three}}), {all}, 0);
}

TEST_CASE("the message behind a dropped one is whole again") {
    check(take({{first, true}, {three, false, true}, {first, true}, {two, true}, {three}}), {all},
          1);
    check(take({{first, true}, {two, true, true}, {three}, {first}}), {one}, 1);
}

TEST_CASE("segments without a beginning are one incomplete message until its last") {
    check(take({{two, true}, {three}}), {}, 1);
    check(take({{three}}), {}, 1);
    check(take({{two, true}, {two, true}, {three}, {three}}), {}, 2);
    check(take({{two, true}, {first}}), {one}, 1);
}

TEST_CASE("a first segment starts anew") {
    check(take({{first, true}, {first, true}, {two, true}, {three}}), {all}, 1);
    check(take({{first, true}, {two, true}, {first}}), {one}, 1);
}

TEST_CASE("a segment that comes twice drops the message") {
    check(take({{first, true}, {two, true}, {two, true}, {three}}), {}, 1);
    check(take({{first, true}, {two, true}, {three}, {three}}), {all}, 1);
}

TEST_CASE("a message that is never continued is incomplete") {
    check(take({{first, true}}), {}, 1);
    check(take({{first, true}, {two, true}}), {}, 1);
}

TEST_CASE("what is larger than the room is dropped as a whole") {
    check(take({{first, true}, {two, true}, {three}}, all.size()), {all}, 0);
    check(take({{first, true}, {two, true}, {three}, {first}}, all.size() - 1), {one}, 1);
    check(take({{first, true}, {two, true}, {three}, {first}}, 3), {one}, 1);
    check(take({{first}}, 0), {one}, 0);
}

TEST_CASE("frames of the link's own carry nothing and stop nothing") {
    check(take({{{}}, {first, true}, {{}}, {two, true}, {three}, {{}}}), {all}, 0);
}

TEST_CASE("an LLC header with nothing behind it is no message") {
    check(take({{llc}}), {}, 0);
    check(take({{llc}, {first}}), {one}, 0);
}

TEST_CASE("a message that no frame surrounds counts from its own first byte") {
    Octets room(64);
    Assembly assembly{room};
    Frame frame{.framing = hanmeter::values::Framing::apdu, .whole = one, .payload = one};
    auto apdu = assembly.take(frame);
    REQUIRE(apdu);
    CHECK(apdu->data.size() == one.size());
    CHECK(apdu->frame_index == 0);
    CHECK(apdu->frame_length == one.size());
    frame.whole = frame.payload = first;
    apdu = assembly.take(frame);
    REQUIRE(apdu);
    CHECK(apdu->data.data() == first.data() + llc.size());
    CHECK(apdu->frame_length == one.size());
    CHECK(assembly.incomplete() == 0);
}
