// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace hanmeter::app::manual {

// hanmeter(1) as roff with the man macros.
std::string man_page(std::string_view version);

}  // namespace hanmeter::app::manual
