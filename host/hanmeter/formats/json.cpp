// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/formats/json.h"

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
    json.close_object();
    out += '\n';
}

MadeFormatter make_json(const Settings& /*settings*/) {
    return std::make_unique<Json>();
}

}  // namespace hanmeter::formats
