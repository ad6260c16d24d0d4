// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/formats/obis_lines.h"

#include "hanmeter/formats/append.h"
#include "hanmeter/formats/value_text.h"

namespace hanmeter::formats {
namespace {

void append_name(std::string_view description, std::string& out) {
    if (description.empty()) return;
    const char first = description.front();
    out += ' ';
    out += first >= 'a' && first <= 'z' ? static_cast<char>(first - 'a' + 'A') : first;
    out += description.substr(1);
}

}  // namespace

void ObisLines::write(const values::Reading& reading, const Context& /*context*/,
                      std::string& out) {
    for (const values::Object& object : reading.objects) {
        append(object.obis, out);
        out += ' ';
        append_value(object.value, out);
        const std::string_view unit = values::unit_of(object);
        if (!unit.empty()) out += ' ';
        out += unit;
        if (object.quantity != nullptr) append_name(object.quantity->description, out);
        out += '\n';
    }
}

}  // namespace hanmeter::formats
