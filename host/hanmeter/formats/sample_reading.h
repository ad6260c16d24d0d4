// SPDX-License-Identifier: Apache-2.0
#pragma once

// For tests: readings made by hand.

#include <string>
#include <vector>

#include "hanmeter/formats/format.h"

namespace hanmeter::formats::testing {

using values::Decimal;
using values::Object;
using values::Scale;
using values::Unit;
using values::Value;

inline Object object(std::string_view obis, Value value, std::uint8_t type_tag) {
    const values::Obis code = values::Obis::parse(obis).value();
    return {.obis = code,
            .quantity = values::find_quantity(code),
            .value = value,
            .type_tag = type_tag};
}

inline Object text(std::string_view obis, std::string_view words) {
    return object(obis, {.kind = Value::Kind::text, .text = words}, 0x0A);
}

// A double-long-unsigned unless told otherwise.
inline Object number(std::string_view obis, std::int64_t raw, int scaler, Unit unit,
                     Scale scale = Scale::frame, std::uint8_t type_tag = 6) {
    Object made = object(
        obis, {.kind = Value::Kind::number, .number = Decimal::of_signed(raw, scaler)}, type_tag);
    made.unit = unit;
    made.scale = scale;
    made.scaler = static_cast<std::int8_t>(scaler);
    return made;
}

inline values::DateTime clock_time() {
    return {.year = 2021, .month = 3, .day = 24, .hour = 8, .minute = 0, .second = 0};
}

// A short list 2 of an Aidon meter.
struct Aidon {
    std::vector<Object> objects{
        text("1-1:0.2.129", "AIDON_V0001"),
        text("0-0:96.1.0", "7359992900000001"),
        text("0-0:96.1.7", "6534"),
        number("1-0:1.7.0", 922, 0, Unit::watt),
        number("1-0:31.7.0", -10, -1, Unit::ampere, Scale::frame, 0x10),
        number("1-0:32.7.0", 2300, -1, Unit::volt, Scale::frame, 0x12),
        object("0-0:1.0.0", {.kind = Value::Kind::clock, .clock = clock_time()}, 9),
        number("1-0:1.8.0", 123, 1, Unit::watt_hour),
    };
    values::Reading reading{
        .framing = values::Framing::hdlc,
        .check = values::Check::fcs,
        .maker = "Aidon",
        .list = "AIDON_V0001",
        .meter_id = "7359992900000001",
        .meter_model = "6534",
        .meter_time = clock_time(),
        .time = values::Instant{1'795'417'930'123},
    };

    const values::Reading& operator()() {
        reading.objects = objects;
        return reading;
    }
};

inline std::string written(Formatter& formatter, const values::Reading& reading,
                           const Context& context = {}) {
    std::string out;
    formatter.write(reading, context, out);
    return out;
}

}  // namespace hanmeter::formats::testing
