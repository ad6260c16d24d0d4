// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "hanmeter/energy/running_sums.h"

namespace hanmeter::app::reading {

// What -v says behind a reading: one line each for the mean power and for the comparison with the
// meter's register, where the reading completed one; else nothing.
//
//   power 812 W on average over at least 30 s
//   energy 1210 Wh by the register, 1208.713 Wh by adding up the power
std::string tell(const energy::RunningSums& sums);

}  // namespace hanmeter::app::reading
