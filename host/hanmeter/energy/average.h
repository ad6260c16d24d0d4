// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "hanmeter/values/date_time.h"
#include "hanmeter/values/decimal.h"

namespace hanmeter::energy {

// Pure functions: values in, values out. Powers are milliwatts within +-1 GW, so that no sum here
// can overflow before it is caught; times are of one clock.

// What has been collected towards the next average.
struct PowerAverage {
    std::optional<values::Instant> since{};  // absent: no power seen yet
    std::int64_t sum_milliwatts = 0;
    std::uint32_t count = 0;

    friend bool operator==(const PowerAverage&, const PowerAverage&) = default;
};

struct PowerAverageStep {
    PowerAverage next;
    std::optional<std::int64_t> watts{};  // the mean, cut to whole watts, when one is complete
};

inline constexpr std::int64_t average_milliseconds = 30'000;

//   time     0    10    20    30    40    50    60
//   power   p0    p1    p2    p3    p4    p5    p6
//            '-- (p1 + p2 + p3) / 3 -' '- (p4 + p5 + p6) / 3
//
// A power stands for the time up to its reading, so the very first one only opens the interval. An
// interval ends with the first reading that is at least `at_least` milliseconds behind its start.
// When the clock goes back the interval starts at the new time and keeps what it has collected.
PowerAverageStep collect(const PowerAverage& so_far, values::Instant time, std::int64_t milliwatts,
                         std::int64_t at_least = average_milliseconds);

// Power over time: every power counts from the reading before it to its own.
struct EnergySum {
    static constexpr std::int64_t longest_gap = 3'600'000;  // milliseconds

    std::optional<values::Instant> until{};
    std::int64_t watt_hours = 0;
    std::int64_t microjoules = 0;  // the rest, below one Wh (3,600,000,000)
    bool complete = true;  // false: a longer gap or a step back in time was left out, since nobody
                           // knows what was used in it

    friend bool operator==(const EnergySum&, const EnergySum&) = default;
};

EnergySum integrate(const EnergySum& so_far, values::Instant time, std::int64_t milliwatts);

// The sum with three digits behind the point, cut; the arithmetic before it is exact.
values::Decimal watt_hours(const EnergySum& sum);

}  // namespace hanmeter::energy
