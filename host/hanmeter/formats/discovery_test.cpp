// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/formats/discovery.h"

#include <doctest/doctest.h>

#include "fakes/reading.h"
#include "hanmeter/formats/sent_keys.h"

using namespace hanmeter;
using fakes::HandmadeReading;
using formats::DiscoveryForm;
using formats::SentKey;
using values::Unit;

namespace {

SentKey key(std::string_view name, Unit unit, int expires_s = 30) {
    const values::Quantity* const found = values::find_quantity(name);
    REQUIRE(found != nullptr);
    return {found, unit, expires_s};
}

formats::DiscoveredMeter meter_of(std::span<const SentKey> keys) {
    return {.id = "home",
            .name = "home",
            .maker = "Aidon",
            .model = "6534",
            .serial = "7359992890941742",
            .list = "AIDON_V0001",
            .state_topic = "hanmeter/home/state",
            .program_topic = "hanmeter/pi/status",
            .meter_topic = "hanmeter/home/status",
            .version = "2.0.0",
            .keys = keys};
}

std::string device(std::span<const SentKey> keys) {
    const auto messages = formats::discovery(meter_of(keys), DiscoveryForm::device);
    REQUIRE(messages.size() == 1);
    return messages[0].payload;
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a device and its sensors in one message, against JSON written by hand") {
    const SentKey keys[] = {key("active_power_import_w", Unit::watt),
                            key("active_energy_import_wh", Unit::watt_hour, 7500)};
    const auto messages = formats::discovery(meter_of(keys), DiscoveryForm::device);
    REQUIRE(messages.size() == 1);
    CHECK(messages[0].topic == "homeassistant/device/home/config");
    CHECK(messages[0].payload ==
          R"({"dev":{"ids":["hanmeter_home"],"name":"home","mf":"Aidon","mdl":"6534",)"
          R"("sn":"7359992890941742","sw":"AIDON_V0001"},"o":{"name":"hanmeter","sw":"2.0.0"},)"
          R"("avty":[{"t":"hanmeter/pi/status"},{"t":"hanmeter/home/status"}],"avty_mode":"all",)"
          R"("stat_t":"hanmeter/home/state","qos":1,"cmps":{)"
          R"("active_power_import_w":{"p":"sensor","name":"Active power import",)"
          R"("uniq_id":"hanmeter_home_active_power_import_w",)"
          R"("def_ent_id":"sensor.home_active_power_import_w","dev_cla":"power",)"
          R"("stat_cla":"measurement","unit_of_meas":"W",)"
          R"("val_tpl":"{{ value_json.active_power_import_w | default('') }}","exp_aft":30},)"
          R"("active_energy_import_wh":{"p":"sensor","name":"Active energy import",)"
          R"("uniq_id":"hanmeter_home_active_energy_import_wh",)"
          R"("def_ent_id":"sensor.home_active_energy_import_wh","dev_cla":"energy",)"
          R"("stat_cla":"total_increasing","unit_of_meas":"Wh",)"
          R"("val_tpl":"{{ value_json.active_energy_import_wh | default('') }}",)"
          R"("exp_aft":7500}}})");
}

TEST_CASE("an entity in a message of its own, against JSON written by hand") {
    const SentKey keys[] = {key("voltage_l1_v", Unit::volt)};
    const auto messages = formats::discovery(meter_of(keys), DiscoveryForm::entity);
    REQUIRE(messages.size() == 1);
    CHECK(messages[0].topic == "homeassistant/sensor/home/voltage_l1_v/config");
    CHECK(messages[0].payload ==
          R"({"name":"Voltage L1","uniq_id":"hanmeter_home_voltage_l1_v",)"
          R"("def_ent_id":"sensor.home_voltage_l1_v","dev_cla":"voltage",)"
          R"("stat_cla":"measurement","unit_of_meas":"V",)"
          R"("val_tpl":"{{ value_json.voltage_l1_v | default('') }}","exp_aft":30,)"
          R"("stat_t":"hanmeter/home/state","qos":1,)"
          R"("dev":{"ids":["hanmeter_home"],"name":"home","mf":"Aidon","mdl":"6534",)"
          R"("sn":"7359992890941742","sw":"AIDON_V0001"},"o":{"name":"hanmeter","sw":"2.0.0"},)"
          R"("avty":[{"t":"hanmeter/pi/status"},{"t":"hanmeter/home/status"}],)"
          R"("avty_mode":"all"})");
}

TEST_CASE("classes and units as Home Assistant has them") {
    struct Row {
        std::string_view key;
        Unit unit;
        std::string_view says;
    };
    for (const Row& row : {
             Row{"reactive_power_import_var", Unit::var,
                 R"("dev_cla":"reactive_power","stat_cla":"measurement","unit_of_meas":"var")"},
             Row{"reactive_energy_import_varh", Unit::var_hour,
                 R"("dev_cla":"reactive_energy","stat_cla":"total_increasing",)"
                 R"("unit_of_meas":"varh")"},
             Row{"active_energy_net_wh", Unit::watt_hour,
                 R"("dev_cla":"energy","stat_cla":"total","unit_of_meas":"Wh")"},
             Row{"heat_j", Unit::joule,
                 R"("dev_cla":"energy","stat_cla":"total_increasing","unit_of_meas":"J")"},
             Row{"gas_m3", Unit::cubic_metre,
                 R"("dev_cla":"gas","stat_cla":"total_increasing","unit_of_meas":"m³")"},
             Row{"warm_water_m3", Unit::cubic_metre,
                 R"("dev_cla":"water","stat_cla":"total_increasing","unit_of_meas":"m³")"},
             Row{"current_l1_a", Unit::ampere,
                 R"("dev_cla":"current","stat_cla":"measurement","unit_of_meas":"A")"},
             Row{"frequency_hz", Unit::hertz,
                 R"("dev_cla":"frequency","stat_cla":"measurement","unit_of_meas":"Hz")"},
             Row{"power_factor_l1", Unit::none,
                 R"("dev_cla":"power_factor","stat_cla":"measurement","val_tpl")"},
             Row{"apparent_energy_import_vah", Unit::volt_ampere_hour,
                 R"(_vah","stat_cla":"total_increasing","unit_of_meas":"VAh")"},
             Row{"limiter_threshold", Unit::ampere,
                 R"("uniq_id":"hanmeter_home_limiter_threshold_a",)"},
         }) {
        CAPTURE(row.key);
        const SentKey keys[] = {key(row.key, row.unit)};
        CHECK(has(device(keys), std::string{row.says}));
    }
    const SentKey text[] = {key("breaker_state", Unit::none)};
    CHECK(has(device(text), R"("cmps":{}})"));
}

TEST_CASE("the net power is made of import and export, unless the meter sends it") {
    const SentKey import = key("active_power_import_w", Unit::watt);
    const SentKey exported = key("active_power_export_w", Unit::watt, 60);
    const SentKey net = key("active_power_net_w", Unit::watt);
    const SentKey both[] = {import, exported};
    CHECK(has(device(both),
              R"("val_tpl":"{{ value_json.active_power_import_w - )"
              R"(value_json.active_power_export_w if value_json.active_power_import_w is defined )"
              R"(and value_json.active_power_export_w is defined else '' }}","exp_aft":60})"));
    const SentKey all[] = {import, exported, net};
    CHECK(has(device(all), "{{ value_json.active_power_net_w | default('') }}"));
    CHECK_FALSE(has(device(all), " - "));
    const SentKey one[] = {import};
    CHECK_FALSE(has(device(one), "net"));
}

TEST_CASE("an entity's id has neither capitals nor dashes") {
    const SentKey keys[] = {key("voltage_l1_v", Unit::volt)};
    formats::DiscoveredMeter meter = meter_of(keys);
    meter.id = "My-Meter";
    const auto messages = formats::discovery(meter, DiscoveryForm::device);
    CHECK(has(messages[0].payload, R"("uniq_id":"hanmeter_My-Meter_voltage_l1_v")"));
    CHECK(has(messages[0].payload, R"("def_ent_id":"sensor.my_meter_voltage_l1_v")"));
}

TEST_CASE("what stands with a broker is read back, another's is not") {
    const SentKey keys[] = {key("active_power_import_w", Unit::watt),
                            key("active_power_export_w", Unit::watt),
                            key("active_energy_import_wh", Unit::watt_hour)};
    for (const DiscoveryForm form : {DiscoveryForm::device, DiscoveryForm::entity}) {
        const auto messages = formats::discovery(meter_of(keys), form);
        std::size_t quantities = 0;
        for (const auto& [topic, payload] : messages) {
            CAPTURE(topic);
            const auto found = formats::standing_discovery(topic, payload, "hanmeter/pi/status");
            REQUIRE(found);
            CHECK(found->form == form);
            CHECK(found->id == "home");
            CHECK(found->serial == "7359992890941742");
            CHECK(found->meter_topic == "hanmeter/home/status");
            quantities += found->quantities.size();
            CHECK_FALSE(formats::standing_discovery(topic, payload, "hanmeter/other/status"));
            CHECK_FALSE(formats::standing_discovery("homeassistant/light/x/config", payload,
                                                    "hanmeter/pi/status"));
            CHECK_FALSE(formats::standing_discovery(topic, "", "hanmeter/pi/status"));
            CHECK_FALSE(
                formats::standing_discovery(topic, formats::take_over, "hanmeter/pi/status"));
            // Cut anywhere, it is still read within its bounds.
            for (std::size_t size = 0; size < payload.size(); ++size) {
                const auto cut = formats::standing_discovery(
                    topic, std::string_view{payload}.substr(0, size), "hanmeter/pi/status");
                if (cut) CHECK(cut->id == "home");
            }
        }
        CHECK(quantities == 3);  // without the net power, which the meter does not send
    }
}

TEST_CASE("a sensor expires after three of its periods") {
    struct Row {
        std::int64_t period_ms;
        int expires_s;
    };
    for (const Row row :
         {Row{1'000, 30}, Row{2'500, 30}, Row{10'000, 30}, Row{10'400, 30}, Row{20'000, 60},
          Row{60'000, 180}, Row{900'000, 2700}, Row{3'600'000, 7500}, Row{86'400'000, 7500}}) {
        CAPTURE(row.period_ms);
        formats::SentKeys sent;
        CHECK(sent.note(HandmadeReading{}.at(0).power(1)));
        CHECK(sent.keys()[0].expires_s == 7500);
        for (int i = 1; i <= 5; ++i) sent.note(HandmadeReading{}.at(i * row.period_ms).power(1));
        CHECK(sent.keys()[0].expires_s == row.expires_s);
    }
}

TEST_CASE("lost, repeated and late lists do not change a period; nor does what has no time") {
    formats::SentKeys sent;
    std::int64_t now = 0;
    const auto hourly = [&](std::int64_t later_ms) {
        return sent.note(HandmadeReading{}.at(now += later_ms).energy(1));
    };
    CHECK(hourly(0));
    for (int i = 0; i < 5; ++i) CHECK_FALSE(hourly(3'600'000));
    CHECK_FALSE(hourly(1'000));  // sent again
    CHECK_FALSE(hourly(0));
    CHECK_FALSE(hourly(3'599'000));
    CHECK(sent.keys()[0].expires_s == 7500);

    formats::SentKeys live;
    for (int i = 0; i < 6; ++i) live.note(HandmadeReading{}.at(i * 10'000).power(1));
    CHECK_FALSE(live.note(HandmadeReading{}.at(86'400'000).power(1)));  // an outage
    CHECK_FALSE(live.note(HandmadeReading{}.power(1)));
    CHECK(live.keys()[0].expires_s == 30);
}
