// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/formats/influx.h"

#include "hanmeter/formats/append.h"
#include "hanmeter/formats/naming.h"
#include "hanmeter/formats/utf8.h"

namespace hanmeter::formats {
namespace {

using values::Object;
using values::Value;

// Calls put() with each character; with none where what stands there is a control character or is
// no UTF-8.
template <class Put>
void for_each_character(std::string_view text, Put put) {
    while (!text.empty()) {
        const std::size_t length = character_length(text);
        const std::string_view character = text.substr(0, length == 0 ? 1 : length);
        const bool plain = length != 0 && !is_control(character);
        put(plain ? character : std::string_view{});
        text.remove_prefix(character.size());
    }
}

// A name or tag value. Servers disagree on what a backslash before a comma, or at the end, means.
void put_name(std::string_view text, std::string& out) {
    for_each_character(text, [&out](std::string_view character) {
        if (character == "," || character == " " || character == "=") out += '\\';
        out += character.empty() || character == "\\" ? "_" : character;
    });
}

void put_quoted(std::string_view text, std::string& out) {
    out += '"';
    for_each_character(text, [&out](std::string_view character) {
        if (character == "\"" || character == "\\") out += '\\';
        out += character.empty() ? " " : character;
    });
    out += '"';
}

// Whether something could be written that a field may be.
bool put_value(const Value& value, std::string& out) {
    switch (value.kind) {
        case Value::Kind::number:
        case Value::Kind::real: append(value.number, out); return true;
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

// The same for a key that holds texts, whichever type a meter sends it in.
bool put_as_text(const Value& value, std::string& out) {
    if (value.kind == Value::Kind::text) return put_value(value, out);
    out += '"';
    if (!put_value(value, out)) return false;
    out += '"';
    return true;
}

bool put_value_of(const Object& object, std::string& out) {
    const values::Quantity* const quantity = named_by(object);
    if (quantity == nullptr) return put_value(object.value, out);
    switch (quantity->kind) {
        case values::Kind::measurement:
        case values::Kind::counter: return object.value.numeric() && put_value(object.value, out);
        case values::Kind::text:
        case values::Kind::time: return put_as_text(object.value, out);
    }
    return false;
}

bool put_field(const Object& object, bool first, std::string& out) {
    const std::size_t before = out.size();
    if (!first) out += ',';
    put_name(Key{object}.text(), out);
    out += '=';
    if (put_value_of(object, out)) return true;
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
        if (fields_ == Fields::keyed && named_by(object) == nullptr) continue;
        any = put_field(object, !any, out) || any;
    }
    if (!any) {
        out.resize(before);
        return;
    }
    if (reading.time) {
        out += ' ';
        append_integer(reading.time->milliseconds, out);
        out.append(static_cast<std::size_t>(time_digits_ - 3), '0');
    }
    out += '\n';
}

MadeFormatter make_influx(const Settings& /*settings*/) {
    return std::make_unique<Influx>();
}

}  // namespace hanmeter::formats
