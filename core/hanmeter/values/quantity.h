// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "hanmeter/values/obis.h"
#include "hanmeter/values/unit.h"

namespace hanmeter::values {

enum class Kind : std::uint8_t {
    measurement,  // a number that goes up and down
    counter,      // a number that only goes up
    text,         // an id, a state, a message
    time,
};

// One row of THE catalogue: what the customer ports of Europe measure and what we call it. Metrics,
// discovery, schemas and documents are made from it. A key is never renamed, only added.
struct Quantity {
    // The value groups that name the quantity. B (0 or 1) and F do not take part.
    struct Code {
        std::uint8_t a;
        std::uint8_t c;
        std::uint8_t d;
        std::uint8_t e;
    };

    std::string_view key;  // snake_case, the unit at its end
    Code code;
    Unit unit = Unit::none;  // of the value in base units; none: text, time or a plain number
    Kind kind = Kind::measurement;
    bool unit_ends_key = false;  // the unit that the meter sends is to be added: `_w`, `_a`, `_va`
    std::string_view description;
    std::string_view original = {};  // the name that HANdomo.py gave it, where it had one
};

// All rows, in the order in which people read them (and csv columns stand).
std::span<const Quantity> catalogue();

// The row of a code, or null: B must be 0 or 1 and F 255. With A = 0 and B = 1 only the clock has a
// row, as Kamstrup sends it; all else there belongs to the meter or relay on channel 1. The rows of
// gas, water, heat and cooling have the codes of meters of their own (A = 5 to 9); on an M-Bus
// channel they go by the channel.
const Quantity* find_quantity(const Obis& code);

// The row of a key, or null.
const Quantity* find_quantity(std::string_view key);

// `active_power_import_w`; for rows whose unit ends the key `limiter_threshold_a`.
void write_key(const Quantity& quantity, Unit unit, bytes::TextWriter& out);

}  // namespace hanmeter::values
