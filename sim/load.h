// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

#include "hanmeter/values/date_time.h"

namespace hanmeter::sim {

struct LoadOptions {
    std::uint64_t seed = 1;
    std::int64_t sun_peak_w = 0;  // of a roof at noon; 0: no sun cells
    bool car = true;              // charged in most nights
};

struct LinePower {
    std::int64_t active_w = 0;      // positive towards the house
    std::int64_t reactive_var = 0;  // positive: inductive
};

using HousePower = std::array<LinePower, 3>;

// What a Norwegian house draws at a moment: what is always on, fridge and freezer, heaters, warm
// water, kettle, cooker, washing machine, a car, the sun. A pure function of seed and time, so
// that a meter that was stopped goes on as if it had not been. All in integers.
HousePower load_at(values::Instant instant, const LoadOptions& options);

// A number within -amplitude .. amplitude that wanders: drawn anew every `step` milliseconds and
// straight between. `salt` tells the curves of one seed apart.
std::int64_t wandering(values::Instant instant, std::uint64_t seed, std::uint64_t salt,
                       std::int64_t step, std::int64_t amplitude);

}  // namespace hanmeter::sim
