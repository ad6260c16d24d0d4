// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/energy/running_sums.h"

#include "hanmeter/energy/amount.h"

namespace hanmeter::energy {
namespace {

void add_newest_power(RunningSums& sums, const values::Reading& reading) {
    const auto time = moment(reading);
    if (!time || !sums.power_milliwatts) return;
    const PowerAverageStep step = collect(sums.average, *time, *sums.power_milliwatts);
    sums.average = step.next;
    sums.average_watts = step.watts;
    sums.energy = integrate(sums.energy, *time, *sums.power_milliwatts);
}

void compare_with_register(RunningSums& sums, std::int64_t newest) {
    if (sums.register_wh) {
        sums.check = RegisterCheck{.register_wh = newest - *sums.register_wh,
                                   .integrated_wh = watt_hours(sums.energy),
                                   .complete = sums.energy.complete && sums.whole_period};
    }
    sums.register_wh = newest;
    sums.whole_period = sums.energy.until.has_value();
    sums.energy = {.until = sums.energy.until};
}

}  // namespace

RunningSums add(const RunningSums& so_far, const values::Reading& reading) {
    RunningSums sums = so_far;
    sums.average_watts.reset();
    sums.check.reset();
    sums.power_milliwatts = import_milliwatts(reading);
    add_newest_power(sums, reading);
    if (const auto newest = import_watt_hours(reading)) compare_with_register(sums, *newest);
    return sums;
}

}  // namespace hanmeter::energy
