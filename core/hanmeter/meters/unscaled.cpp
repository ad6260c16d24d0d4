// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/meters/unscaled.h"

#include "hanmeter/messages/cosem/axdr.h"

namespace hanmeter::meters {
namespace {

using values::Object;
using values::Scale;
using values::Unit;

struct Rule {
    std::int8_t scaler = 0;
    Scale scale = Scale::none;
};

bool is_16_bit(const Object& object) {
    using messages::cosem::Tag;
    const auto tag = static_cast<Tag>(object.type_tag);
    return tag == Tag::long_ || tag == Tag::long_unsigned;
}

Rule rule_of(const Object& object) {
    constexpr std::uint64_t highest_whole_volts = 1000;
    switch (object.quantity->unit) {
        case Unit::watt:
        case Unit::var:
        case Unit::volt_ampere:
        case Unit::watt_hour:
        case Unit::var_hour:
        case Unit::volt_ampere_hour: return {0, Scale::list};
        case Unit::ampere:
            return Rule{static_cast<std::int8_t>(is_16_bit(object) ? -2 : 0), Scale::assumed};
        case Unit::volt:
            if (object.value.number.magnitude() > highest_whole_volts) return {-1, Scale::assumed};
            return {0, Scale::assumed};
        case Unit::none:  // power factors
            if (object.quantity->unit_ends_key) return {0, Scale::assumed};
            return {-3, Scale::assumed};
        case Unit::second:
        case Unit::degree:
        case Unit::cubic_metre:
        case Unit::cubic_metre_corrected:
        case Unit::joule:
        case Unit::hertz:
        case Unit::count: break;
    }
    return {};
}

}  // namespace

void settle_unscaled(std::span<Object> objects) {
    for (Object& object : objects) {
        if (object.value.kind != values::Value::Kind::number || object.scale != Scale::none)
            continue;
        if (object.quantity == nullptr || object.quantity->kind == values::Kind::text) continue;
        const Rule rule = rule_of(object);
        if (rule.scale == Scale::none) continue;
        object.scale = rule.scale;
        object.scaler = rule.scaler;
        object.unit = object.quantity->unit_ends_key ? Unit::watt : object.quantity->unit;
        object.value.number = object.value.number.scaled(rule.scaler);
    }
}

}  // namespace hanmeter::meters
