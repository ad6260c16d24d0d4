// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hanmeter::formats {

// The at most `count` names that somebody may have meant by `wanted`, the nearest first: those that
// a few keystrokes lead to, then those that it is a part of.
std::vector<std::string_view> near_names(std::string_view wanted,
                                         std::span<const std::string> names, std::size_t count);

}  // namespace hanmeter::formats
