// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/arguments.h"
#include "app/exit_code.h"

namespace hanmeter::app::commands {

Exit export_readings(const Arguments& arguments);

}  // namespace hanmeter::app::commands
