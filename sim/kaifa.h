// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/family.h"

namespace hanmeter::sim {

// Norway, KFM_001 ("Kaifa HAN OBIS codes"): values by position, currents in mA, voltages in 0.1 V.
// Forms: one_phase, three_wire (the second voltage reads 0), four_wire, wide.
extern const Family kaifa;

// Sweden: the same values behind their codes, one list with everything, which is list 3 here.
// Form: four_wire.
extern const Family kaifa_sweden;

}  // namespace hanmeter::sim
