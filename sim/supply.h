// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/family.h"
#include "sim/load.h"

namespace hanmeter::sim {

// What a meter measures of a house: voltages that wander and sag by the current in the service
// cable, currents, sums. Leaves clock and energies of the snapshot as they are. A meter that sums
// reactive power line by line may show both directions of it at once.
void measure(Snapshot& snapshot, values::Instant instant, const LoadOptions& options, Form form,
             bool reactive_by_line);

// The whole part of a square root.
std::int64_t square_root(std::int64_t square);

}  // namespace hanmeter::sim
