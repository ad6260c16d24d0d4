// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/meters/kamstrup.h"

namespace hanmeter::meters {
namespace {

using values::Object;
using values::Scale;
using values::Unit;
using values::Value;

constexpr std::string_view swedish_type_in_wh = "6841131BN245101092";
constexpr std::string_view ct_type_prefix = "685";
constexpr std::uint64_t highest_whole_volts = 1000;

struct Rule {
    std::int8_t scaler;
    Scale scale;
};

std::string_view take_model(std::span<Object> objects) {
    for (Object& object : objects) {
        const auto& code = object.obis;
        if (code.a != 1 || code.c != 96 || code.d != 1 || code.e != 1) continue;
        object.quantity = values::find_quantity(std::string_view{"meter_model"});
        return object.value.text;
    }
    return {};
}

Rule rule_of(const Object& object, std::string_view model) {
    switch (object.quantity->unit) {
        case Unit::watt_hour:
        case Unit::var_hour:
            return {static_cast<std::int8_t>(model == swedish_type_in_wh ? 0 : 1), Scale::assumed};
        case Unit::ampere:
            if (model.starts_with(ct_type_prefix)) return {-3, Scale::assumed};
            return {-2, Scale::list};
        case Unit::volt:
            if (object.value.number.magnitude() > highest_whole_volts) return {-2, Scale::assumed};
            return {0, Scale::list};
        case Unit::none:  // power factors
            if (object.quantity->unit_ends_key) break;
            return {-2, Scale::assumed};
        case Unit::watt:
        case Unit::var:
        case Unit::volt_ampere: return {0, Scale::list};
        case Unit::second:
        case Unit::degree:
        case Unit::cubic_metre:
        case Unit::cubic_metre_corrected:
        case Unit::joule:
        case Unit::volt_ampere_hour:
        case Unit::hertz:
        case Unit::count: break;
    }
    return {0, Scale::unknown};
}

}  // namespace

void settle_kamstrup(std::span<Object> objects) {
    const std::string_view model = take_model(objects);
    for (Object& object : objects) {
        if (object.value.kind != Value::Kind::number || object.scale != Scale::none) continue;
        if (object.quantity == nullptr || object.quantity->kind == values::Kind::text) continue;
        const Rule rule = rule_of(object, model);
        object.scale = rule.scale;
        if (rule.scale == Scale::unknown) continue;
        object.scaler = rule.scaler;
        object.unit = object.quantity->unit;
        object.value.number = object.value.number.scaled(rule.scaler);
    }
}

}  // namespace hanmeter::meters
