// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "app/arguments.h"

namespace hanmeter::app {

// What stands beside the options of `read`.
struct Operands {
    std::vector<std::string> inputs;
    std::optional<std::uint32_t> energy_idx{};
    std::optional<std::uint32_t> power_idx{};
};

using FileExists = bool (*)(const std::string& path);

// One INPUT with one or two arguments of digits only behind it, none of them a file's name, has
// Domoticz indexes there; 0 stands for none. Else, bytes of hex in several arguments, none of them
// a file's name, are put together to one INPUT, as they are when somebody pastes a dump without
// quotes. Else every argument is an INPUT.
tl::expected<Operands, UsageError> sort_operands(const std::vector<std::string>& operands,
                                                 FileExists exists);

// How many bytes of hex `text` is: pairs of digits, 0x in front and a comma or colon behind
// allowed, blanks between; 0 where it is anything else.
std::size_t hex_bytes(std::string_view text);

constexpr std::size_t hex_input_minimum = 8;  // bytes that make an INPUT of hex

}  // namespace hanmeter::app
