// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/family.h"

namespace hanmeter::sim {

// Norway, EMBRIQ_V1_1 (E350): the layout of Aidon with currents in hundredths; in a three-wire net
// the second line reads 0. Forms: three_wire, four_wire.
extern const Family landis_gyr;

}  // namespace hanmeter::sim
