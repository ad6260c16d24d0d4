// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace hanmeter::app {

// Whether to write colours to a descriptor. `when`: auto, always or never. auto: on a terminal that
// can, where NO_COLOR is not set (or empty).
bool colour_wanted(std::string_view when, int descriptor);

}  // namespace hanmeter::app
