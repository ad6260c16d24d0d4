// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/values/date_time.h"

#include <doctest/doctest.h>

#include "support/octets.h"

using hanmeter::tests::octets;
using hanmeter::tests::written;
using hanmeter::values::DateTime;
using hanmeter::values::Instant;

namespace {

DateTime clock_of(std::string_view hex) {
    return DateTime::from(octets(hex));
}

DateTime day(std::uint16_t year, std::uint8_t month, std::uint8_t day) {
    return {.year = year, .month = month, .day = day, .hour = 0, .minute = 0, .second = 0};
}

}  // namespace

TEST_CASE("twelve octets of a published frame") {
    // Tuesday 2021-03-23 19:26:58, no hundredths, no deviation.
    const DateTime time = clock_of("07E5 03 17 02 13 1A 3A FF 8000 00");
    CHECK(time.year == 2021);
    CHECK(time.month == 3);
    CHECK(time.day == 23);
    CHECK(time.weekday == 2);
    CHECK(time.hour == 19);
    CHECK(time.minute == 26);
    CHECK(time.second == 58);
    CHECK(time.hundredths == DateTime::unspecified);
    CHECK(time.possible());
    CHECK(written(time) == "2021-03-23T19:26:58");
    CHECK_FALSE(time.utc_deviation_minutes());
    CHECK(time.clock_status() == 0);
    CHECK(time.dst() == false);
}

TEST_CASE("the deviation is signed, and absent outside of half a day") {
    CHECK(clock_of("07E5091B01092F0F00 FF88 80").utc_deviation_minutes() == -120);
    CHECK(clock_of("07E5091B01092F0F00 FFC4 80").utc_deviation_minutes() == -60);
    CHECK(clock_of("07E5091B01092F0F00 0000 80").utc_deviation_minutes() == 0);
    CHECK(clock_of("07E5091B01092F0F00 02D0 80").utc_deviation_minutes() == 720);
    CHECK(clock_of("07E5091B01092F0F00 FD30 80").utc_deviation_minutes() == -720);
    CHECK_FALSE(clock_of("07E5091B01092F0F00 02D1 80").utc_deviation_minutes());
    CHECK_FALSE(clock_of("07E5091B01092F0F00 FD2F 80").utc_deviation_minutes());
    CHECK_FALSE(clock_of("07E5091B01092F0F00 8000 80").utc_deviation_minutes());
}

TEST_CASE("the status tells of daylight saving, unless it is not specified") {
    CHECK(clock_of("07E5091B01092F0F00 FF88 80").dst() == true);
    CHECK(clock_of("07E5091B01092F0F00 FF88 81").dst() == true);
    CHECK(clock_of("07E5091B01092F0F00 FF88 02").dst() == false);
    CHECK(clock_of("07E5091B01092F0F00 FF88 02").clock_status() == 2);
    CHECK_FALSE(clock_of("07E5091B01092F0F00 FF88 FF").dst());
    CHECK_FALSE(clock_of("07E5091B01092F0F00 FF88 FF").clock_status());
}

TEST_CASE("hundredths are written where the meter fills them in") {
    CHECK(written(clock_of("07E60B16020E0813 19 8000 00")) == "2022-11-22T14:08:19.25");
    CHECK(written(clock_of("07E60B16020E0813 05 8000 00")) == "2022-11-22T14:08:19.05");
    CHECK(written(clock_of("07E60B16020E0813 00 8000 00")) == "2022-11-22T14:08:19");
    CHECK(written(clock_of("07E60B16020E0813 FF 8000 00")) == "2022-11-22T14:08:19");
    CHECK(written(clock_of("07E60B16020E0813 64 8000 00")) == "2022-11-22T14:08:19");
    CHECK(written(clock_of("07E60B16020E0813 63 8000 00")).size() == DateTime::max_text);
}

TEST_CASE("a weekday of 0, and a second that is not specified, are possible") {
    const DateTime time = clock_of("07E5 03 18 00 08 00 FF 00 0000 00");
    CHECK(time.possible());
    CHECK(written(time) == "2021-03-24T08:00:00");
}

TEST_CASE("a field that is not specified or out of range makes a time impossible") {
    for (const char* hex : {
             "FFFF 03 17 02 13 1A 3A FF 8000 00",
             "07E5 FF 17 02 13 1A 3A FF 8000 00",
             "07E5 03 FF 02 13 1A 3A FF 8000 00",
             "07E5 03 17 02 FF 1A 3A FF 8000 00",
             "07E5 03 17 02 13 FF 3A FF 8000 00",
             "07E5 FD 17 02 13 1A 3A FF 8000 00",
             "07E5 03 FE 02 13 1A 3A FF 8000 00",
             "07E5 00 17 02 13 1A 3A FF 8000 00",
             "07E5 0D 17 02 13 1A 3A FF 8000 00",
             "07E5 03 00 02 13 1A 3A FF 8000 00",
             "07E5 03 20 02 13 1A 3A FF 8000 00",
             "07E5 03 17 02 18 1A 3A FF 8000 00",
             "07E5 03 17 02 13 3C 3A FF 8000 00",
             "07E5 03 17 02 13 1A 3C FF 8000 00",
             "000000000000000000000000",
             "FFFFFFFFFFFFFFFFFFFFFFFF",
         }) {
        CAPTURE(hex);
        CHECK_FALSE(clock_of(hex).possible());
    }
    CHECK_FALSE(DateTime{}.possible());
}

TEST_CASE("the calendar from 1970 to 2099") {
    CHECK(day(1970, 1, 1).possible());
    CHECK_FALSE(day(1969, 12, 31).possible());
    CHECK(day(2099, 12, 31).possible());
    CHECK_FALSE(day(2100, 1, 1).possible());
    CHECK(day(2024, 2, 29).possible());
    CHECK(day(2000, 2, 29).possible());
    CHECK_FALSE(day(2023, 2, 29).possible());
    CHECK_FALSE(day(2024, 2, 30).possible());
    CHECK(day(2023, 4, 30).possible());
    constexpr std::uint8_t last[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    for (std::uint8_t month = 1; month <= 12; ++month) {
        CHECK(day(2025, month, last[month - 1]).possible());
        CHECK_FALSE(day(2025, month, static_cast<std::uint8_t>(last[month - 1] + 1)).possible());
    }
}

TEST_CASE("moments on the host's clock that other programs agree about") {
    CHECK(written(Instant{0}) == "1970-01-01T00:00:00.000Z");
    CHECK(written(Instant{-1}) == "1969-12-31T23:59:59.999Z");
    CHECK(written(Instant{951'782'400'000}) == "2000-02-29T00:00:00.000Z");
    CHECK(written(Instant{951'868'800'000}) == "2000-03-01T00:00:00.000Z");
    CHECK(written(Instant{1'000'000'000'123}) == "2001-09-09T01:46:40.123Z");
    CHECK(written(Instant{1'234'567'890'000}) == "2009-02-13T23:31:30.000Z");
    CHECK(written(Instant{1'709'164'800'000}) == "2024-02-29T00:00:00.000Z");
    CHECK(written(Instant{1'735'689'599'999}) == "2024-12-31T23:59:59.999Z");
    CHECK(written(Instant{2'147'483'647'000}) == "2038-01-19T03:14:07.000Z");
    CHECK(written(Instant{4'102'444'800'000}) == "2100-01-01T00:00:00.000Z");
    CHECK(written(Instant{253'402'300'799'999}) == "9999-12-31T23:59:59.999Z");
    CHECK(written(Instant{253'402'300'799'999}).size() == Instant::max_text);
}
