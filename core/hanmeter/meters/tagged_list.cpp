// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/meters/tagged_list.h"

#include <array>
#include <optional>

#include "hanmeter/messages/cosem/value.h"

namespace hanmeter::meters {
namespace {

using messages::cosem::Element;
using messages::cosem::Outline;
using messages::cosem::Tag;
using values::Obis;
using values::Object;
using values::ObjectList;
using values::Scale;
using values::Unit;
using values::Value;

constexpr Obis list_id{.a = 1, .b = 1, .c = 0, .d = 2, .e = 129};
constexpr Obis meter_number{.a = 0, .b = 0, .c = 96, .d = 1, .e = 0};

class Reader final : public messages::cosem::Visitor {
public:
    Reader(bytes::Bytes body, ObjectList& objects) : body_{body}, objects_{objects} {}

    std::size_t unnamed_numbers = 0;  // in a flat list

    void begin(const Element& element) override {
        if (composite_level_ != 0) return;
        index_[element.level] = 0;
        if (element.level == 1) members_ = element.count;
        if (element.level > 1) ++index_[element.level - 1];
        if (code_) {
            composite_level_ = element.level;
            return;
        }
        if (element.tag == Tag::compact_array && compact_level_ == 0) {
            compact_level_ = element.level;
        }
        const bool pair = element.tag == Tag::structure && element.count == 2;
        scale_step_ = pair && value_is_fresh_ ? ScaleStep::scaler : ScaleStep::none;
        value_is_fresh_ = false;
    }

    void value(const Element& element) override {
        if (composite_level_ != 0) return;
        const std::size_t index = element.level > 1 ? index_[element.level - 1]++ : 0;
        if (code_) return named(element);
        if (scale_step_ != ScaleStep::none && scale(element)) return;
        value_is_fresh_ = false;
        if (element.tag == Tag::attribute_descriptor) {
            constexpr std::size_t class_size = 2;
            code_ = Obis::from(element.content.subspan(class_size, Obis::size));
        } else if (is_code(element, index)) {
            code_ = Obis::from(element.content);
        } else if (element.level == 2) {
            unnamed(element, index);
        }
    }

    void end(const Element& element, std::size_t end_offset) override {
        if (composite_level_ != element.level) {
            if (composite_level_ == 0 && element.level > 1) {
                code_.reset();
                value_is_fresh_ = false;
            }
            if (composite_level_ == 0 && compact_level_ == element.level) compact_level_ = 0;
            return;
        }
        composite_level_ = 0;
        if (compact_level_ == 0) add_composite(element, end_offset);
        code_.reset();
    }

private:
    enum class ScaleStep : std::uint8_t { none, scaler, unit };

    // A value of a flat list that no code stands in front of.
    void unnamed(const Element& element, std::size_t index) {
        const bool is_string = element.tag == Tag::octet_string && !element.content.empty();
        if (index == 0) {
            opens_with_clock_ = is_string && element.content.size() == values::DateTime::size;
            if (element.tag == Tag::visible_string) add(list_id, element, false);
        } else if (opens_with_clock_ && is_string && index + 1 == members_) {
            add(meter_number, element, false);
        }
        if (messages::cosem::is_integer(element.tag)) ++unnamed_numbers;
    }

    void add_composite(const Element& element, std::size_t end_offset) {
        Object object{.obis = *code_, .quantity = values::find_quantity(*code_)};
        object.value = {.kind = Value::Kind::composite,
                        .data = body_.subspan(element.offset, end_offset - element.offset)};
        object.type_tag = static_cast<std::uint8_t>(element.tag);
        objects_.add(object);
    }

    static bool is_code(const Element& element, std::size_t index) {
        if (element.tag != Tag::octet_string || element.content.size() != Obis::size) return false;
        return element.level == 2 ? element.content.back() == 0xFF : index == 0;
    }

    void named(const Element& element) {
        const Obis code = *code_;
        code_.reset();
        if (element.tag == Tag::null_data || element.tag == Tag::dont_care) return;
        add(code, element, messages::cosem::is_clock_code(code));
        value_is_fresh_ = !objects_.overflowed();
    }

    void add(const Obis& code, const Element& element, bool is_clock) {
        Object object{.obis = code, .quantity = values::find_quantity(code)};
        object.value = messages::cosem::value_of(element, is_clock);
        object.type_tag = static_cast<std::uint8_t>(element.tag);
        objects_.add(object);
    }

    // The two members of a structure that follows a value; false where they are no scaler-unit.
    bool scale(const Element& element) {
        if (scale_step_ == ScaleStep::scaler && element.tag == Tag::integer) {
            scaler_ = static_cast<std::int8_t>(element.content.front());
            scale_step_ = ScaleStep::unit;
            return true;
        }
        const bool complete = scale_step_ == ScaleStep::unit && element.tag == Tag::enum_;
        scale_step_ = ScaleStep::none;
        if (!complete) return false;
        Object& object = objects_.last();
        if (!object.value.numeric()) return true;
        const auto unit = static_cast<Unit>(element.content.front());
        object.unit = unit == Unit::count ? Unit::none : unit;
        object.scale = Scale::frame;
        object.scaler = scaler_;
        object.value.number = object.value.number.scaled(scaler_);
        return true;
    }

    bytes::Bytes body_;
    ObjectList& objects_;
    std::optional<Obis> code_;         // seen, its value not yet
    bool opens_with_clock_ = false;    // a flat list
    std::size_t members_ = 0;          // of the outermost array or structure
    std::size_t composite_level_ = 0;  // of the array or structure that is a value; 0: none
    std::size_t compact_level_ = 0;    // of the compact array around it, whose elements have no tag
    bool value_is_fresh_ = false;      // a scaler-unit may follow
    ScaleStep scale_step_ = ScaleStep::none;
    std::int8_t scaler_ = 0;
    std::array<std::size_t, messages::cosem::max_depth + 2> index_{};  // of members, by level
};

// Descriptors that stand in front of their values: class, code, attribute, index.
bool has_descriptors(const Outline& outline) {
    const Element& first = outline.members[0];
    return outline.outermost.tag == Tag::structure && first.tag == Tag::array;
}

}  // namespace

bool read_tagged_list(bytes::Bytes body, const Outline& outline, ObjectList& objects) {
    if (has_descriptors(outline)) return false;
    Reader reader{body, objects};
    if (!messages::cosem::walk(body, reader)) return false;
    std::size_t named = 0;
    for (const Object& object : objects.view()) {
        if (object.obis != list_id) ++named;
    }
    return named > 0 && named >= reader.unnamed_numbers && !objects.overflowed();
}

}  // namespace hanmeter::meters
