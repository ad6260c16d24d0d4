// SPDX-License-Identifier: Apache-2.0
#include "sim/cadence.h"

namespace hanmeter::sim {
namespace {

constexpr std::int64_t hour = 3'600'000;

// The first moment behind `last` that is `offset` behind a multiple of `period`.
std::int64_t next_multiple(std::int64_t last, std::int64_t period, std::int64_t offset = 0) {
    return ((last - offset) / period + 1) * period + offset;
}

}  // namespace

Slot slot_after(const Cadence& cadence, values::Instant last) {
    std::int64_t at = next_multiple(last.milliseconds, cadence.long_every);
    int list = cadence.long_list;
    if (cadence.short_every > 0) {
        const std::int64_t next = next_multiple(last.milliseconds, cadence.short_every);
        if (next < at) {
            at = next;
            list = 1;
        }
    }
    if (cadence.hourly_at >= 0) {
        const std::int64_t next = next_multiple(last.milliseconds, hour, cadence.hourly_at);
        if (next <= at) {
            const std::int64_t of = cadence.hourly_of_the_hour ? next - cadence.hourly_at : next;
            return {.sent_at = {next}, .measured_at = {of}, .list = 3};
        }
    }
    return {.sent_at = {at}, .measured_at = {at}, .list = list};
}

}  // namespace hanmeter::sim
