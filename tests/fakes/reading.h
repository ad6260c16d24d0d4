// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "hanmeter/values/reading.h"

namespace hanmeter::fakes {

// A reading put together by hand. Its view() is valid as long as this and until the next call.
class HandmadeReading {
public:
    HandmadeReading& at(std::int64_t milliseconds) {
        reading_.time = values::Instant{milliseconds};
        return *this;
    }
    HandmadeReading& meter_clock(const values::DateTime& clock) {
        reading_.meter_time = clock;
        return *this;
    }
    HandmadeReading& number(std::string_view key, values::Decimal value, values::Unit unit) {
        values::Object object;
        object.quantity = values::find_quantity(key);
        object.value = {.kind = values::Value::Kind::number, .number = value};
        object.unit = unit;
        objects_.push_back(object);
        return *this;
    }
    HandmadeReading& power(std::int64_t watts) {
        return number("active_power_import_w", values::Decimal::of_signed(watts),
                      values::Unit::watt);
    }
    HandmadeReading& energy(std::int64_t watt_hours) {
        return number("active_energy_import_wh", values::Decimal::of_signed(watt_hours),
                      values::Unit::watt_hour);
    }
    const values::Reading& view() {
        reading_.objects = objects_;
        return reading_;
    }
    operator const values::Reading&() { return view(); }

private:
    values::Reading reading_{};
    std::vector<values::Object> objects_{};
};

}  // namespace hanmeter::fakes
