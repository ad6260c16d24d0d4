// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/formats/csv_columns.h"

#include <algorithm>
#include <array>

#include "hanmeter/formats/append.h"
#include "hanmeter/formats/near_names.h"

namespace hanmeter::formats {
namespace {

using Part = Column::Part;

struct PartName {
    std::string_view name;
    Part part;
};

// The first five lead every table; the others have to be asked for.
constexpr std::size_t leading_parts = 5;
constexpr PartName part_names[] = {
    {"time", Part::time},
    {"meter", Part::meter},
    {"meter_id", Part::meter_id},
    {"meter_time", Part::meter_time},
    {"list", Part::list},
    {"meter_model", Part::meter_model},
    {"time_from", Part::time_from},
    {"utc_deviation_minutes", Part::utc_deviation_minutes},
    {"clock_status", Part::clock_status},
    {"dst", Part::dst},
    {"maker", Part::maker},
    {"framing", Part::framing},
    {"check", Part::check},
    {"scale", Part::scale},
};

Column column_of(const PartName& part) {
    return {.name = std::string{part.name}, .part = part.part};
}

const PartName* find_part(std::string_view name) {
    const auto* const found = std::find_if(std::begin(part_names), std::end(part_names),
                                           [&](const PartName& row) { return row.name == name; });
    return found == std::end(part_names) ? nullptr : found;
}

void add_quantity(const values::Quantity& quantity, std::vector<Column>& columns) {
    if (const PartName* const part = find_part(quantity.key)) {
        const bool stands = std::any_of(columns.begin(), columns.end(), [&](const Column& column) {
            return column.part == part->part;
        });
        if (!stands) columns.push_back(column_of(*part));
        return;
    }
    if (!quantity.unit_ends_key) {
        columns.push_back({.name = std::string{quantity.key}, .quantity = &quantity});
        return;
    }
    for (const auto unit : {values::Unit::watt, values::Unit::ampere, values::Unit::volt_ampere}) {
        std::array<char, 64> room;
        bytes::TextWriter key{room};
        values::write_key(quantity, unit, key);
        columns.push_back({.name = std::string{key.view()}, .quantity = &quantity, .unit = unit});
    }
}

// All that can be named, codes aside.
std::vector<Column> known_columns() {
    std::vector<Column> columns = all_columns();
    for (const PartName& part : part_names) {
        if (part.part != Part::meter_model && &part >= part_names + leading_parts) {
            columns.push_back(column_of(part));
        }
    }
    return columns;
}

std::optional<Column> column_of_code(const std::string& name) {
    const auto code = values::Obis::parse(name);
    if (!code) return std::nullopt;
    Column column{.code = code};
    append(*code, column.name);
    return column;
}

std::string no_such_column(const std::string& name, const std::vector<Column>& known) {
    std::vector<std::string> names;
    for (const Column& column : known) names.push_back(column.name);
    std::string sentence = "there is no column '" + name + "'; ";
    const auto nearest = near_names(name, names, 3);
    if (nearest.empty())
        return sentence +
               "it can be time, a key like active_power_import_w or an "
               "OBIS code like 1-0:1.7.0";
    sentence += "did you mean ";
    for (std::size_t i = 0; i < nearest.size(); ++i) {
        if (i > 0) sentence += i + 1 == nearest.size() ? " or " : ", ";
        sentence += nearest[i];
    }
    return sentence + "?";
}

}  // namespace

std::vector<Column> all_columns() {
    std::vector<Column> columns;
    for (std::size_t i = 0; i < leading_parts; ++i) columns.push_back(column_of(part_names[i]));
    for (const values::Quantity& quantity : values::catalogue()) add_quantity(quantity, columns);
    return columns;
}

tl::expected<std::vector<Column>, std::string> choose_columns(
    const std::vector<std::string>& names) {
    const std::vector<Column> known = known_columns();
    std::vector<Column> chosen;
    const auto named = [](const std::string& name) {
        return [&name](const Column& column) { return column.name == name; };
    };
    for (const std::string& name : names) {
        const auto found = std::find_if(known.begin(), known.end(), named(name));
        std::optional<Column> column;
        if (found != known.end()) column = *found;
        if (!column) column = column_of_code(name);
        if (!column) return tl::unexpected(no_such_column(name, known));
        if (std::any_of(chosen.begin(), chosen.end(), named(column->name))) {
            return tl::unexpected("column '" + name + "' is chosen twice");
        }
        chosen.push_back(*std::move(column));
    }
    return chosen;
}

}  // namespace hanmeter::formats
