// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/formats/json.h"

#include <algorithm>

#include "hanmeter/formats/naming.h"
#include "hanmeter/formats/value_json.h"

namespace hanmeter::formats {
namespace {

void write_header(const values::Reading& reading, const Context& context, JsonWriter& json) {
    write_time(reading, json);
    json.member_if_any("meter", context.meter);
    write_meter_time(reading, json);
    json.member_if_any("meter_id", reading.meter_id);
    json.member_if_any("meter_model", reading.meter_model);
    json.member_if_any("list", reading.list);
    if (reading.check == values::Check::none) json.member("check", values::text(reading.check));
    json.member_if_any("scale", values::text(doubt(reading)));
    write_line_ends(reading, json);
}

// Beside the plain key of a kind its time and id: `gas_time`, `gas_id`.
void write_companions(const values::Submeter& submeter, const values::Object& counter,
                      JsonWriter& json) {
    const std::string kind{values::text(submeter.medium)};
    if (counter.time) {
        json.member(kind + "_time");
        json.value(*counter.time);
    }
    json.member_if_any(kind + "_id", submeter.id);
}

void write_submeter(const values::Reading& reading, const values::Submeter& submeter,
                    JsonWriter& json) {
    json.open_object();
    json.member("kind", values::text(submeter.medium));
    json.member_if_any("id", submeter.id);
    json.member("channel");
    json.integer(submeter.channel);
    if (submeter.object != values::Submeter::no_object) {
        const values::Object& counter = reading.objects[submeter.object];
        json.member("value");
        write_value(counter.value, json);
        json.member_if_any("unit", values::unit_of(counter));
        if (counter.time) {
            json.member("time");
            json.value(*counter.time);
        }
    }
    json.close_object();
}

void write_submeters(const values::Reading& reading, JsonWriter& json) {
    if (reading.submeters.empty()) return;
    for (const values::Submeter& submeter : reading.submeters) {
        if (submeter.object == values::Submeter::no_object) continue;
        const values::Object& counter = reading.objects[submeter.object];
        if (counter.quantity != nullptr) write_companions(submeter, counter, json);
    }
    json.member("submeters");
    json.open_array();
    for (const values::Submeter& submeter : reading.submeters) {
        write_submeter(reading, submeter, json);
    }
    json.close_array();
}

// The codes of counters that are not to be believed.
void write_suspects(const values::Reading& reading, JsonWriter& json) {
    const auto is_suspect = [](const values::Object& object) { return object.suspect; };
    if (std::ranges::none_of(reading.objects, is_suspect)) return;
    json.member("suspect");
    json.open_array();
    for (const values::Object& object : reading.objects) {
        if (object.suspect) json.value(object.obis);
    }
    json.close_array();
}

}  // namespace

void Json::write(const values::Reading& reading, const Context& context, std::string& out) {
    JsonWriter json{out};
    json.open_object();
    write_header(reading, context, json);
    for (const values::Object& object : reading.objects) {
        if (is_header(object) || is_repeated(reading, object)) continue;
        json.member(Key{object}.text());
        write_value(object.value, json);
    }
    write_submeters(reading, json);
    write_suspects(reading, json);
    json.close_object();
    out += '\n';
}

MadeFormatter make_json(const Settings& /*settings*/) {
    return std::make_unique<Json>();
}

}  // namespace hanmeter::formats
