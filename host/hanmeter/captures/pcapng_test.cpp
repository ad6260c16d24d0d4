// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/captures/pcapng.h"

#include <doctest/doctest.h>

#include "support/octets.h"

using namespace hanmeter;
using tests::Octets;
using tests::octets;

namespace {

struct Replayed : captures::Output {
    Octets data{};
    std::vector<std::size_t> starts{};
    std::vector<std::int64_t> times{};

    void start() override { starts.push_back(data.size()); }
    void bytes(bytes::Bytes piece, const values::Origin& origin) override {
        data.insert(data.end(), piece.begin(), piece.end());
        REQUIRE(origin.time);
        CHECK(origin.time_from == values::TimeFrom::receiver);
        times.push_back(origin.time->milliseconds);
    }
};

Replayed replay(const Octets& file, std::size_t piece = 0,
                captures::Format format = captures::Format::automatic) {
    Replayed replayed;
    const auto capture = captures::make_capture(format);
    bytes::Bytes input{file};
    while (!input.empty()) {
        const std::size_t size = piece == 0 ? input.size() : std::min(piece, input.size());
        capture->take(input.first(size), replayed);
        input = input.subspan(size);
    }
    capture->finish(replayed);
    return replayed;
}

const Octets first = octets("7EA00102");
const Octets second = octets("03040506077E");
constexpr values::Instant noon{1'795'417'930'123};

Octets recording() {
    return tests::joined({captures::pcapng_head("hanmeter", "/dev/ttyUSB0", "2400 8N1"),
                          captures::pcapng_packet(first, noon),
                          captures::pcapng_packet(second, {noon.milliseconds + 2500})});
}

}  // namespace

TEST_CASE("what is recorded is replayed with its times, in pieces of any size") {
    for (const std::size_t piece : {0u, 1u, 7u, 64u}) {
        CAPTURE(piece);
        const Replayed replayed = replay(recording(), piece);
        CHECK(replayed.data == tests::joined({first, second}));
        CHECK(replayed.starts == std::vector<std::size_t>{0});
        CHECK(replayed.times ==
              std::vector<std::int64_t>{noon.milliseconds, noon.milliseconds + 2500});
    }
    CHECK(replay(recording(), 0, captures::Format::pcapng).data.size() == 10);
}

TEST_CASE("the other byte order, nanoseconds, and blocks that are not known") {
    // Laid out by hand from the format's description.
    const Octets file = octets(
        "0A0D0D0A 0000001C 1A2B3C4D 0001 0000 FFFFFFFF FFFFFFFF 0000001C"
        "00000001 00000020 0093 0000 00000000 0009 0001 09000000 0000 0000 00000020"
        "0000000B 00000010 01020304 00000010"
        "00000006 00000024 00000000 00000000 3B9ACA00 00000002 00000002 7EA00000 00000024");
    const Replayed replayed = replay(file);
    CHECK(replayed.data == octets("7EA0"));
    CHECK(replayed.times == std::vector<std::int64_t>{1000});
}

TEST_CASE("cut anywhere it gives what came before the cut") {
    const Octets whole = recording();
    for (std::size_t size = 12; size < whole.size(); ++size) {
        CAPTURE(size);
        const Octets cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
        const Replayed replayed = replay(cut, 0, captures::Format::pcapng);
        const bool known = replayed.data.empty() || replayed.data == first;
        CHECK(known);
    }
}

TEST_CASE("a block of a size that cannot be ends the reading") {
    for (const char* size : {"00000000", "0B000000", "0D000000", "FFFFFF7F"}) {
        Octets file = tests::joined({captures::pcapng_head("x", "y", ""), octets("06000000"),
                                     octets(size), Octets(200, 0)});
        CHECK(replay(file).data.empty());
    }
}
