// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/energy/average.h"

namespace hanmeter::energy {
namespace {

constexpr std::int64_t microjoules_per_wh = 3'600'000'000;
constexpr std::int64_t microjoules_per_mwh = microjoules_per_wh / 1000;

}  // namespace

PowerAverageStep collect(const PowerAverage& so_far, values::Instant time, std::int64_t milliwatts,
                         std::int64_t at_least) {
    if (!so_far.since) return {{.since = time}};
    PowerAverage next = so_far;
    if (__builtin_add_overflow(next.sum_milliwatts, milliwatts, &next.sum_milliwatts)) {
        return {{.since = time}};
    }
    ++next.count;
    const std::int64_t elapsed = time.milliseconds - so_far.since->milliseconds;
    if (elapsed < 0) {
        next.since = time;
        return {next};
    }
    if (elapsed < at_least) return {next};
    return {{.since = time}, next.sum_milliwatts / next.count / 1000};
}

EnergySum integrate(const EnergySum& so_far, values::Instant time, std::int64_t milliwatts) {
    EnergySum next = so_far;
    next.until = time;
    if (!so_far.until) return next;
    const std::int64_t elapsed = time.milliseconds - so_far.until->milliseconds;
    if (elapsed < 0 || elapsed > EnergySum::longest_gap) {
        next.complete = false;
        return next;
    }
    const std::int64_t microjoules = next.microjoules + milliwatts * elapsed;
    next.watt_hours += microjoules / microjoules_per_wh;
    next.microjoules = microjoules % microjoules_per_wh;
    return next;
}

values::Decimal watt_hours(const EnergySum& sum) {
    return values::Decimal::of_signed(sum.watt_hours * 1000 + sum.microjoules / microjoules_per_mwh,
                                      -3);
}

}  // namespace hanmeter::energy
