// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "app/arguments.h"
#include "app/config/config.h"

namespace hanmeter::app::config {

// What is set by the file, by variables and by options together. A file that was not asked for need
// not be there; `found` says whether it is. Every error, a sentence each.
struct Loaded {
    Config config{};
    std::string file{};
    bool found = false;
};
tl::expected<Loaded, std::vector<std::string>> load(const Arguments& arguments);

}  // namespace hanmeter::app::config
