// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>

#include "hanmeter/meters/meter_lists.h"
#include "support/octets.h"

namespace hanmeter::tests {

// A meter's list, read: objects are views into `body`, so this neither copies nor moves.
struct List {
    Octets body;
    std::array<values::Object, 40> room;
    values::ObjectList objects{room};
    messages::cosem::Outline outline{};

    explicit List(Octets bytes) : body{std::move(bytes)} {
        const auto found = messages::cosem::outline_of(body);
        if (!found) throw std::invalid_argument{"no piece of data in a test"};
        outline = *found;
    }
    explicit List(std::string_view hex) : List{octets(hex)} {}
    List(const List&) = delete;
    List& operator=(const List&) = delete;
};

// `1-0:1.7.0.255 = 1362 W frame`: code, value, and unit and scale where there are any.
inline std::string line(const values::Object& object) {
    using Kind = values::Value::Kind;
    std::string text = written(object.obis) + " = ";
    switch (object.value.kind) {
        case Kind::number:
        case Kind::real: text += written(object.value.number); break;
        case Kind::not_a_number: text += object.value.text; break;
        case Kind::groups:
        case Kind::text: text += "'" + std::string{object.value.text} + "'"; break;
        case Kind::clock: text += written(object.value.clock); break;
        case Kind::boolean: text += object.value.truth ? "true" : "false"; break;
        case Kind::octets:
        case Kind::composite: {
            text += object.value.kind == Kind::octets ? "octets " : "composite ";
            for (std::uint8_t octet : object.value.data) {
                text += {bytes::hex_digit(octet >> 4), bytes::hex_digit(octet)};
            }
            break;
        }
    }
    const std::string unit{symbol(object.unit)};
    const std::string scale{values::text(object.scale)};
    if (!unit.empty()) text += " " + unit;
    if (!scale.empty()) text += " " + scale;
    return text;
}

// All of them, a line each.
inline std::string lines(std::span<const values::Object> objects) {
    std::string text;
    for (const values::Object& object : objects) text += line(object) + "\n";
    return text;
}

}  // namespace hanmeter::tests
