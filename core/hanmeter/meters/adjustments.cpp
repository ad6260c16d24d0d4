// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/meters/adjustments.h"

namespace hanmeter::meters {
namespace {

using values::Object;
using values::Scale;
using values::Unit;
using Kind = Selection::Kind;

std::optional<Kind> kind_of(Unit unit) {
    switch (unit) {
        case Unit::ampere: return Kind::current;
        case Unit::volt: return Kind::voltage;
        case Unit::watt:
        case Unit::var:
        case Unit::volt_ampere: return Kind::power;
        case Unit::watt_hour:
        case Unit::var_hour:
        case Unit::volt_ampere_hour: return Kind::energy;
        case Unit::none:
        case Unit::second:
        case Unit::degree:
        case Unit::cubic_metre:
        case Unit::cubic_metre_corrected:
        case Unit::joule:
        case Unit::hertz:
        case Unit::count: break;
    }
    return std::nullopt;
}

// A number of the application layer whose frame says no scale.
bool lacks_a_scale(const Object& object) {
    if (object.value.kind != values::Value::Kind::number) return false;
    if (object.scale == Scale::none) return object.type_tag != 0;
    return object.scale != Scale::frame;
}

void set_scale(Object& object, const ScaleRule& rule) {
    object.value.number = object.value.number.mantissa().scaled(rule.scaler);
    object.scaler = rule.scaler;
    object.scale = Scale::list;
    if (rule.unit != Unit::none) {
        object.unit = rule.unit;
    } else if (object.unit == Unit::none && object.quantity != nullptr) {
        object.unit = object.quantity->unit;
    }
}

template <class Rule>
const Rule* last_that_holds(std::span<const Rule> rules, const Object& object) {
    const Rule* found = nullptr;
    for (const Rule& rule : rules) {
        if (rule.which.holds(object)) found = &rule;
    }
    return found;
}

void multiply(Object& object, const Factor& factor) {
    if (const auto product = object.value.number.times(factor.by)) {
        object.value.number = *product;
        object.factor = &factor.by;
        return;
    }
    object.value.number = object.value.number.mantissa();
    object.scale = Scale::unknown;
    object.unit = Unit::none;
}

}  // namespace

std::optional<Selection> Selection::parse(std::string_view text) {
    if (text == "current") return Selection{.kind = Kind::current};
    if (text == "voltage") return Selection{.kind = Kind::voltage};
    if (text == "power") return Selection{.kind = Kind::power};
    if (text == "energy") return Selection{.kind = Kind::energy};
    if (const values::Quantity* row = values::find_quantity(text)) {
        const auto& code = row->code;
        return Selection{.code = {code.a, 0, code.c, code.d, code.e, 255}};
    }
    if (const auto code = values::Obis::parse(text)) return Selection{.code = *code};
    return std::nullopt;
}

bool Selection::holds(const Object& object) const {
    if (kind == Kind::code) {
        if (object.obis == code) return true;
        return object.quantity != nullptr && object.quantity == values::find_quantity(code);
    }
    if (object.obis.a != 1) return false;
    const bool stated = object.unit != Unit::none;
    if (!stated && object.quantity == nullptr) return false;
    return kind_of(stated ? object.unit : object.quantity->unit) == kind;
}

void adjust(std::span<Object> objects, const Adjustments& adjustments) {
    for (Object& object : objects) {
        if (!object.value.numeric()) continue;
        if (lacks_a_scale(object)) {
            const auto* rule = last_that_holds(adjustments.scales, object);
            if (rule != nullptr) set_scale(object, *rule);
        }
        const auto* factor = last_that_holds(adjustments.factors, object);
        if (factor != nullptr) multiply(object, *factor);
    }
}

}  // namespace hanmeter::meters
