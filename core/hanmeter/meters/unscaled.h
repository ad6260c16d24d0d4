// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "hanmeter/values/reading.h"

namespace hanmeter::meters {

// Scales of lists that name their registers and say no scale (Landis+Gyr and Iskra push lists, the
// lists of Steiermark and of the Czech Republic). What captures and the makers' papers agree on is
// Scale::list, the rest a rule, Scale::assumed:
//
//   power, energy   1 W, 1 Wh and their like
//   current         0.01 A in 16 bits, in wider types 1 A, as the E570 sends it: assumed
//   voltage         1 V up to 1000, 0.1 V above: assumed, since the E450 sends the one, the E360
//   and
//                   Iskra the other
//   power factor    0.001: assumed
//   limits          1 W: assumed
void settle_unscaled(std::span<values::Object> objects);

}  // namespace hanmeter::meters
