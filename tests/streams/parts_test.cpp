// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <memory>
#include <string_view>

#include "hanmeter/decoder.h"
#include "support/hdlc.h"

// Parts of one message with another message of another kind between them.

using namespace hanmeter;
using tests::joined;
using tests::Octets;
using tests::octets;

namespace {

struct Told {
    std::uint64_t readings = 0;
    std::uint64_t incomplete = 0;
};

Told told(const Octets& stream) {
    const auto memory = std::make_unique<DecoderMemory>();
    Decoder decoder{memory->room()};
    bytes::Bytes input{stream};
    while (decoder.take(input, std::nullopt) != nullptr) {
    }
    while (decoder.finish(std::nullopt) != nullptr) {
    }
    return {decoder.counters().readings, decoder.counters().messages_incomplete};
}

Octets telegram() {
    constexpr std::string_view text = "/ABC5\\T\r\n\r\n1-0:1.7.0(01.234*kW)\r\n!DB21\r\n";
    return {text.begin(), text.end()};
}

const Octets block1 =
    octets("7EA024CEFF0313D661E6E700E04000010000100F400000000C07E5031702131A3AFF800ED07E");
const Octets block2 = octets("7EA01ACEFF0313BFD4E0C00002000009000002010600000BF36C107E");

}  // namespace

TEST_CASE("a telegram between two parts drops the message that they would make") {
    const Octets& segment1 = tests::vectors::segment1;
    const Octets& segment2 = tests::vectors::segment2;
    CHECK(told(telegram()).readings == 1);
    const Told segments = told(joined({segment1, segment2}));
    const Told blocks = told(joined({block1, block2}));
    CHECK(segments.readings == 1);
    CHECK(blocks.readings == 1);
    CHECK(segments.incomplete + blocks.incomplete == 0);

    const Told between_segments = told(joined({segment1, telegram(), segment2}));
    CHECK(between_segments.readings == 1);
    CHECK(between_segments.incomplete > 0);
    const Told between_blocks = told(joined({block1, telegram(), block2}));
    CHECK(between_blocks.readings == 1);
    CHECK(between_blocks.incomplete > 0);
}
