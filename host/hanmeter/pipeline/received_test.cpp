// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/pipeline/received.h"

#include <doctest/doctest.h>

#include "support/source_runner.h"

using namespace hanmeter;
using Octets = std::vector<std::uint8_t>;

namespace {

// RFC 1662, 4.2: 7D 5E stands for 7E, 7D 5D for 7D.
const Octets stuffed{0x7E, 0xA0, 0x7D, 0x5E, 0x10, 0x7D, 0x5D, 0x7D, 0x5D, 0x5E, 0x7E};
const Octets sent{0x7E, 0xA0, 0x7E, 0x10, 0x7D, 0x7D, 0x5E, 0x7E};

}  // namespace

TEST_CASE("stuffing is undone, cut anywhere") {
    for (std::size_t cut = 0; cut <= stuffed.size(); ++cut) {
        testing::Recorder intake;
        pipeline::Received received{intake, {.stuffing = true}};
        received.begin();
        const bytes::Bytes all{stuffed};
        received.take(all.first(cut), std::nullopt);
        received.take(all.subspan(cut), values::Instant{7});
        received.finish();
        CHECK(intake.received == sent);
        CHECK(intake.raw == stuffed);
        CHECK(intake.starts == std::vector<std::size_t>{0});
    }
}

TEST_CASE("an escape before a flag gives up the frame and keeps the flag") {
    pipeline::Unstuffer unstuffer;
    const bytes::Bytes got = unstuffer.take(Octets{0x01, 0x7D, 0x7E, 0x02});
    CHECK(Octets{got.begin(), got.end()} == Octets{0x01, 0x7E, 0x02});
}

TEST_CASE("an escape at the end of a connection does not reach into the next") {
    pipeline::Unstuffer unstuffer;
    CHECK(unstuffer.take(Octets{0x7D}).empty());
    unstuffer.start();
    CHECK(unstuffer.take(Octets{0x5E})[0] == 0x5E);
}

TEST_CASE("raw bytes go through as they are") {
    testing::Recorder intake;
    pipeline::Received received{intake, {}};
    received.begin();
    received.take(stuffed, values::Instant{1234});
    CHECK(intake.received == stuffed);
    CHECK(intake.raw == stuffed);
    CHECK(intake.times[0] == values::Instant{1234});
}

TEST_CASE("text is undone, connection by connection; what came in is kept as it was") {
    testing::Recorder intake;
    pipeline::Received received{intake, {.format = captures::Format::hex, .stuffing = true}};
    const std::string first = "7E A0 7D 5E 10 7D\n";
    const std::string second = "5e,10\n";
    for (const std::string& text : {first, second}) {
        received.begin();
        for (const char character : text) {
            const auto octet = static_cast<std::uint8_t>(character);
            received.take(bytes::Bytes{&octet, 1}, values::Instant{5});
        }
    }
    received.finish();
    CHECK(intake.received == Octets{0x7E, 0xA0, 0x7E, 0x10, 0x5E, 0x10});
    CHECK(std::string(intake.raw.begin(), intake.raw.end()) == first + second);
    CHECK(intake.times.back() == values::Instant{5});
    REQUIRE_FALSE(intake.starts.empty());
    CHECK(intake.starts.back() == 4);
}

TEST_CASE("units: text in each ends with it, and what is over is said behind each") {
    testing::Recorder intake;
    pipeline::Received received{intake, {.format = captures::Format::automatic}};
    const auto unit = [&](std::string_view text) {
        received.take_unit({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()},
                           values::Instant{9});
    };
    unit("7EA0270102011A5B");
    unit("\x7E\xA0\x01");
    CHECK(intake.received ==
          Octets{0x7E, 0xA0, 0x27, 0x01, 0x02, 0x01, 0x1A, 0x5B, 0x7E, 0xA0, 0x01});
    CHECK(intake.starts.empty());
    CHECK(intake.ends == std::vector<std::size_t>{0, 8, 8, 11});
    CHECK(intake.times[0] == values::Instant{9});
}
