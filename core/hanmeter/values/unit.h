// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace hanmeter::values {

// The unit enumeration of the Blue Book (table 4). Every number of it is legal; the names here
// are those that meters on a customer port send. symbol() knows them all.
enum class Unit : std::uint8_t {
    none = 0,  // the frame states no unit
    second = 7,
    degree = 8,
    cubic_metre = 13,
    cubic_metre_corrected = 14,
    joule = 25,
    watt = 27,
    volt_ampere = 28,
    var = 29,
    watt_hour = 30,
    volt_ampere_hour = 31,
    var_hour = 32,
    ampere = 33,
    volt = 35,
    hertz = 44,
    count = 255,  // without unit
};

// `W`, `varh`, `m3`; empty for numbers that stand for no unit.
std::string_view symbol(Unit unit);

// The unit of such a name, as people write it: `W`, `varh`, `deg`, `m3`; Unit::none of no text.
// Nothing where no unit has it.
std::optional<Unit> unit_of_symbol(std::string_view text);

}  // namespace hanmeter::values
