// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/meters/push_list.h"

#include <array>

#include "hanmeter/messages/cosem/value.h"

namespace hanmeter::meters {
namespace {

using messages::cosem::Element;
using messages::cosem::Outline;
using messages::cosem::Tag;
using values::Obis;
using values::Object;
using values::Value;

struct Descriptor {
    Obis obis{};
    std::uint8_t attribute = 0;
    bool has_code = false;
};

class Reader final : public messages::cosem::Visitor {
public:
    Reader(bytes::Bytes body, values::ObjectList& objects) : body_{body}, objects_{objects} {}

    bool well_formed = true;

    void begin(const Element& element) override {
        if (element.level == 2) ++index_;
        if (index_ != 0) return;  // an array or structure as a value: see end()
        if (element.level == 3) {
            member_ = 0;
            if (described_ == descriptors_.size()) {
                well_formed = false;
            } else {
                ++described_;
            }
        }
        if (element.level == 4) ++member_;
    }

    void value(const Element& element) override {
        if (element.level == 2) {
            ++index_;
            return named(element, messages::cosem::value_of(element, is_clock()));
        }
        if (index_ == 0 && element.level == 4 && described_ > 0 && well_formed) describe(element);
    }

    void end(const Element& element, std::size_t end_offset) override {
        if (element.level != 2 || index_ == 0) return;
        named(element, {.kind = Value::Kind::composite,
                        .data = body_.subspan(element.offset, end_offset - element.offset)});
    }

private:
    enum Member : std::size_t { class_id, logical_name, attribute };

    void describe(const Element& element) {
        Descriptor& descriptor = descriptors_[described_ - 1];
        switch (member_++) {
            case class_id: well_formed &= element.tag == Tag::long_unsigned; return;
            case logical_name:
                descriptor.has_code = element.content.size() == Obis::size;
                if (descriptor.has_code) descriptor.obis = Obis::from(element.content);
                return;
            case attribute:
                if (element.content.size() == 1) descriptor.attribute = element.content.front();
                return;
            default: return;
        }
    }

    const Descriptor* descriptor() const {
        return index_ < described_ ? &descriptors_[index_] : nullptr;
    }
    bool is_clock() const {
        return descriptor() != nullptr && messages::cosem::is_clock_code(descriptor()->obis);
    }

    void named(const Element& element, const Value& value) {
        constexpr std::uint8_t name_of_object = 1;
        const Descriptor* const which = descriptor();
        if (which == nullptr || !which->has_code || which->attribute == name_of_object) return;
        if (element.tag == Tag::null_data || element.tag == Tag::dont_care) return;
        const bool is_string = value.kind == Value::Kind::octets || value.kind == Value::Kind::text;
        if (is_string && element.content.empty()) return;
        Object object{.obis = which->obis, .quantity = values::find_quantity(which->obis)};
        object.value = value;
        object.type_tag = static_cast<std::uint8_t>(element.tag);
        objects_.add(object);
    }

    static constexpr std::size_t before_first = ~std::size_t{0};

    bytes::Bytes body_;
    values::ObjectList& objects_;
    std::array<Descriptor, max_descriptors> descriptors_{};
    std::size_t described_ = 0;
    std::size_t member_ = 0;            // of the descriptor at hand
    std::size_t index_ = before_first;  // of the element of the structure at hand
};

bool is_push_list(const Outline& outline) {
    const Element& first = outline.members[0];
    return outline.outermost.tag == Tag::structure && first.tag == Tag::array && first.count > 0 &&
           first.count == outline.outermost.count;
}

}  // namespace

bool read_push_list(bytes::Bytes body, const Outline& outline, values::ObjectList& objects) {
    if (!is_push_list(outline)) return false;
    Reader reader{body, objects};
    if (!messages::cosem::walk(body, reader)) return false;
    return reader.well_formed && !objects.empty() && !objects.overflowed();
}

}  // namespace hanmeter::meters
