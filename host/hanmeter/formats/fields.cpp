// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/formats/fields.h"

#include <algorithm>

#include "hanmeter/formats/naming.h"
#include "hanmeter/formats/value_text.h"

namespace hanmeter::formats {
namespace {

std::string_view original_name(std::string_view key) {
    const values::Quantity* const quantity = values::find_quantity(key);
    return quantity == nullptr || quantity->original.empty() ? key : quantity->original;
}

values::Value text_value(std::string_view text) {
    return {.kind = values::Value::Kind::text, .text = text};
}

}  // namespace

void Fields::add(std::string_view name, const values::Value& value) {
    const std::size_t begin = unsorted_.size();
    unsorted_ += name;
    unsorted_ += " = ";
    append_value(value, unsorted_);
    unsorted_ += '\n';
    lines_.push_back({begin, name.size(), unsorted_.size() - begin});
}

void Fields::add_header(const values::Reading& reading) {
    if (reading.meter_time) {
        add(original_name("meter_time"),
            {.kind = values::Value::Kind::clock, .clock = *reading.meter_time});
    }
    const auto add_text = [&](std::string_view key, std::string_view text) {
        if (!text.empty()) add(original_name(key), text_value(text));
    };
    add_text("meter_id", reading.meter_id);
    add_text("meter_model", reading.meter_model);
    add_text("list", reading.list);
}

void Fields::write(const values::Reading& reading, const Context& /*context*/, std::string& out) {
    unsorted_.clear();
    lines_.clear();
    add_header(reading);
    for (const values::Object& object : reading.objects) {
        if (is_header(object) || is_repeated(reading, object)) continue;
        const values::Quantity* const quantity = named_by(object);
        const bool has_original = quantity != nullptr && !quantity->original.empty();
        add(has_original ? quantity->original : Key{object}.text(), object.value);
    }

    const std::string_view text = unsorted_;
    const auto name = [&](const Line& line) { return text.substr(line.begin, line.name_size); };
    std::sort(lines_.begin(), lines_.end(),
              [&](const Line& left, const Line& right) { return name(left) < name(right); });
    if (!first_) out += '\n';
    first_ = false;
    for (const Line& line : lines_) out += text.substr(line.begin, line.size);
}

}  // namespace hanmeter::formats
