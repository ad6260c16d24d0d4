// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/values/measure.h"

#include <array>

namespace hanmeter::values {
namespace {

struct UnitName {
    std::string_view name;
    Unit unit;
};

constexpr std::array<UnitName, 15> unit_names{{
    {"W", Unit::watt},
    {"var", Unit::var},
    {"VAr", Unit::var},
    {"VA", Unit::volt_ampere},
    {"Wh", Unit::watt_hour},
    {"varh", Unit::var_hour},
    {"VArh", Unit::var_hour},
    {"VAh", Unit::volt_ampere_hour},
    {"V", Unit::volt},
    {"A", Unit::ampere},
    {"Hz", Unit::hertz},
    {"J", Unit::joule},
    {"s", Unit::second},
    {"m3", Unit::cubic_metre},
    {"deg", Unit::degree},
}};

const UnitName* find_unit(std::string_view name) {
    for (const UnitName& row : unit_names) {
        if (row.name == name) return &row;
    }
    return nullptr;
}

// The power of ten of a letter in front of a unit; 0 for what is none.
int power_of(char prefix) {
    switch (prefix) {
        case 'm': return -3;
        case 'k': return 3;
        case 'M': return 6;
        case 'G': return 9;
        default: return 0;
    }
}

}  // namespace

std::optional<Measure> parse_measure(std::string_view text) {
    const std::size_t star = text.find('*');
    if (star == std::string_view::npos) return std::nullopt;
    const std::string_view unit{text.data() + star + 1, text.size() - star - 1};
    const auto number = Decimal::parse({text.data(), star});
    if (!number || unit.empty()) return std::nullopt;
    if (const UnitName* row = find_unit(unit)) return Measure{*number, row->unit, {}};
    const int power = power_of(unit.front());
    const std::string_view behind_prefix{unit.data() + 1, unit.size() - 1};
    const UnitName* row = power == 0 ? nullptr : find_unit(behind_prefix);
    // A prefix does not stand before a cubic metre or an angle.
    const bool takes_prefix =
        row != nullptr && row->unit != Unit::cubic_metre && row->unit != Unit::degree;
    if (takes_prefix) return Measure{number->scaled(power), row->unit, {}};
    return Measure{*number, Unit::none, unit};
}

}  // namespace hanmeter::values
