// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "hanmeter/values/reading.h"

namespace hanmeter::meters {

// Kaifa's Swedish list names its registers and leaves the scales out. They are those of Kaifa's
// positional lists: W, var, mA, 0.1 V, Wh, varh.
void settle_kaifa(std::span<values::Object> objects);

}  // namespace hanmeter::meters
