// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hanmeter/energy/average.h"
#include "hanmeter/values/reading.h"

namespace hanmeter::energy {

// What lies between two readings of the meter's energy register: by the register, and by adding up
// the powers. They agree within the register's resolution when no reading was missed.
struct RegisterCheck {
    std::int64_t register_wh = 0;  // newest less the one before
    values::Decimal integrated_wh{};
    bool complete = true;  // false: EnergySum left something out
};

// The sums that `-v` shows, of one meter.
struct RunningSums {
    PowerAverage average{};
    EnergySum energy{};  // since the register was last seen, or since the first power
    std::optional<std::int64_t> register_wh{};  // as last seen
    bool whole_period = false;                  // `energy` began at a reading of the register

    // Of the newest reading only:
    std::optional<std::int64_t> power_milliwatts{};
    std::optional<std::int64_t> average_watts{};  // an average of at least 30 s became complete
    std::optional<RegisterCheck> check{};         // it held the register, as one before it did
};

// A reading without a time (energy::moment) changes the register only.
RunningSums add(const RunningSums& so_far, const values::Reading& reading);

}  // namespace hanmeter::energy
