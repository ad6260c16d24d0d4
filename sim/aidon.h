// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/family.h"

namespace hanmeter::sim {

// Norway, AIDON_V0001 ("Aidon HAN Interface Description" 1.1A): list 1 is the power, list 2 what is
// now, list 3 with clock and registers in tens of Wh. Forms: one_phase, three_wire, four_wire.
extern const Family aidon;

// Sweden, AIDON_H0001 ("Aidon RJ12 HAN interface description" 1.6P): one list of 27 objects with
// the powers of every phase, which is list 3 here. Form: four_wire.
extern const Family aidon_sweden;

}  // namespace hanmeter::sim
