// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/family.h"

// AM550 in Slovenia. Each is list 3 here. Form: four_wire.
namespace hanmeter::sim {

extern const Family slovenia;              // structures with codes
extern const Family slovenia_by_position;  // eighteen values, every 5 s

}  // namespace hanmeter::sim
