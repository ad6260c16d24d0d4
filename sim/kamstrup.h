// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/family.h"

namespace hanmeter::sim {

// Norway, Kamstrup_V0001 ("HAN-NVE interface description" 3.1): list 2 every 10 s, list 3 hourly,
// no list 1; currents in 0.01 A, whole volts, registers in tens of Wh. Forms: one_phase (the places
// of the other phases are kept free), four_wire, one_quadrant (list 3 only).
extern const Family kamstrup;

// Denmark: one list with the powers of every phase, which is list 3 here. Form: four_wire.
extern const Family kamstrup_denmark;

}  // namespace hanmeter::sim
