// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/formats/text.h"

#include <algorithm>
#include <vector>

#include "hanmeter/formats/append.h"
#include "hanmeter/formats/naming.h"
#include "hanmeter/formats/text_headline.h"
#include "hanmeter/formats/value_text.h"

namespace hanmeter::formats {
namespace {

using values::Scale;
using values::Value;

constexpr std::string_view clock_label = "the meter's clock";

bool is_number(const values::Object& object) {
    return object.value.kind == Value::Kind::number || object.value.kind == Value::Kind::real;
}

// The words that stand for an object at the beginning of its row.
void append_label(const values::Object& object, std::string& out) {
    if (object.quantity != nullptr) {
        out += object.quantity->description;
    } else {
        append(object.obis, out);
    }
}

std::size_t label_width(const values::Object& object) {
    if (object.quantity != nullptr) return object.quantity->description.size();
    std::string code;
    append_label(object, code);
    return code.size();
}

std::size_t whole_part(std::string_view number) {
    return std::min(number.find('.'), number.size());
}

std::size_t rank_of(const values::Object& object) {
    const auto rows = values::catalogue();
    if (object.quantity == nullptr) return rows.size() + 1;
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const values::Quantity& row) {
        return &row == object.quantity;
    });
    return static_cast<std::size_t>(found - rows.begin());
}

// Each once.
std::vector<values::Decimal> factors_of(const values::Reading& reading) {
    std::vector<values::Decimal> found;
    for (const values::Object& object : reading.objects) {
        if (object.factor == nullptr) continue;
        const bool known = std::find(found.begin(), found.end(), *object.factor) != found.end();
        if (!known) found.push_back(*object.factor);
    }
    return found;
}

// What follows a number whose digits are not the meter's alone.
std::string_view mark_of(const values::Object& object) {
    if (object.scale == Scale::assumed) return "*";
    if (object.scale == Scale::unknown) return "?";
    return object.factor != nullptr ? "x" : "";
}

void append_notes(const values::Reading& reading, const Ink& ink, std::string& out) {
    const auto note = [&](std::string_view sentence) {
        out += "  ";
        ink.begin(Ink::Colour::yellow, out);
        out += sentence;
        ink.end(out);
        out += '\n';
    };
    const auto any = [&](Scale scale) {
        return std::any_of(reading.objects.begin(), reading.objects.end(),
                           [&](const values::Object& object) { return object.scale == scale; });
    };
    for (const values::Decimal& factor : factors_of(reading)) {
        std::string sentence = "x multiplied by ";
        append(factor, sentence);
        sentence += ", as set";
        note(sentence);
    }
    if (any(Scale::assumed)) note("* scale assumed: documents disagree about it");
    if (any(Scale::unknown)) note("? raw number: nobody says its scale and unit");
    if (reading.check == values::Check::none) note("! no check came with this telegram");
}

}  // namespace

void Text::measure(const values::Object& object) {
    widths_.label = std::max(widths_.label, label_width(object));
    if (!is_number(object)) return;
    number_.clear();
    append_value(object.value, number_);
    const std::size_t whole = whole_part(number_);
    widths_.whole = std::max(widths_.whole, whole);
    widths_.fraction = std::max(widths_.fraction, number_.size() - whole);
}

void Text::collect(const values::Reading& reading) {
    rows_.clear();
    widths_ = {};
    for (const values::Object& object : reading.objects) {
        if (is_header(object)) continue;
        rows_.push_back({rank_of(object), rows_.size(), &object});
        measure(object);
    }
    std::sort(rows_.begin(), rows_.end(), [](const Row& left, const Row& right) {
        return left.rank != right.rank ? left.rank < right.rank : left.order < right.order;
    });
}

void Text::write_number(const values::Object& object, std::string& out) {
    number_.clear();
    append_value(object.value, number_);
    const std::size_t whole = whole_part(number_);
    out.append(widths_.whole - whole, ' ');
    out += number_;
    const std::string_view unit = values::unit_of(object);
    if (unit.empty() && mark_of(object).empty()) return;
    out.append(widths_.fraction - (number_.size() - whole), ' ');
}

void Text::write_row(const values::Object& object, bool colour, std::string& out) {
    const Ink ink{colour};
    out += "  ";
    append_label(object, out);
    out.append(widths_.label - label_width(object) + 2, ' ');
    if (is_number(object)) {
        write_number(object, out);
    } else if (object.value.kind == Value::Kind::clock) {
        append_clock(object.value.clock, out);
    } else {
        append_value(object.value, out);
    }
    const std::string_view unit = values::unit_of(object);
    if (!unit.empty()) {
        out += ' ';
        ink.begin(Ink::Colour::dim, out);
        out += unit;
        ink.end(out);
    }
    if (const std::string_view mark = mark_of(object); !mark.empty()) {
        out += ' ';
        ink.begin(Ink::Colour::yellow, out);
        out += mark;
        ink.end(out);
    }
    out += '\n';
}

void Text::write(const values::Reading& reading, const Context& context, std::string& out) {
    collect(reading);
    if (!first_) out += '\n';
    first_ = false;
    append_headline(reading, context, out);
    if (reading.time && reading.meter_time) {
        widths_.label = std::max(widths_.label, clock_label.size());
        out += "  ";
        out += clock_label;
        out.append(widths_.label - clock_label.size() + 2, ' ');
        append_clock(*reading.meter_time, out);
        out += '\n';
    }
    for (const Row& row : rows_) write_row(*row.object, context.colour, out);
    append_notes(reading, Ink{context.colour}, out);
}

MadeFormatter make_text(const Settings& /*settings*/) {
    return std::make_unique<Text>();
}

}  // namespace hanmeter::formats
