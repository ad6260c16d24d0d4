// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "hanmeter/values/date_time.h"

namespace hanmeter::sim {

// How a meter's clock is set and what it says of itself.
struct ClockHabit {
    bool summer_time = false;  // goes by the rule of the EU; else UTC+1 all year
    bool weekday = true;       // 0 where false
    std::int16_t deviation = values::DateTime::deviation_unspecified;  // in winter, as sent
    std::uint8_t status = 0;                                           // in winter
    bool dst_in_status = false;  // bit 7 of the status in summer
};

// What the meter's clock shows. Seconds are cut; hundredths are left open.
values::DateTime clock_at(values::Instant instant, const ClockHabit& habit);

// The moment at which a clock of that habit shows `text` (`2026-01-15T00:00:00`), or nothing
// where that is not a time. Of the hour that comes twice it is the second.
std::optional<values::Instant> instant_of(std::string_view text, const ClockHabit& habit);

// 1 Monday .. 7 Sunday.
std::uint8_t weekday_of(int year, unsigned month, unsigned day);

}  // namespace hanmeter::sim
