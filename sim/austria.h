// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/family.h"

// The lists of Austria's network operators ("Oesterreichs Energie", and the operators' own papers).
// Each is one list, which is list 3 here. Form: four_wire.
namespace hanmeter::sim {

extern const Family netz_noe;        // clock, codes with values and scales, the number last
extern const Family salzburg_tirol;  // clock, then structures
extern const Family steiermark;      // clock, codes with values
extern const Family wiener_netze;    // clock, eight values by position
extern const Family netz_ooe;        // M-Bus records
extern const Family burgenland;      // fourteen values by position

}  // namespace hanmeter::sim
