// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace hanmeter::app::meters {

// One family of meters as it is met on customer ports. `hanmeter meters` and docs/meters.md are
// made from these rows.
struct Family {
    std::string_view country;   // ISO 3166 codes, separated by blanks
    std::string_view meters;    // maker and types
    std::string_view list;      // what the list is called, or how it is made
    std::string_view framing;   // hdlc, mbus, p1, ..
    std::string_view ciphered;  // yes, no, or can be
    std::string_view verified;  // against what its decoding was held
};

std::span<const Family> families();

// In columns, for a terminal; as a Markdown table; as one JSON object a line.
std::string as_text(std::span<const Family> wanted);
std::string as_markdown(std::span<const Family> wanted);
std::string as_json_lines(std::span<const Family> wanted);

}  // namespace hanmeter::app::meters
