// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/arguments.h"
#include "app/exit_code.h"

namespace hanmeter::app::commands {

// Prints the overview, or the help of the command that the operand names.
Exit help(const Arguments& arguments);

}  // namespace hanmeter::app::commands
