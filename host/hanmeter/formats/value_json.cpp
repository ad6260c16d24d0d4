// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/formats/value_json.h"

namespace hanmeter::formats {

void write_value(const values::Value& value, JsonWriter& json) {
    using Kind = values::Value::Kind;
    switch (value.kind) {
        case Kind::number:
        case Kind::real: json.value(value.number); return;
        case Kind::not_a_number:
        case Kind::text: json.value(value.text); return;
        case Kind::octets:
        case Kind::composite: json.hex(value.data); return;
        case Kind::clock: json.value(value.clock); return;
        case Kind::boolean: json.boolean(value.truth); return;
    }
}

}  // namespace hanmeter::formats
