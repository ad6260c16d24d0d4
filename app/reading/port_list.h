// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

#include "hanmeter/io/ports.h"

namespace hanmeter::app::reading {

// What to say when no INPUT is given: the ports found, and what to type.
std::string port_list(std::span<const io::PortInfo> ports);

}  // namespace hanmeter::app::reading
