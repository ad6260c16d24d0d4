// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/formats/naming.h"

#include <algorithm>

namespace hanmeter::formats {

const values::Quantity* named_by(const values::Object& object) {
    const bool doubted = object.suspect || object.scale == values::Scale::unknown;
    return doubted ? nullptr : object.quantity;
}

Key::Key(const values::Object& object) {
    const values::Quantity* const quantity = named_by(object);
    bytes::TextWriter key{room_};
    if (quantity == nullptr) {
        object.obis.write(key);
        text_ = key.view();
    } else if (quantity->unit_ends_key) {
        values::write_key(*quantity, object.unit, key);
        text_ = key.view();
    } else {
        text_ = quantity->key;
    }
}

bool same_key(const values::Object& left, const values::Object& right) {
    const values::Quantity* const quantity = named_by(left);
    if (quantity != named_by(right)) return false;
    if (quantity == nullptr) return left.obis == right.obis;
    // Two units may have one symbol.
    return !quantity->unit_ends_key || values::symbol(left.unit) == values::symbol(right.unit);
}

bool is_repeated(const values::Reading& reading, const values::Object& object) {
    for (const values::Object& earlier : reading.objects) {
        if (&earlier == &object) return false;
        if (same_key(earlier, object)) return true;
    }
    return false;
}

bool is_header(const values::Object& object) {
    constexpr std::array<std::string_view, 4> keys{"meter_time", "meter_id", "meter_model", "list"};
    const values::Quantity* const quantity = named_by(object);
    return quantity != nullptr && std::find(keys.begin(), keys.end(), quantity->key) != keys.end();
}

values::Scale doubt(const values::Reading& reading) {
    values::Scale result = values::Scale::none;
    for (const values::Object& object : reading.objects) {
        if (object.scale == values::Scale::unknown) return values::Scale::unknown;
        if (object.scale == values::Scale::assumed) result = values::Scale::assumed;
    }
    return result;
}

void write_meter_time(const values::Reading& reading, JsonWriter& json) {
    if (reading.sec_index) {
        json.member("sec_index");
        json.integer(*reading.sec_index);
    }
    if (!reading.meter_time) return;
    const values::DateTime& clock = *reading.meter_time;
    json.member("meter_time");
    json.value(clock);
    if (const auto minutes = clock.utc_deviation_minutes()) {
        json.member("utc_deviation_minutes");
        json.integer(*minutes);
    }
    if (const auto status = clock.clock_status()) {
        json.member("clock_status");
        json.integer(*status);
    }
    if (const auto summer = clock.dst()) {
        json.member("dst");
        json.boolean(*summer);
    }
}

void write_line_ends(const values::Reading& reading, JsonWriter& json) {
    if (reading.line_ends_restored) json.member("line_ends", "restored");
}

void write_time(const values::Reading& reading, JsonWriter& json) {
    if (!reading.time) return;
    json.member("time");
    json.value(*reading.time);
    if (reading.time_from == values::TimeFrom::log) json.member("time_from", "log");
}

}  // namespace hanmeter::formats
