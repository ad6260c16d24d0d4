// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hanmeter/meters/positional_list.h"

namespace hanmeter::meters {

// The positional lists that come with the program, made from the *.toml beside this file.
std::span<const PositionalList> built_in_profiles();

}  // namespace hanmeter::meters
