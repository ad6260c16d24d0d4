// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/io/url.h"

#include <doctest/doctest.h>

using hanmeter::io::HttpUrl;

TEST_CASE("a URL is taken apart") {
    const auto url = HttpUrl::parse("http://me:s%3Aecret@box.lan:8081/domoticz/");
    REQUIRE(url);
    CHECK_FALSE(url->secure);
    CHECK(url->host == "box.lan");
    CHECK(url->port == 8081);
    CHECK(url->path == "/domoticz");
    CHECK(url->user == "me");
    CHECK(url->password == "s:ecret");
}

TEST_CASE("what is left out has its usual value") {
    CHECK(HttpUrl::parse("http://box")->port == 80);
    CHECK(HttpUrl::parse("https://box/")->port == 443);
    CHECK(HttpUrl::parse("https://box")->secure);
    CHECK(HttpUrl::parse("box:8080")->shown() == "http://box:8080");
    CHECK(HttpUrl::parse("127.0.0.1")->shown() == "http://127.0.0.1:80");
    CHECK(HttpUrl::parse("http://me@box")->password.empty());
}

TEST_CASE("an IPv6 address stands in brackets") {
    const auto url = HttpUrl::parse("http://[fe80::1]:8080");
    REQUIRE(url);
    CHECK(url->host == "fe80::1");
    CHECK(url->shown() == "http://[fe80::1]:8080");
    CHECK(HttpUrl::parse("http://[::1]")->port == 80);
}

TEST_CASE("a password may hold an @ and is never shown") {
    const auto url = HttpUrl::parse("http://me:p@ss@box:1/x");
    REQUIRE(url);
    CHECK(url->password == "p@ss");
    CHECK(url->shown() == "http://box:1/x");
}

TEST_CASE("what is no URL of HTTP is none") {
    for (const char* text :
         {"", "http://", "ftp://box", "mqtt://box", "http://box:0", "http://box:65536",
          "http://box:", "http://box:8o80", "http://:8080", "http://bo x", "http://box/a?b=c",
          "http://box/a#b", "http://[::1", "http://[]:80", "http://[::1]80", "http://[box]",
          "http://box/a\r\nX: y", "http://bo%41x"}) {
        CAPTURE(text);
        CHECK_FALSE(HttpUrl::parse(text));
    }
}

TEST_CASE("a percent sign that begins no code stays") {
    CHECK(HttpUrl::parse("http://a%4:b%zz@box")->user == "a%4");
    CHECK(HttpUrl::parse("http://a%4:b%zz@box")->password == "b%zz");
    CHECK(HttpUrl::parse("http://a:%41%@box")->password == "A%");
}
