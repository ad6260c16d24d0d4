// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/family.h"

// Lists that say what they hold in front of it, or beside it without tags. Each is list 3 here.
// Form: four_wire.
namespace hanmeter::sim {

extern const Family swiss_landis_gyr;  // E450: the objects, then their values
extern const Family swiss_iskraemeco;  // AM550: likewise
extern const Family czech_sagemcom;    // XT211: descriptors without tags

}  // namespace hanmeter::sim
