// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <system_error>

#include "hanmeter/io/serial_port.h"

namespace hanmeter::io {

// Why opening the port at `path` failed, and what its owner can do about it.
SerialError explain_open(const std::string& path, std::error_code why, const SystemRoot& root);

// Somebody else has the port; names him where /proc does.
SerialError explain_busy(const std::string& path, const SystemRoot& root);

// A port that could be opened though another program has it open too.
std::string shared_with(const std::string& path, const Holder& holder);

}  // namespace hanmeter::io
