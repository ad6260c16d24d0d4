// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

#include "app/arguments.h"
#include "app/exit_code.h"

namespace hanmeter::app {

// The whole program: `words` are its arguments without its own name.
Exit run(std::span<const std::string> words, Environment environment);

}  // namespace hanmeter::app
