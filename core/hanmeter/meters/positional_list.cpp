// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/meters/positional_list.h"

#include "hanmeter/messages/cosem/value.h"

namespace hanmeter::meters {
namespace {

using messages::cosem::Element;
using messages::cosem::Tag;
using values::Object;
using values::Scale;
using values::Value;

class Reader final : public messages::cosem::Visitor {
public:
    Reader(const PositionalList& list, values::ObjectList& objects)
        : list_{list}, objects_{objects} {}

    bool fits = true;

    void begin(const Element& element) override {
        if (element.level == 2) fits &= list_.positions[index_++].skipped;
    }

    void value(const Element& element) override {
        if (element.level != 2) return;
        const Position& position = list_.positions[index_++];
        if (position.skipped) return;
        if (element.tag == Tag::null_data || element.tag == Tag::dont_care) return;
        Object object{.obis = position.obis, .quantity = values::find_quantity(position.obis)};
        const bool is_clock = messages::cosem::is_clock_code(position.obis);
        object.value = messages::cosem::value_of(element, is_clock);
        object.type_tag = static_cast<std::uint8_t>(element.tag);
        if (object.value.numeric() && position.scale != Scale::none) {
            object.unit = position.unit;
            object.scale = position.scale;
            object.scaler = position.scaler;
            object.value.number = object.value.number.scaled(position.scaler);
        }
        fits &= position.scale == Scale::none || object.value.numeric();
        objects_.add(object);
    }

private:
    const PositionalList& list_;
    values::ObjectList& objects_;
    std::size_t index_ = 0;
};

}  // namespace

bool is_positional_list(const PositionalList& list, const messages::cosem::Outline& outline) {
    if (outline.outermost.tag != Tag::structure) return false;
    if (outline.outermost.count != list.positions.size()) return false;
    for (std::size_t i = 0; i < list.begins.size(); ++i) {
        const Beginning& wanted = list.begins[i];
        const Element& member = outline.members[i];
        if (wanted.tag != 0 && static_cast<std::uint8_t>(member.tag) != wanted.tag) return false;
        if (wanted.length != 0 && member.content.size() != wanted.length) return false;
    }
    if (list.list.empty()) return true;
    const Value id = messages::cosem::value_of(outline.members[0], false);
    return id.kind == Value::Kind::text && id.text == list.list;
}

bool read_positional_list(const PositionalList& list, bytes::Bytes body,
                          values::ObjectList& objects) {
    Reader reader{list, objects};
    if (!messages::cosem::walk(body, reader)) return false;
    return reader.fits && !objects.empty() && !objects.overflowed();
}

}  // namespace hanmeter::meters
