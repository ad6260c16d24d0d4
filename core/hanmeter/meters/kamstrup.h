// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "hanmeter/values/reading.h"

namespace hanmeter::meters {

// Kamstrup's lists carry no scales. Kamstrup's HAN-NVE and OMNIPOWER HAN descriptions give them:
//
//   power          1 W, 1 var
//   current        0.01 A; CT meters (type 685...) send mA: assumed
//   voltage        1 V; above 1000 it is 0.01 V, as the Danish type of 2025 sends it: assumed
//   power factor   0.01, which only the Danish description gives: assumed
//   energy         10 Wh, 10 varh in Norway and Denmark, 1 Wh of the Swedish type
//                  6841131BN245101092; no frame tells: assumed
//
// 1-1:96.1.1 is the type of the meter.
void settle_kamstrup(std::span<values::Object> objects);

}  // namespace hanmeter::meters
