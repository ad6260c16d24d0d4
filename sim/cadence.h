// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hanmeter/values/date_time.h"

namespace hanmeter::sim {

// When a meter sends which list, in milliseconds of the hour. Where two fall on one moment the
// longer list stands for both.
struct Cadence {
    std::int64_t short_every = 0;  // list 1; 0: never
    std::int64_t long_every;       // `long_list`
    int long_list = 2;
    std::int64_t hourly_at = -1;      // list 3, behind the full hour; -1: never
    bool hourly_of_the_hour = false;  // it tells of the full hour, not of the moment it is sent
};

struct Slot {
    values::Instant sent_at;
    values::Instant measured_at;
    int list;

    friend bool operator==(const Slot&, const Slot&) = default;
};

// The first slot behind `last`.
Slot slot_after(const Cadence& cadence, values::Instant last);

}  // namespace hanmeter::sim
