// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/values/unit.h"

#include <array>

namespace hanmeter::values {
namespace {

// Blue Book table 4, numbers 0 to 72.
constexpr std::array<std::string_view, 73> common{
    "",         "a",    "mo",    "wk",    "d",     "h",    "min",    "s",     "°",    "°C",
    "currency", "m",    "m/s",   "m3",    "m3",    "m3/h", "m3/h",   "m3/d",  "m3/d", "l",
    "kg",       "N",    "Nm",    "Pa",    "bar",   "J",    "J/h",    "W",     "VA",   "var",
    "Wh",       "VAh",  "varh",  "A",     "C",     "V",    "V/m",    "F",     "Ω",    "Ωm2/m",
    "Wb",       "T",    "A/m",   "H",     "Hz",    "1/Wh", "1/varh", "1/VAh", "V2h",  "A2h",
    "kg/s",     "S",    "K",     "1/V2h", "1/A2h", "1/m3", "%",      "Ah",    "",     "",
    "Wh/m3",    "J/m3", "Mol %", "g/m3",  "Pa s",  "J/kg", "g/cm2",  "atm",   "",     "",
    "dBm",      "dBµV", "dB",
};

// Numbers 128 to 174.
constexpr std::array<std::string_view, 47> imperial{
    "in",           "ft",         "lb",         "°F",      "°R",        "sq in",       "sq ft",
    "ac",           "cu in",      "cu ft",      "ac ft",   "gal(imp)",  "gal(US)",     "lbf",
    "psi",          "lb/cu ft",   "lb/(ft s)",  "sq ft/s", "Btu",       "thm(EC)",     "thm(US)",
    "Btu/lb",       "Btu/cu ft",  "cu ft",      "ft/s",    "cu ft/s",   "cu ft/min",   "cu ft/h",
    "cu ft/d",      "ac ft/s",    "ac ft/min",  "ac ft/h", "ac ft/d",   "gal(imp)",    "gal(imp)/s",
    "gal(imp)/min", "gal(imp)/h", "gal(imp)/d", "gal(US)", "gal(US)/s", "gal(US)/min", "gal(US)/h",
    "gal(US)/d",    "Btu/s",      "Btu/min",    "Btu/h",   "Btu/d",
};

}  // namespace

std::string_view symbol(Unit unit) {
    const auto number = static_cast<std::size_t>(unit);
    if (number < common.size()) return common[number];
    if (number >= 128 && number < 128 + imperial.size()) return imperial[number - 128];
    return "";
}

std::optional<Unit> unit_of_symbol(std::string_view text) {
    if (text.empty()) return Unit::none;
    if (text == "deg") return Unit::degree;
    for (unsigned number = 1; number < 255; ++number) {
        const auto unit = static_cast<Unit>(number);
        if (symbol(unit) == text) return unit;
    }
    return std::nullopt;
}

}  // namespace hanmeter::values
