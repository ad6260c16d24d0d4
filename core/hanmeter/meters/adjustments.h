// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "hanmeter/values/reading.h"

namespace hanmeter::meters {

// Which registers an adjustment is for: all of one physical kind that the meter itself measures
// (A = 1; not sub-meters, nor limits), or those of one code.
struct Selection {
    enum class Kind : std::uint8_t { current, voltage, power, energy, code };

    Kind kind = Kind::code;
    values::Obis code{};  // with kind code; B 0 and 1 are the same where the catalogue says so

    // `current`, `voltage`, `power`, `energy`, a key of the catalogue, or an OBIS code.
    static std::optional<Selection> parse(std::string_view text);
    bool holds(const values::Object& object) const;
};

// The scale of registers whose frame does not say it: 10^scaler, and the unit that goes with it
// (none: the catalogue's).
struct ScaleRule {
    Selection which;
    std::int8_t scaler = 0;
    values::Unit unit = values::Unit::none;
};

// A current or voltage transformer's factor, or what else a meter leaves out.
struct Factor {
    Selection which;
    values::Decimal by;  // not 0
};

// What the user knows of a meter better than its telegrams say. All of it outlives the readings.
struct Adjustments {
    std::span<const ScaleRule> scales{};  // the last that holds counts
    std::span<const Factor> factors{};    // each register is multiplied by the last that holds
};

// Sets scales where the frame has none of its own (they become Scale::list), and then multiplies
// (`Object::factor` points to the factor). Where the product has more digits than a number can, the
// raw number stays, of Scale::unknown.
void adjust(std::span<values::Object> objects, const Adjustments& adjustments);

}  // namespace hanmeter::meters
