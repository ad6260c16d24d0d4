// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/bytes/fixed_buffer.h"

#include <doctest/doctest.h>

#include "support/octets.h"

using hanmeter::bytes::FixedBuffer;
using hanmeter::tests::Octets;
using hanmeter::tests::octets;

namespace {

Octets held(const FixedBuffer& buffer) {
    return {buffer.view().begin(), buffer.view().end()};
}

}  // namespace

TEST_CASE("what does not fit is refused as a whole") {
    Octets room(4);
    FixedBuffer buffer{room};
    CHECK(buffer.empty());
    CHECK(buffer.append(octets("010203")));
    CHECK(buffer.free() == 1);
    CHECK_FALSE(buffer.append(octets("0405")));
    CHECK(held(buffer) == octets("010203"));
    CHECK(buffer.append(octets("04")));
    CHECK(buffer.free() == 0);
    CHECK(buffer.append({}));
    CHECK_FALSE(buffer.append(octets("05")));
    CHECK(held(buffer) == octets("01020304"));
}

TEST_CASE("the front is given up and the rest moves there") {
    Octets room(8);
    FixedBuffer buffer{room};
    REQUIRE(buffer.append(octets("010203040506")));
    buffer.drop_front(0);
    CHECK(held(buffer) == octets("010203040506"));
    buffer.drop_front(2);
    CHECK(held(buffer) == octets("03040506"));
    CHECK(buffer.append(octets("0708")));
    CHECK(held(buffer) == octets("030405060708"));
    buffer.drop_front(6);
    CHECK(buffer.empty());
    CHECK(buffer.free() == 8);
}

TEST_CASE("a cleared buffer and one without room") {
    Octets room(2);
    FixedBuffer buffer{room};
    REQUIRE(buffer.append(octets("0102")));
    buffer.clear();
    CHECK(buffer.size() == 0);
    CHECK(buffer.append(octets("0304")));
    CHECK(held(buffer) == octets("0304"));

    FixedBuffer none{std::span<std::uint8_t>{}};
    CHECK(none.append({}));
    CHECK_FALSE(none.append(octets("01")));
}
