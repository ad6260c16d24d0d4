// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/formats/influx.h"

#include <fmt/core.h>

#include <array>

#include "hanmeter/formats/naming.h"

namespace hanmeter::formats {
namespace {

using values::Object;
using values::Value;

// A name or tag value: commas, blanks and equals signs are escaped; what would end the line goes. A
// backslash at the end would escape what comes behind it.
void put_name(std::string_view text, std::string& out) {
    for (const char c : text) {
        if (static_cast<unsigned char>(c) < ' ' || c == '\x7F') {
            out += '_';
            continue;
        }
        if (c == ',' || c == ' ' || c == '=') out += '\\';
        out += c;
    }
    if (text.ends_with('\\')) out += '_';
}

void put_quoted(std::string_view text, std::string& out) {
    out += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
    }
    out += '"';
}

// Whether something could be written that a field may be.
bool put_value(const Value& value, std::string& out) {
    switch (value.kind) {
        case Value::Kind::number:
        case Value::Kind::real: {
            std::array<char, values::Decimal::max_text> room;
            bytes::TextWriter writer{room};
            value.number.write(writer);
            out += writer.view();
            return true;
        }
        case Value::Kind::text: put_quoted(value.text, out); return true;
        case Value::Kind::boolean: out += value.truth ? "true" : "false"; return true;
        case Value::Kind::not_a_number:
        case Value::Kind::octets:
        case Value::Kind::clock:
        case Value::Kind::composite:
        case Value::Kind::groups: break;
    }
    return false;
}

bool put_field(const Object& object, bool first, std::string& out) {
    const std::size_t before = out.size();
    if (!first) out += ',';
    put_name(Key{object}.text(), out);
    out += '=';
    if (put_value(object.value, out)) return true;
    out.resize(before);
    return false;
}

}  // namespace

void Influx::write(const values::Reading& reading, const Context& context, std::string& out) {
    const std::size_t before = out.size();
    out += "electricity";
    const std::string_view meter = context.meter.empty() ? reading.meter_id : context.meter;
    if (!meter.empty()) {
        out += ",meter=";
        put_name(meter, out);
    }
    if (!reading.list.empty()) {
        out += ",list=";
        put_name(reading.list, out);
    }
    out += ' ';
    bool any = false;
    for (const Object& object : reading.objects) {
        if (is_header(object) || is_repeated(reading, object)) continue;
        any = put_field(object, !any, out) || any;
    }
    if (!any) {
        out.resize(before);
        return;
    }
    if (reading.time) {
        out += fmt::format(" {}", reading.time->milliseconds);
        out.append(static_cast<std::size_t>(time_digits_ - 3), '0');
    }
    out += '\n';
}

MadeFormatter make_influx(const Settings& /*settings*/) {
    return std::make_unique<Influx>();
}

}  // namespace hanmeter::formats
