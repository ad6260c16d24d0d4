// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/formats/csv.h"

#include <algorithm>
#include <functional>

#include "hanmeter/formats/append.h"
#include "hanmeter/formats/naming.h"
#include "hanmeter/formats/utf8.h"
#include "hanmeter/formats/value_text.h"

namespace hanmeter::formats {
namespace {

using Part = Column::Part;

// Control characters other than those a quoted field may hold, and what is not UTF-8, become
// U+FFFD.
void append_cell(std::string_view text, std::string& out) {
    const bool quoted = text.find_first_of(",\"\r\n") != std::string_view::npos;
    if (quoted) out += '"';
    while (!text.empty()) {
        const std::size_t length = character_length(text);
        const std::string_view character = text.substr(0, length == 0 ? 1 : length);
        const bool may_stand = character == "\n" || character == "\r" || character == "\t";
        if (length == 0 || (is_control(character) && !may_stand)) {
            out += replacement_character;
        } else {
            if (character == "\"") out += '"';
            out += character;
        }
        text.remove_prefix(character.size());
    }
    if (quoted) out += '"';
}

void append_cell(const values::Value& value, std::string& out) {
    using Kind = values::Value::Kind;
    switch (value.kind) {
        case Kind::not_a_number:
        case Kind::groups:
        case Kind::text: append_cell(value.text, out); return;
        case Kind::composite: {
            std::string list;
            append_value(value, list);
            append_cell(list, out);
            return;
        }
        case Kind::number:
        case Kind::real:
        case Kind::octets:
        case Kind::clock:
        case Kind::boolean: append_value(value, out); return;
    }
}

void append_clock_part(const values::DateTime& clock, Part part, std::string& out) {
    if (part == Part::meter_time) append(clock, out);
    if (part == Part::utc_deviation_minutes) {
        if (const auto minutes = clock.utc_deviation_minutes()) append_integer(*minutes, out);
    }
    if (part == Part::clock_status) {
        if (const auto status = clock.clock_status()) append_integer(*status, out);
    }
    if (part == Part::dst) {
        if (const auto summer = clock.dst()) out += *summer ? "true" : "false";
    }
}

void append_part(const values::Reading& reading, const Context& context, Part part,
                 std::string& out) {
    switch (part) {
        case Part::none: return;
        case Part::time:
            if (reading.time) append(*reading.time, out);
            return;
        case Part::time_from:
            if (reading.time && reading.time_from == values::TimeFrom::log) out += "log";
            return;
        case Part::meter:
            append_cell(context.meter.empty() ? reading.meter_id : context.meter, out);
            return;
        case Part::meter_id: append_cell(reading.meter_id, out); return;
        case Part::meter_model: append_cell(reading.meter_model, out); return;
        case Part::meter_time:
        case Part::utc_deviation_minutes:
        case Part::clock_status:
        case Part::dst:
            if (reading.meter_time) append_clock_part(*reading.meter_time, part, out);
            return;
        case Part::list: append_cell(reading.list, out); return;
        case Part::maker: append_cell(reading.maker, out); return;
        case Part::framing: out += values::text(reading.framing); return;
        case Part::check: out += values::text(reading.check); return;
        case Part::scale: out += values::text(doubt(reading)); return;
    }
}

// The row of the catalogue that a quantity is; the number of rows for one that a caller added.
std::size_t row_of(const values::Quantity& quantity) {
    const auto rows = values::catalogue();
    const std::less<> before;
    if (before(&quantity, rows.data()) || !before(&quantity, rows.data() + rows.size())) {
        return rows.size();
    }
    return static_cast<std::size_t>(&quantity - rows.data());
}

}  // namespace

Csv::Csv(std::vector<Column> columns)
    : columns_{std::move(columns)},
      cells_(columns_.size()),
      column_of_row_(values::catalogue().size(), columns_.size()) {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        const Column& column = columns_[i];
        if (column.part != Part::none) continue;
        if (column.quantity != nullptr && !column.quantity->unit_ends_key) {
            column_of_row_[row_of(*column.quantity)] = i;
        } else {
            searched_.push_back(i);
        }
    }
}

void Csv::begin(std::string& out) {
    for (const Column& column : columns_) {
        if (&column != columns_.data()) out += ',';
        out += column.name;
    }
    out += '\n';
}

void Csv::place(const values::Object& object) {
    if (!searched_.empty()) place_by_search(object);
    const values::Quantity* const quantity = named_by(object);
    if (quantity == nullptr) return;
    const std::size_t row = row_of(*quantity);
    if (row == column_of_row_.size()) return;
    const std::size_t at = column_of_row_[row];
    if (at < cells_.size() && cells_[at] == nullptr) cells_[at] = &object;
}

void Csv::place_by_search(const values::Object& object) {
    for (const std::size_t at : searched_) {
        const Column& column = columns_[at];
        const bool fits = column.code
                              ? *column.code == object.obis
                              : column.quantity == named_by(object) && column.unit == object.unit;
        if (fits && cells_[at] == nullptr) cells_[at] = &object;
    }
}

void Csv::write(const values::Reading& reading, const Context& context, std::string& out) {
    std::fill(cells_.begin(), cells_.end(), nullptr);
    for (const values::Object& object : reading.objects) place(object);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        if (i > 0) out += ',';
        append_part(reading, context, columns_[i].part, out);
        if (cells_[i] != nullptr) append_cell(cells_[i]->value, out);
    }
    out += '\n';
}

MadeFormatter make_csv(const Settings& settings) {
    if (settings.columns.empty()) return std::make_unique<Csv>(all_columns());
    auto columns = choose_columns(settings.columns);
    if (!columns) return tl::unexpected(std::move(columns).error());
    return std::make_unique<Csv>(*std::move(columns));
}

}  // namespace hanmeter::formats
