// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/arguments.h"
#include "app/exit_code.h"

namespace hanmeter::app::commands {

// Writes what one input receives, with the time of each piece, as a pcapng recording.
Exit record(const Arguments& arguments);

}  // namespace hanmeter::app::commands
