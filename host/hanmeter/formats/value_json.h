// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hanmeter/formats/json_writer.h"
#include "hanmeter/values/reading.h"

namespace hanmeter::formats {

// The value of an object as every JSON of ours has it: a number, a string, a clock as string,
// octets in lower-case hex, true or false; an array or structure as nested lists, in which what
// says nothing (null-data) is left out.
void write_value(const values::Value& value, JsonWriter& json);

}  // namespace hanmeter::formats
