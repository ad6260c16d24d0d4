// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/captures/log_time.h"

#include <doctest/doctest.h>

#include <array>
#include <string>

using namespace hanmeter;
using captures::LogTime;

namespace {

LogTime log(std::string_view zone) {
    return LogTime{io::TimeZone::named(zone).value()};
}

std::string told(LogTime& time, std::string_view line) {
    const auto moment = time.take(line);
    if (!moment) return "none";
    std::array<char, values::Instant::max_text> room;
    bytes::TextWriter out{room};
    moment->write(out);
    return std::string{out.view()};
}

std::string told(std::string_view zone, std::string_view line) {
    LogTime time = log(zone);
    return told(time, line);
}

}  // namespace

TEST_CASE("the ways in which programs write a time") {
    CHECK(told("UTC", "2021-03-24T08:00:00.123Z 7EA0") == "2021-03-24T08:00:00.123Z");
    CHECK(told("UTC", "2021-03-24 08:00:00,123 INFO 7E") == "2021-03-24T08:00:00.123Z");
    CHECK(told("UTC", "[2021/03/24 08:00:00] x") == "2021-03-24T08:00:00.000Z");
    CHECK(told("UTC", "24.03.2021 08:00:00: 7E") == "2021-03-24T08:00:00.000Z");
    CHECK(told("UTC", "meter: 2021-03-24 08:00:00 7E") == "2021-03-24T08:00:00.000Z");
    CHECK(told("UTC", "1616572800.25: 7E A0") == "2021-03-24T08:00:00.250Z");
    CHECK(told("UTC", "1616572800250 7E A0") == "2021-03-24T08:00:00.250Z");
}

TEST_CASE("a zone of its own goes before the one that is given") {
    CHECK(told("Europe/Oslo", "2021-03-24T08:00:00Z") == "2021-03-24T08:00:00.000Z");
    CHECK(told("Europe/Oslo", "2021-03-24T08:00:00+05:30") == "2021-03-24T02:30:00.000Z");
    CHECK(told("Europe/Oslo", "2021-03-24T08:00:00-0100") == "2021-03-24T09:00:00.000Z");
    CHECK(told("Europe/Oslo", "2021-03-24 08:00:00") == "2021-03-24T07:00:00.000Z");
    CHECK(told("Europe/Oslo", "2021-07-24 08:00:00") == "2021-07-24T06:00:00.000Z");
}

TEST_CASE("around a change of the clock") {
    CHECK(told("Europe/Oslo", "2021-03-28 02:30:00") == "none");                      // skipped
    CHECK(told("Europe/Oslo", "2021-10-31 02:30:00") == "2021-10-31T00:30:00.000Z");  // the first
}

TEST_CASE("a time alone counts from the date that was seen, over midnight") {
    LogTime time = log("UTC");
    CHECK(told(time, "08:00:00 7E A0") == "none");
    CHECK(told(time, "2021-03-24 23:59:50 7E A0") == "2021-03-24T23:59:50.000Z");
    CHECK(told(time, "[23:59:55.5] 7E A0") == "2021-03-24T23:59:55.500Z");
    CHECK(told(time, "00:00:05 7E A0") == "2021-03-25T00:00:05.000Z");
    CHECK(told(time, "7E A0 00 11") == "2021-03-25T00:00:05.000Z");
    CHECK(told(time, "00:00:10 7E A0") == "2021-03-25T00:00:10.000Z");
}

TEST_CASE("what is no time") {
    for (const char* line : {"", "7E A0 D2 41 08 83", "7ea0d24108831382", "126,160,210,65,8,131",
                             "2021-13-24 08:00:00", "2021-03-24 25:00:00", "2021-03-24", "12:30",
                             "1616572800", "0000: 7e a0 d2"}) {
        CAPTURE(line);
        CHECK(told("UTC", line) == "none");
    }
}

TEST_CASE("a zone that there is not") {
    const auto zone = io::TimeZone::named("Europe/Atlantis");
    REQUIRE_FALSE(zone);
    CHECK(zone.error() ==
          "there is no time zone Europe/Atlantis: write it as in Europe/Oslo, UTC, or local");
}
