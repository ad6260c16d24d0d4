// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/bytes/text_writer.h"

#include <doctest/doctest.h>

#include <array>
#include <limits>
#include <string>

#include "support/octets.h"

using hanmeter::bytes::TextWriter;
using hanmeter::tests::octets;

namespace {

template <class Write>
std::string text(Write write) {
    std::array<char, 64> room;
    TextWriter out{room};
    write(out);
    CHECK_FALSE(out.overflowed());
    return std::string{out.view()};
}

}  // namespace

TEST_CASE("unsigned numbers, with zeros in front where asked for") {
    CHECK(text([](TextWriter& out) { out.put_unsigned(0); }) == "0");
    CHECK(text([](TextWriter& out) { out.put_unsigned(7, 2); }) == "07");
    CHECK(text([](TextWriter& out) { out.put_unsigned(2026, 4); }) == "2026");
    CHECK(text([](TextWriter& out) { out.put_unsigned(12345, 2); }) == "12345");
    CHECK(text([](TextWriter& out) { out.put_unsigned(1, 20); }) == "00000000000000000001");
    CHECK(text([](TextWriter& out) {
              out.put_unsigned(std::numeric_limits<std::uint64_t>::max());
          }) == "18446744073709551615");
}

TEST_CASE("signed numbers to their ends") {
    CHECK(text([](TextWriter& out) { out.put_signed(0); }) == "0");
    CHECK(text([](TextWriter& out) { out.put_signed(-1); }) == "-1");
    CHECK(text([](TextWriter& out) { out.put_signed(std::numeric_limits<std::int64_t>::min()); }) ==
          "-9223372036854775808");
    CHECK(text([](TextWriter& out) { out.put_signed(std::numeric_limits<std::int64_t>::max()); }) ==
          "9223372036854775807");
}

TEST_CASE("hex is lower case") {
    CHECK(text([](TextWriter& out) { out.put_hex(octets("00A5FF")); }) == "00a5ff");
    CHECK(text([](TextWriter& out) { out.put_hex(octets("00A5FF"), ' '); }) == "00 a5 ff");
    CHECK(text([](TextWriter& out) { out.put_hex({}); }).empty());
    CHECK(text([](TextWriter& out) { out.put_hex_u16(0x0C4E); }) == "0c4e");
}

TEST_CASE("what fits exactly does not overflow, one more does") {
    std::array<char, 5> room;
    TextWriter out{room};
    out.put("ab").put_unsigned(12).put('c');
    CHECK(out.view() == "ab12c");
    CHECK_FALSE(out.overflowed());
    out.put("");
    CHECK_FALSE(out.overflowed());
    out.put('d');
    CHECK(out.overflowed());
    CHECK(out.view() == "ab12c");
    out.clear();
    CHECK(out.view().empty());
    CHECK_FALSE(out.overflowed());
}

TEST_CASE("nothing is written past the room, whatever its size") {
    for (std::size_t size = 0; size <= 20; ++size) {
        std::array<char, 32> room;
        room.fill('#');
        TextWriter out{std::span{room}.first(size)};
        out.put("text").put_signed(-12345).put_hex(octets("ABCDEF"), ':');
        const std::string all = "text-12345ab:cd:ef";
        CHECK(out.view() == all.substr(0, std::min(size, all.size())));
        CHECK(out.overflowed() == (size < all.size()));
        for (std::size_t i = size; i < room.size(); ++i) REQUIRE(room[i] == '#');
    }
}
