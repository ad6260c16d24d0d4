// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "hanmeter/values/decimal.h"
#include "hanmeter/values/reading.h"

namespace hanmeter::energy {

// How many whole 10^exponent are in `value`, cut towards zero: {2359, -1} holds 235 of 10^0. Empty
// where the answer does not fit.
std::optional<std::int64_t> whole(const values::Decimal& value, int exponent);

// Active power from the grid in milliwatts, finer digits cut. Empty where the reading has none, or
// where its scale is unknown, or above 1 GW, which no meter with a customer port measures.
std::optional<std::int64_t> import_milliwatts(const values::Reading& reading);

// The register of active energy from the grid in whole Wh. Empty where the reading has none, or
// where its scale is unknown, or above 10^15 Wh.
std::optional<std::int64_t> import_watt_hours(const values::Reading& reading);

// When a reading was: received, else by the meter's own clock, which is taken as if it were UTC.
// Good for differences only, between readings of one meter.
std::optional<values::Instant> moment(const values::Reading& reading);

}  // namespace hanmeter::energy
