// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "app/exit_code.h"

namespace hanmeter::app {

// Why something cannot be done: a sentence for the user, and what the program leaves behind.
struct Failure {
    Exit code = Exit::other;
    std::string sentence{};
};

}  // namespace hanmeter::app
