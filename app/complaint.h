// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "app/exit_code.h"

namespace hanmeter::app {

// Writes `hanmeter: SENTENCE.` and a newline to standard error; gives `code` back. The full stop
// is left out behind a question mark.
Exit complain(Exit code, std::string_view sentence);

// For a command that a later version will have.
Exit complain_reserved(std::string_view name);

}  // namespace hanmeter::app
