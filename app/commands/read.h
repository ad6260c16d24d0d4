// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/arguments.h"
#include "app/exit_code.h"

namespace hanmeter::app::commands {

// Reads meters or captures and writes what they say.
Exit read(const Arguments& arguments);

}  // namespace hanmeter::app::commands
