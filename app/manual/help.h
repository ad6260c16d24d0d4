// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "app/command_list.h"

namespace hanmeter::app::manual {

// `hanmeter --help`: the commands, then all of `read`, which is what comes without a command.
std::string overview();

// `hanmeter COMMAND --help`.
std::string help(const Command& command);

}  // namespace hanmeter::app::manual
