// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/formats/objects.h"

#include "hanmeter/formats/naming.h"
#include "hanmeter/formats/type_name.h"
#include "hanmeter/formats/value_json.h"

namespace hanmeter::formats {
namespace {

using values::Scale;
using values::Value;

void write_header(const values::Reading& reading, const Context& context, JsonWriter& json) {
    json.member("framing", values::text(reading.framing));
    json.member("check", values::text(reading.check));
    json.member("encrypted");
    json.boolean(reading.encrypted);
    json.member_if_any("maker", reading.maker);
    json.member_if_any("list", reading.list);
    json.member_if_any("meter_id", reading.meter_id);
    json.member_if_any("meter_model", reading.meter_model);
    json.member_if_any("meter", context.meter);
    write_meter_time(reading, json);
    write_time(reading, json);
    write_line_ends(reading, json);
}

// A text telegram states its numbers in full; only a binary one has an integer behind them.
bool has_raw(const values::Object& object) {
    return object.value.kind == Value::Kind::number &&
           (object.type_tag != 0 || object.scale != Scale::none);
}

// An integer beside which no scale stands anywhere (a state, a number by which a meter is known) is
// certain as the raw number only.
void write_scale(const values::Object& object, JsonWriter& json) {
    const bool bare = object.scale == Scale::none && has_raw(object);
    if (object.scale == Scale::none && !bare) return;
    const Scale scale = bare ? Scale::unknown : object.scale;
    if (scale != Scale::unknown) {
        json.member("scaler");
        json.integer(object.scaler);
    }
    json.member("scale", values::text(scale));
}

bool is_list(const Value& value) {
    return value.kind == Value::Kind::composite || value.kind == Value::Kind::groups;
}

void write_device(const values::Submeter* submeter, JsonWriter& json) {
    if (submeter == nullptr) return;
    json.member("device");
    json.open_object();
    json.member("kind", values::text(submeter->medium));
    json.member_if_any("id", submeter->id);
    json.close_object();
}

void write_object(const values::Reading& reading, const values::Object& object, JsonWriter& json) {
    json.open_object();
    json.member("obis");
    json.value(object.obis);
    if (named_by(object) != nullptr) json.member("key", Key{object}.text());
    json.member(is_list(object.value) ? "groups" : "value");
    write_value(object.value, json);
    json.member_if_any("unit", values::unit_of(object));
    if (has_raw(object)) {
        json.member("raw");
        json.value(values::raw_of(object));
    }
    write_scale(object, json);
    if (object.factor != nullptr) {
        json.member("factor");
        json.value(*object.factor);
    }
    json.member_if_any("type", object.type_tag == 0 ? "" : type_name(object.type_tag));
    if (object.time) {
        json.member("time");
        json.value(*object.time);
    }
    if (object.status) {
        json.member("status");
        json.unsigned_integer(*object.status);
    }
    write_device(values::submeter_of(reading, object), json);
    json.close_object();
}

}  // namespace

void Objects::write(const values::Reading& reading, const Context& context, std::string& out) {
    JsonWriter json{out};
    json.open_object();
    write_header(reading, context, json);
    json.member("objects");
    json.open_array();
    for (const values::Object& object : reading.objects) write_object(reading, object, json);
    json.close_array();
    json.close_object();
    out += '\n';
}

MadeFormatter make_objects(const Settings& /*settings*/) {
    return std::make_unique<Objects>();
}

}  // namespace hanmeter::formats
