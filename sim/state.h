// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/meter.h"

namespace hanmeter::sim {

// A meter's state as a small text, so that its registers go on over restarts. A line a member, in
// this order, times in milliseconds since 1970 (UTC), registers in watt (var) milliseconds:
//
//   hanmeter-sim-state 1
//   model aidon-3p
//   last_sent 1768431610000
//   last_measured 1768431607500
//   last_measured_long 1768431600000
//   now 72000000000000 0 3600000 3600000
//   at_hour 72000000000000 0 3600000 3600000
struct SavedState {
    std::string model;
    MeterState state;
};

std::string to_text(const SavedState& saved);

// Nothing where the text is not such.
std::optional<SavedState> from_text(std::string_view text);

}  // namespace hanmeter::sim
