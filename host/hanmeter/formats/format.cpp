// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/formats/format.h"

#include "hanmeter/formats/json.h"
#include "hanmeter/formats/null.h"
#include "hanmeter/formats/objects.h"

namespace hanmeter::formats {
namespace {

constexpr Format rows[] = {
    {"json", "a flat object a line, the keys of the catalogue", make_json},
    {"objects", "an object a line with every code, raw number, scaler and type", make_objects},
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

std::string format_names() {
    std::string names;
    for (const Format& row : rows) {
        if (!names.empty()) names += &row == std::end(rows) - 1 ? " or " : ", ";
        names += row.name;
    }
    return names;
}

MadeFormatter make_formatter(std::string_view name, const Settings& settings) {
    if (const Format* const format = find_format(name)) return format->make(settings);
    return tl::unexpected("there is no format '" + std::string{name} + "'; it can be " +
                          format_names());
}

}  // namespace hanmeter::formats
