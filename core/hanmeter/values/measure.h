// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "hanmeter/values/decimal.h"
#include "hanmeter/values/unit.h"

namespace hanmeter::values {

// A number with the unit that a text telegram gives it, in base units: of `00.826*kW` 826 W.
struct Measure {
    Decimal number{};
    Unit unit = Unit::none;
    std::string_view other_unit{};  // the unit as sent, where it is none that we know
};

// `03.018*kW`, `234.3*V`, `12785.123*m3`. Empty for anything but digits, a star and a unit. k, M, G
// and m in front of a unit are multiplied out; var and VAr are one, as are varh and VArh.
std::optional<Measure> parse_measure(std::string_view text);

}  // namespace hanmeter::values
