// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/meters/kaifa.h"

namespace hanmeter::meters {
namespace {

using values::Object;
using values::Scale;
using values::Unit;

std::int8_t scaler_of(Unit unit) {
    if (unit == Unit::ampere) return -3;
    if (unit == Unit::volt) return -1;
    return 0;
}

bool has_scale(Unit unit) {
    return unit == Unit::watt || unit == Unit::var || unit == Unit::ampere || unit == Unit::volt ||
           unit == Unit::watt_hour || unit == Unit::var_hour;
}

}  // namespace

void settle_kaifa(std::span<Object> objects) {
    for (Object& object : objects) {
        if (object.value.kind != values::Value::Kind::number || object.scale != Scale::none ||
            object.quantity == nullptr || !has_scale(object.quantity->unit)) {
            continue;
        }
        object.unit = object.quantity->unit;
        object.scale = Scale::list;
        object.scaler = scaler_of(object.unit);
        object.value.number = object.value.number.scaled(object.scaler);
    }
}

}  // namespace hanmeter::meters
