// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "app/arguments.h"
#include "app/failure.h"
#include "hanmeter/messages/cosem/ciphering.h"

namespace hanmeter::app {

// `[TITLE=]KEY`: KEY is 32 hex digits (64 for suite 2), among which blanks, colons, dashes and 0x
// may stand, or @FILE, whose first line is that; TITLE is a system title, 16 hex digits or eight
// characters. What is wrong is told without a digit of the key.
tl::expected<messages::cosem::Key, Failure> parse_key(std::string_view word,
                                                      messages::cosem::Key::Use use);

// All of --key and --auth-key.
tl::expected<std::vector<messages::cosem::Key>, Failure> keys_of(const Arguments& arguments);

// Overwrites keys and passwords, also those in addresses, which every user can see in the list of
// processes.
void hide_secrets(int argc, char** argv);

}  // namespace hanmeter::app
