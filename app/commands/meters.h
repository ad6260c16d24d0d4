// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/arguments.h"
#include "app/exit_code.h"

namespace hanmeter::app::commands {

// Prints the families of meters that are known, all or those in which the operands stand.
Exit meters(const Arguments& arguments);

}  // namespace hanmeter::app::commands
