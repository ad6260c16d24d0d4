// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/messages/cosem/block_transfer.h"

#include <doctest/doctest.h>

#include <array>
#include <optional>

#include "support/octets.h"

using namespace hanmeter;
using messages::cosem::BlockTransfer;
using tests::Octets;
using tests::octets;

namespace {

Octets block(std::uint8_t number, bool last, const char* data) {
    const Octets octets_of_data = octets(data);
    return tests::joined({Octets{0xE0, static_cast<std::uint8_t>(last ? 0xC0 : 0x40), 0x00, number,
                                 0x00, 0x00, static_cast<std::uint8_t>(octets_of_data.size())},
                          octets_of_data});
}

struct Line {
    std::array<std::uint8_t, 64> room{};
    BlockTransfer blocks{room};

    // The message that the block completes, or none.
    std::optional<Octets> take(const Octets& apdu, bool disturbed = false) {
        const auto message = blocks.take(apdu, disturbed);
        if (!message) return std::nullopt;
        return Octets(message->begin(), message->end());
    }
};

}  // namespace

TEST_CASE("blocks in order give the message") {
    Line line;
    CHECK_FALSE(line.take(block(1, false, "0F40")));
    CHECK_FALSE(line.take(block(2, false, "0203")));
    CHECK(line.take(block(3, true, "04")) == octets("0F40020304"));
    CHECK(line.blocks.incomplete() == 0);
    CHECK(line.take(block(1, true, "0F")) == octets("0F"));
}

TEST_CASE("a repeat, a gap, another order or a disturbed line drops the message, once") {
    const auto drops = [](std::initializer_list<Octets> received) {
        Line line;
        for (const Octets& each : received) CHECK_FALSE(line.take(each));
        CHECK(line.blocks.incomplete() == 1);
        CHECK_FALSE(line.take(block(1, false, "0F")));
        CHECK(line.take(block(2, true, "01")) == octets("0F01"));
        CHECK(line.blocks.incomplete() == 1);
    };
    drops({block(1, false, "0F"), block(2, false, "02"), block(2, false, "02"),
           block(4, true, "04")});
    drops({block(1, false, "0F"), block(3, true, "03")});
    drops({block(2, false, "02"), block(3, true, "03")});
    Line line;
    CHECK_FALSE(line.take(block(1, false, "0F")));
    CHECK_FALSE(line.take(block(2, true, "02"), true));
    CHECK(line.blocks.incomplete() == 1);
}

TEST_CASE("block 1 starts anew") {
    Line line;
    CHECK_FALSE(line.take(block(1, false, "0F")));
    CHECK_FALSE(line.take(block(1, false, "0E")));
    CHECK(line.take(block(2, true, "02")) == octets("0E02"));
    CHECK(line.blocks.incomplete() == 1);
}

TEST_CASE("a block whose length is not its own, and one that does not fit, drop the message") {
    Line line;
    CHECK_FALSE(line.take(block(1, false, "0F")));
    Octets wrong = block(2, true, "0203");
    wrong[6] = 1;
    CHECK_FALSE(line.take(wrong));
    CHECK(line.blocks.incomplete() == 1);
    Line small;
    for (std::uint8_t number = 1; number < 9; ++number) {
        CHECK_FALSE(small.take(block(number, false, "000102030405060708090A0B0C0D0E0F")));
    }
    CHECK(small.blocks.incomplete() == 1);
}

TEST_CASE("a block cut anywhere is none") {
    const Octets whole = block(1, true, "0F4000");
    for (std::size_t size = 1; size < whole.size(); ++size) {
        CAPTURE(size);
        Line line;
        CHECK_FALSE(
            line.take(Octets(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size))));
    }
}
