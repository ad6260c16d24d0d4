// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

namespace hanmeter::formats {

// Stands where a text holds bytes that are no character: U+FFFD.
inline constexpr std::string_view replacement_character = "\xEF\xBF\xBD";

// The bytes (1 to 4) of the character that `text` begins with; 0 where it begins with none: cut
// short, overlong, a surrogate, beyond U+10FFFF (RFC 3629). `text` is not empty.
std::size_t character_length(std::string_view text);

// Whether the character of one or two bytes is a control character: C0, DEL or C1.
bool is_control(std::string_view character);

}  // namespace hanmeter::formats
