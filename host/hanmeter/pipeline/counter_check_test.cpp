// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/pipeline/counter_check.h"

#include <doctest/doctest.h>

#include <vector>

using namespace hanmeter;

namespace {

constexpr std::int64_t hour = 3'600'000;

struct Meter {
    pipeline::CounterCheck check;
    // Whether a counter of so many Wh, so many hours on, is suspect.
    bool doubts(std::int64_t watt_hours, std::int64_t hours,
                std::string_view key = "active_energy_import_wh") {
        std::vector<values::Object> objects(2);
        objects[0].quantity = values::find_quantity("active_power_import_w");
        objects[0].value = {.kind = values::Value::Kind::number};
        objects[1].quantity = values::find_quantity(key);
        objects[1].unit = objects[1].quantity->unit;
        objects[1].value = {.kind = values::Value::Kind::number,
                            .number = values::Decimal::of_signed(watt_hours)};
        check.check(objects, values::Instant{hours * hour});
        CHECK_FALSE(objects[0].suspect);
        return objects[1].suspect;
    }
};

}  // namespace

TEST_CASE("a counter that rises as it may is believed") {
    Meter meter{pipeline::CounterCheck{63}};
    CHECK_FALSE(meter.doubts(1'000'000, 0));
    CHECK_FALSE(meter.doubts(1'000'000, 1));
    CHECK_FALSE(meter.doubts(1'040'000, 2));
    CHECK_FALSE(meter.doubts(5'000'000, 500));  // the program was off for weeks
}

TEST_CASE("one that falls or leaps is suspect until the next agrees") {
    Meter meter{pipeline::CounterCheck{63}};
    CHECK_FALSE(meter.doubts(1'000'000, 0));
    CHECK(meter.doubts(0, 1));                // falls
    CHECK_FALSE(meter.doubts(1'001'000, 2));  // as before: it was a slip
    CHECK(meter.doubts(9'000'000, 3));        // 8 MWh in an hour, 63 A give 174 kWh in two
    CHECK_FALSE(meter.doubts(9'000'500, 4));  // agrees: another meter
    CHECK_FALSE(meter.doubts(9'001'000, 5));
    CHECK(meter.doubts(100, 6));
    CHECK(meter.doubts(50, 7));  // falls again
    CHECK_FALSE(meter.doubts(60, 8));
}

TEST_CASE("each counter for itself, and a clock that steps back is no leap") {
    Meter meter{pipeline::CounterCheck{}};
    CHECK_FALSE(meter.doubts(1'000'000, 10));
    CHECK_FALSE(meter.doubts(5, 10, "active_energy_export_wh"));
    CHECK_FALSE(meter.doubts(1'000'100, -14));
    CHECK(meter.doubts(3'100'100, -14));  // 2 MWh at once, a megawatt allows one
}
