// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/io/tcp.h"

#include <doctest/doctest.h>

using namespace hanmeter;

TEST_CASE("an address is a host and a port") {
    const auto name = io::tcp_address_from("meter.local:8481");
    REQUIRE(name);
    CHECK(name->host == "meter.local");
    CHECK(name->port == 8481);
    CHECK(io::text(*name) == "meter.local:8481");
    const auto v4 = io::tcp_address_from("192.0.2.1:1");
    REQUIRE(v4);
    CHECK(v4->host == "192.0.2.1");
    const auto v6 = io::tcp_address_from("[2001:db8::1]:65535");
    REQUIRE(v6);
    CHECK(v6->host == "2001:db8::1");
    CHECK(v6->port == 65535);
    CHECK(io::text(*v6) == "[2001:db8::1]:65535");
}

TEST_CASE("what is no address is said with how to write one") {
    for (const char* wrong :
         {"", ":", "host", "host:", ":8481", "host:0", "host:65536", "host:-1", "host:80x",
          "2001:db8::1:80", "[::1]", "[]:80", "user@host:80", "host/path:80", "a b:80"}) {
        CAPTURE(wrong);
        const auto address = io::tcp_address_from(wrong);
        REQUIRE_FALSE(address);
        CHECK(address.error().find("HOST:PORT") != std::string::npos);
    }
}
