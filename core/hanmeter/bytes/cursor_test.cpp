// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/bytes/cursor.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "support/octets.h"

using namespace hanmeter::bytes;
using hanmeter::tests::octets;

TEST_CASE("numbers are read big endian, front to back") {
    const auto data = octets("01 0203 04050607 08090A0B0C0D0E0F 1011");
    Cursor cursor{data};
    CHECK(*cursor.u8() == 0x01);
    CHECK(*cursor.u16_be() == 0x0203);
    CHECK(*cursor.u32_be() == 0x04050607U);
    CHECK(*cursor.u64_be() == 0x08090A0B0C0D0E0FU);
    CHECK(*cursor.u16_le() == 0x1110);
    CHECK(cursor.at_end());
    CHECK(cursor.offset() == data.size());
}

TEST_CASE("the highest bits stay what they are") {
    const auto data = octets("FF FFFE FFFFFFFD FFFFFFFFFFFFFFFC");
    Cursor cursor{data};
    CHECK(*cursor.u8() == 0xFF);
    CHECK(*cursor.u16_be() == 0xFFFE);
    CHECK(*cursor.u32_be() == 0xFFFFFFFDU);
    CHECK(*cursor.u64_be() == 0xFFFFFFFFFFFFFFFCU);
}

TEST_CASE("what does not fit says where it began and moves nothing") {
    const auto data = octets("AA 01020304050607");
    for (std::size_t there = 0; there < 8; ++there) {
        Cursor cursor{Bytes{data}.first(1 + std::min<std::size_t>(there, 7))};
        REQUIRE(cursor.u8());
        const auto refused = [&](const auto& read) {
            CHECK_FALSE(read);
            CHECK(read.fault() == Fault{Error::truncated, 1});
            CHECK(cursor.offset() == 1);
        };
        if (there < 1) refused(cursor.u8());
        if (there < 1) refused(cursor.peek());
        if (there < 2) refused(cursor.u16_be());
        if (there < 2) refused(cursor.u16_le());
        if (there < 4) refused(cursor.u32_be());
        refused(cursor.u64_be());
        refused(cursor.take(there + 1));
        refused(cursor.take(static_cast<std::size_t>(-1)));
    }
}

TEST_CASE("peek leaves the byte where it is, take and rest give views of the input") {
    const auto data = octets("0102030405");
    Cursor cursor{data};
    CHECK(*cursor.peek() == 1);
    CHECK(cursor.offset() == 0);
    const auto taken = cursor.take(2);
    REQUIRE(taken);
    CHECK(taken->data() == data.data());
    CHECK(taken->size() == 2);
    CHECK(cursor.rest().data() == data.data() + 2);
    CHECK(cursor.remaining() == 3);
    CHECK(cursor.take(0)->empty());
    CHECK(cursor.take(3)->size() == 3);
    CHECK(cursor.at_end());
    CHECK(cursor.take(0));
}

TEST_CASE("a cursor over nothing is at its end") {
    Cursor cursor{Bytes{}};
    CHECK(cursor.at_end());
    CHECK(cursor.remaining() == 0);
    CHECK_FALSE(cursor.u8());
    CHECK(cursor.rest().empty());
}
