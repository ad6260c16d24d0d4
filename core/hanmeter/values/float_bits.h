// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "hanmeter/values/decimal.h"

namespace hanmeter::values {

// The shortest decimal that reads back as the same IEEE 754 number, worked out in integers. Empty
// for NaN and the infinities.
std::optional<Decimal> shortest_decimal_of_float32(std::uint32_t bits);
std::optional<Decimal> shortest_decimal_of_float64(std::uint64_t bits);

}  // namespace hanmeter::values
