// SPDX-License-Identifier: Apache-2.0
#include "sim/calendar.h"

#include <doctest/doctest.h>

#include <array>
#include <string>

namespace hanmeter::sim {
namespace {

std::string text(const values::DateTime& clock) {
    std::array<char, 32> room{};
    bytes::TextWriter out{room};
    clock.write(out);
    return std::string{out.view()};
}

constexpr values::Instant first_of_2026{1767225600000};  // 2026-01-01T00:00:00Z

TEST_CASE("Normal time is an hour ahead of UTC all year") {
    const ClockHabit habit;
    CHECK(text(clock_at(first_of_2026, habit)) == "2026-01-01T01:00:00");
    const values::Instant july{first_of_2026.milliseconds + 181LL * 86'400'000};
    CHECK(text(clock_at(july, habit)) == "2026-07-01T01:00:00");
}

TEST_CASE("Summer time begins and ends on the last Sundays of March and October") {
    const ClockHabit habit{.summer_time = true, .dst_in_status = true};
    // 2026-03-29T01:00:00Z and 2026-10-25T01:00:00Z.
    constexpr std::int64_t begin = 1774746000000;
    constexpr std::int64_t end = 1792890000000;
    CHECK(text(clock_at({begin - 1000}, habit)) == "2026-03-29T01:59:59");
    CHECK(clock_at({begin - 1000}, habit).status == 0x00);
    CHECK(text(clock_at({begin}, habit)) == "2026-03-29T03:00:00");
    CHECK(clock_at({begin}, habit).status == 0x80);
    CHECK(text(clock_at({end - 1000}, habit)) == "2026-10-25T02:59:59");
    CHECK(text(clock_at({end}, habit)) == "2026-10-25T02:00:00");
}

TEST_CASE("Weekdays run from Monday to Sunday") {
    CHECK(weekday_of(2026, 1, 1) == 4);
    CHECK(weekday_of(2021, 3, 23) == 2);
    CHECK(weekday_of(2023, 11, 12) == 7);
    CHECK(clock_at(first_of_2026, {}).weekday == 4);
    CHECK(clock_at(first_of_2026, {.weekday = false}).weekday == 0);
}

TEST_CASE("A time of the meter's clock is found again") {
    const ClockHabit habit{.summer_time = true};
    for (const std::string time :
         {"2026-01-15T00:00:00", "2026-07-01T12:34:56", "2026-03-29T01:59:59",
          "2026-10-25T03:00:00", "2024-02-29T23:59:59"}) {
        const auto instant = instant_of(time, habit);
        REQUIRE(instant);
        CHECK(text(clock_at(*instant, habit)) == time);
    }
    CHECK(instant_of("2026-01-01T01:00:00", {}) == first_of_2026);
}

TEST_CASE("What is not a time is refused") {
    for (const std::string time :
         {"", "2026-01-15", "2026-13-01T00:00:00", "2026-02-29T00:00:00", "2026-01-15T24:00:00",
          "2026-01-15T00:60:00", "2026-01-15 00:00:00", "2026-01-15T00:00:0x",
          "2026-01-15T00:00:00Z"}) {
        CHECK_FALSE(instant_of(time, {}));
    }
}

}  // namespace
}  // namespace hanmeter::sim
