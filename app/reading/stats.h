// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "hanmeter/decoder.h"

namespace hanmeter::app::reading {

Counters& operator+=(Counters& sum, const Counters& more);

// One counter a line, names as in the contract, numbers below each other.
std::string stats_table(const Counters& counters);

// The same names and numbers as one JSON object, with a newline behind it.
std::string stats_json(const Counters& counters);

}  // namespace hanmeter::app::reading
