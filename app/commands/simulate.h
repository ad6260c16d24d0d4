// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/arguments.h"
#include "app/exit_code.h"

namespace hanmeter::app::commands {

// Plays a meter: pushes telegrams to standard output, a file, a pseudo-terminal or a TCP port.
Exit simulate(const Arguments& arguments);

}  // namespace hanmeter::app::commands
