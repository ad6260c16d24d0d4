// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/formats/type_name.h"

#include <array>

namespace hanmeter::formats {
namespace {

// By tag, 0x00 to 0x21. Tags 7, 8, 0x0B and 0x0E are obsolete or were never given out.
constexpr std::array<std::string_view, 34> names{
    "null-data",
    "array",
    "structure",
    "boolean",
    "bit-string",
    "double-long",
    "double-long-unsigned",
    "",
    "",
    "octet-string",
    "visible-string",
    "",
    "utf8-string",
    "bcd",
    "",
    "integer",
    "long",
    "unsigned",
    "long-unsigned",
    "compact-array",
    "long64",
    "long64-unsigned",
    "enum",
    "float32",
    "float64",
    "date-time",
    "date",
    "time",
    "delta-integer",
    "delta-long",
    "delta-double-long",
    "delta-unsigned",
    "delta-long-unsigned",
    "delta-double-long-unsigned",
};

}  // namespace

std::string_view type_name(std::uint8_t tag) {
    if (tag < names.size()) return names[tag];
    return tag == 0xFF ? "dont-care" : "";
}

}  // namespace hanmeter::formats
