// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/family.h"

// What comes as P1 text or in SML. Each is list 3 here. Form: four_wire.
namespace hanmeter::sim {

extern const Family dsmr;     // the Netherlands, DSMR 5, with a gas meter
extern const Family sweden;   // the recommendation of Energiföretagen, also Finland and Denmark
extern const Family totals;   // registers without tariffs: Luxembourg, Lithuania, Slovenia
extern const Family germany;  // SML, as basic meters send it

}  // namespace hanmeter::sim
