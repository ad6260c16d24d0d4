// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace hanmeter::captures {

// The bytes that an argument of the command line spells in hex; absent if it is anything else or
// less than 8 bytes. Written in any way that words.h knows: blanks, colons, commas, 0x ...; it may
// be broken in the middle of a byte, as a terminal breaks a long line.
std::optional<std::vector<std::uint8_t>> hex_argument(std::string_view argument);

}  // namespace hanmeter::captures
