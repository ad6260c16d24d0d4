// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hanmeter/messages/cosem/axdr.h"
#include "hanmeter/values/reading.h"

namespace hanmeter::messages::cosem {

// The value of a simple element, as a reading shows it. Strings that are printable once the 00 at
// their end are dropped are text, else octets; `is_clock` says that 12 octets are a date-time.
// A date-time that cannot be is given as octets, so that the caller can count and drop it.
values::Value value_of(const Element& element, bool is_clock);

// 0-x:1.0.0, the clock register (class 8).
constexpr bool is_clock_code(const values::Obis& code) {
    return code.a == 0 && code.c == 1 && code.d == 0 && code.e == 0;
}

// Integers of any width; booleans, enums and floating point are none.
bool is_integer(Tag tag);

}  // namespace hanmeter::messages::cosem
