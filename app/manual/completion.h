// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace hanmeter::app::manual {

// A completion script for `bash`, `zsh` or `fish`; empty for any other shell.
std::string completion(std::string_view shell);

}  // namespace hanmeter::app::manual
