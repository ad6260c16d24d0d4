// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/values/quantity.h"

#include <doctest/doctest.h>

#include <array>
#include <set>
#include <string>

#include "hanmeter/values/reading.h"

using namespace hanmeter;
using namespace hanmeter::values;

namespace {

std::string key_of(const char* code) {
    const auto parsed = Obis::parse(code);
    REQUIRE(parsed);
    const Quantity* found = find_quantity(*parsed);
    return found != nullptr ? std::string{found->key} : "none";
}

std::string key_with(const Quantity& quantity, Unit unit) {
    std::array<char, 80> room;
    bytes::TextWriter out{room};
    write_key(quantity, unit, out);
    CHECK_FALSE(out.overflowed());
    return std::string{out.view()};
}

struct Named {
    const char* code;
    const char* key;
};

}  // namespace

TEST_CASE("codes have the keys that are promised") {
    constexpr Named table[] = {
        {"1-0:1.7.0", "active_power_import_w"},
        {"1-0:2.7.0", "active_power_export_w"},
        {"1-0:16.7.0", "active_power_net_w"},
        {"1-0:3.7.0", "reactive_power_import_var"},
        {"1-0:4.7.0", "reactive_power_export_var"},
        {"1-0:9.7.0", "apparent_power_import_va"},
        {"1-0:10.7.0", "apparent_power_export_va"},
        {"1-0:21.7.0", "active_power_import_l1_w"},
        {"1-0:41.7.0", "active_power_import_l2_w"},
        {"1-0:61.7.0", "active_power_import_l3_w"},
        {"1-0:22.7.0", "active_power_export_l1_w"},
        {"1-0:42.7.0", "active_power_export_l2_w"},
        {"1-0:62.7.0", "active_power_export_l3_w"},
        {"1-0:31.7.0", "current_l1_a"},
        {"1-0:51.7.0", "current_l2_a"},
        {"1-0:71.7.0", "current_l3_a"},
        {"1-0:32.7.0", "voltage_l1_v"},
        {"1-0:52.7.0", "voltage_l2_v"},
        {"1-0:72.7.0", "voltage_l3_v"},
        {"1-0:13.7.0", "power_factor"},
        {"1-0:33.7.0", "power_factor_l1"},
        {"1-0:53.7.0", "power_factor_l2"},
        {"1-0:73.7.0", "power_factor_l3"},
        {"1-0:14.7.0", "frequency_hz"},
        {"1-0:1.8.0", "active_energy_import_wh"},
        {"1-0:2.8.0", "active_energy_export_wh"},
        {"1-0:3.8.0", "reactive_energy_import_varh"},
        {"1-0:4.8.0", "reactive_energy_export_varh"},
        {"1-0:5.8.0", "reactive_energy_q1_varh"},
        {"1-0:6.8.0", "reactive_energy_q2_varh"},
        {"1-0:7.8.0", "reactive_energy_q3_varh"},
        {"1-0:8.8.0", "reactive_energy_q4_varh"},
        {"1-0:1.8.1", "active_energy_import_t1_wh"},
        {"1-0:1.8.4", "active_energy_import_t4_wh"},
        {"1-0:2.8.2", "active_energy_export_t2_wh"},
        {"1-0:3.8.3", "reactive_energy_import_t3_varh"},
        {"1-0:4.8.1", "reactive_energy_export_t1_varh"},
        {"0-0:1.0.0", "meter_time"},
        {"0-1:1.0.0", "meter_time"},
        {"0-0:96.1.0", "meter_id"},
        {"0-0:96.1.7", "meter_model"},
        {"1-1:0.2.129", "list"},
        {"1-0:0.2.129", "list"},
    };
    for (const Named& row : table) {
        CAPTURE(row.code);
        CHECK(key_of(row.code) == row.key);
    }
}

TEST_CASE("B is 0 or 1 and F is 255, else the code stays its own key") {
    CHECK(key_of("1-1:1.7.0") == "active_power_import_w");
    CHECK(key_of("1-2:1.7.0") == "none");
    CHECK(key_of("1-64:1.8.0") == "none");
    CHECK(key_of("1-0:1.8.0*0") == "none");
    CHECK(key_of("1-0:1.8.0*101") == "none");
    CHECK(key_of("0-0:1.7.0") == "none");
    CHECK(key_of("1-0:99.97.0") == "none");
}

TEST_CASE("every row says what it should") {
    std::set<std::string> keys;
    for (const Quantity& row : catalogue()) {
        CAPTURE(row.key);
        CHECK(keys.insert(std::string{row.key}).second);
        CHECK(find_quantity(row.key) == &row);
        CHECK(find_quantity(Obis{row.code.a, 0, row.code.c, row.code.d, row.code.e, 255}) == &row);
        CHECK_FALSE(row.description.empty());
        for (const char letter : row.key) {
            const bool snake = (letter >= 'a' && letter <= 'z') ||
                               (letter >= '0' && letter <= '9') || letter == '_';
            CHECK(snake);
        }
        if (row.unit == Unit::none || row.unit_ends_key) continue;
        CHECK((row.kind == Kind::measurement || row.kind == Kind::counter));
        std::string ending = "_";
        for (const char letter : symbol(row.unit)) {
            ending += static_cast<char>(letter >= 'A' && letter <= 'Z' ? letter + 32 : letter);
        }
        CHECK(row.key.ends_with(ending));
    }
    CHECK(find_quantity(std::string_view{"active_power"}) == nullptr);
    CHECK(find_quantity(std::string_view{""}) == nullptr);
}

TEST_CASE("registers that only grow are counters, powers are not") {
    CHECK(find_quantity(Obis{1, 0, 1, 8, 0, 255})->kind == Kind::counter);
    CHECK(find_quantity(Obis{1, 0, 1, 7, 0, 255})->kind == Kind::measurement);
    CHECK(find_quantity(Obis{1, 0, 16, 8, 0, 255})->kind == Kind::measurement);  // may shrink
    CHECK(find_quantity(Obis{0, 0, 1, 0, 0, 255})->kind == Kind::time);
    CHECK(find_quantity(Obis{0, 0, 96, 1, 0, 255})->kind == Kind::text);
}

TEST_CASE("the unit that the meter sends ends the key of a limit") {
    const Quantity* limit = find_quantity(Obis{0, 0, 17, 0, 0, 255});
    REQUIRE(limit != nullptr);
    CHECK(key_with(*limit, Unit::watt) == "limiter_threshold_w");
    CHECK(key_with(*limit, Unit::ampere) == "limiter_threshold_a");
    CHECK(key_with(*limit, Unit::volt_ampere) == "limiter_threshold_va");
    CHECK(key_with(*limit, Unit::none) == "limiter_threshold");
    CHECK(key_with(*limit, Unit::count) == "limiter_threshold");
    CHECK(key_with(*find_quantity(std::string_view{"current_l1_a"}), Unit::none) == "current_l1_a");
}

TEST_CASE("the names of the original program") {
    const auto original = [](const char* key) {
        return std::string{find_quantity(std::string_view{key})->original};
    };
    CHECK(original("active_power_import_w") == "act_pow_pos");
    CHECK(original("current_l1_a") == "curr_L1");
    CHECK(original("voltage_l1_v") == "volt_L1");
    CHECK(original("active_energy_import_wh") == "act_energy_pos");
    CHECK(original("meter_id") == "meter_ID");
    CHECK(original("active_power_net_w").empty());
}
