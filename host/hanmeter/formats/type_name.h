// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace hanmeter::formats {

// The name of an A-XDR tag in the words of the Green Book (`double-long-unsigned`); empty for a tag
// that names no type.
std::string_view type_name(std::uint8_t tag);

}  // namespace hanmeter::formats
