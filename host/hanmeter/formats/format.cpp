// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/formats/format.h"

#include "hanmeter/formats/csv.h"
#include "hanmeter/formats/influx.h"
#include "hanmeter/formats/json.h"
#include "hanmeter/formats/null.h"
#include "hanmeter/formats/objects.h"
#include "hanmeter/formats/text.h"

namespace hanmeter::formats {
namespace {

constexpr Format rows[] = {
    {"text", "a block for people", make_text},
    {"json", "a flat object a line, the keys of the catalogue", make_json},
    {"objects", "an object a line with every code, raw number, scaler and type", make_objects},
    {"csv", "a row a reading, a column a key of the catalogue", make_csv},
    {"influx", "a line a reading in InfluxDB's line protocol", make_influx},
    {"null", "nothing", make_null},
};

}  // namespace

std::span<const Format> formats() {
    return rows;
}

const Format* find_format(std::string_view name) {
    for (const Format& row : rows) {
        if (row.name == name) return &row;
    }
    return nullptr;
}

std::string no_such_format(std::string_view name) {
    std::string sentence = "there is no format '" + std::string{name} + "'; it can be ";
    for (const Format& row : rows) {
        if (&row != rows) sentence += &row == std::end(rows) - 1 ? " or " : ", ";
        sentence += row.name;
    }
    return sentence;
}

MadeFormatter make_formatter(std::string_view name, const Settings& settings) {
    if (const Format* const format = find_format(name)) return format->make(settings);
    return tl::unexpected(no_such_format(name));
}

}  // namespace hanmeter::formats
