// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "app/exit_code.h"

namespace hanmeter::app {

// A sentence as it stands on standard error: `hanmeter: ` in front but in the journal, which says
// that itself, and a full stop unless it has its end already.
std::string spoken(std::string_view sentence);

// Writes an error, spoken, to standard error; gives `code` back.
Exit complain(Exit code, std::string_view sentence);

// Writes a page of help to standard output; Exit::ok also where nobody reads it to its end.
Exit print_page(std::string_view page);

// For a command that a later version will have.
Exit complain_reserved(std::string_view name);

}  // namespace hanmeter::app
