// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace hanmeter::app::manual {

// The reference of commands, options and exit statuses; docs/options.md holds it.
std::string markdown();

}  // namespace hanmeter::app::manual
