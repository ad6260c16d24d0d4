// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "hanmeter/values/reading.h"

namespace hanmeter::formats {

// The value of an object bare, on one line: digits, the text itself, a clock, hex, true or false.
void append_value(const values::Value& value, std::string& out);

}  // namespace hanmeter::formats
