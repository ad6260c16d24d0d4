// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/formats/value_text.h"

#include "hanmeter/formats/append.h"
#include "hanmeter/formats/value_json.h"

namespace hanmeter::formats {

void append_value(const values::Value& value, std::string& out) {
    using Kind = values::Value::Kind;
    switch (value.kind) {
        case Kind::number:
        case Kind::real: append(value.number, out); return;
        case Kind::not_a_number:
        case Kind::text: append_printable(value.text, out); return;
        case Kind::octets: append_hex(value.data, out); return;
        case Kind::clock: append(value.clock, out); return;
        case Kind::boolean: out += value.truth ? "true" : "false"; return;
        case Kind::groups: append_printable(value.text, out); return;
        case Kind::composite: {
            JsonWriter json{out};
            write_value(value, json);
            return;
        }
    }
}

}  // namespace hanmeter::formats
