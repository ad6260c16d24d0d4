// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string_view>

#include "hanmeter/formats/json_writer.h"
#include "hanmeter/values/reading.h"

namespace hanmeter::formats {

// The row of the catalogue that an object goes by; null: it goes by its code. A number whose scale
// nobody knows goes by its code, since a key promises a unit; so does a counter that is suspect.
const values::Quantity* named_by(const values::Object& object);

// The key by which an object goes: `active_power_import_w`, `1-0:99.97.0.255`.
class Key {
public:
    explicit Key(const values::Object& object);
    Key(const Key&) = delete;
    Key& operator=(const Key&) = delete;

    // Valid as long as this.
    std::string_view text() const { return text_; }

private:
    std::array<char, 64> room_;
    std::string_view text_;
};

// Whether two objects go by one key.
bool same_key(const values::Object& left, const values::Object& right);

// Whether an object goes by the key of one before it in its reading: a repeated code.
bool is_repeated(const values::Reading& reading, const values::Object& object);

// Whether an object is one that every format gives a place of its own: the meter's clock, id and
// model, and the list.
bool is_header(const values::Object& object);

// The doubt that a reading's scales are under: unknown before assumed; else none.
values::Scale doubt(const values::Reading& reading);

// `meter_time` with `utc_deviation_minutes`, `clock_status` and `dst`, and `sec_index`, as far as
// they are sent.
void write_meter_time(const values::Reading& reading, JsonWriter& json);

// `line_ends`, where they were restored.
void write_line_ends(const values::Reading& reading, JsonWriter& json);

// `time`, and `time_from` where it is not the receiver's.
void write_time(const values::Reading& reading, JsonWriter& json);

}  // namespace hanmeter::formats
