// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/io/listen.h"

#include <doctest/doctest.h>

using namespace hanmeter;

TEST_CASE("where to listen, as people write it") {
    const auto told = [](std::string_view text) {
        const auto address = io::listen_address_from(text);
        return address ? io::text(*address) : address.error();
    };
    CHECK(told(":8481") == ":8481");
    CHECK(told("127.0.0.1:8481") == "127.0.0.1:8481");
    CHECK(told("[::1]:8481") == "[::1]:8481");
    CHECK(told("localhost:8481") == "127.0.0.1:8481");
    CHECK(told("meter.example:8481") ==
          "meter.example is no address of this machine: write it in digits, or :8481 for all");
    CHECK_FALSE(io::listen_address_from("8481"));
    CHECK_FALSE(io::listen_address_from(":0x"));
}
