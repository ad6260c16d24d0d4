// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/formats/discovery.h"

#include <fmt/core.h>

#include <algorithm>

#include "hanmeter/formats/json_writer.h"

namespace hanmeter::formats {
namespace {

using values::Kind;
using values::Quantity;
using values::Unit;

constexpr std::int64_t live_expires_s = 60;
constexpr std::int64_t hourly_expires_s = 7500;

struct Class {
    Unit unit;
    std::string_view counter;  // device class of a counter
    std::string_view measure;  // and of what goes up and down
};
constexpr Class classes[] = {
    {Unit::watt, "", "power"},
    {Unit::var, "", "reactive_power"},
    {Unit::volt_ampere, "", "apparent_power"},
    {Unit::watt_hour, "energy", ""},
    {Unit::var_hour, "reactive_energy", ""},
    {Unit::volt, "", "voltage"},
    {Unit::ampere, "", "current"},
    {Unit::hertz, "", "frequency"},
    {Unit::second, "", "duration"},
};

std::string_view class_of(const Quantity& quantity, Unit unit) {
    if (quantity.key == "power_factor") return "power_factor";
    if (quantity.key.starts_with("gas_")) return "gas";
    if (quantity.key.starts_with("water_")) return "water";
    const auto* const found = std::ranges::find(classes, unit, &Class::unit);
    if (found == std::end(classes)) return {};
    return quantity.kind == Kind::counter ? found->counter : found->measure;
}

// As Home Assistant writes units.
std::string_view unit_word(Unit unit) {
    if (unit == Unit::cubic_metre || unit == Unit::cubic_metre_corrected) return "m³";
    return values::symbol(unit);
}

std::string capitalised(std::string_view text) {
    std::string out{text};
    if (!out.empty() && out[0] >= 'a' && out[0] <= 'z') {
        out[0] = static_cast<char>(out[0] - 'a' + 'A');
    }
    return out;
}

// A sensor as both forms describe it.
struct Sensor {
    std::string key{};
    std::string name{};
    std::string_view device_class{};
    std::string_view state_class{};
    std::string_view unit{};
    std::string value{};  // the template
    std::int64_t expires = live_expires_s;
};

// Absent is not 0: without the key the sensor keeps what it has.
std::string template_of(std::string_view key) {
    return fmt::format("{{{{ value_json.{0} if value_json.{0} is defined else this.state }}}}",
                       key);
}

bool sends(const DiscoveredMeter& meter, std::string_view key) {
    return std::ranges::any_of(meter.values,
                               [&](const auto& value) { return value.quantity->key == key; });
}

Sensor net_power() {
    return {.key = "active_power_net_w",
            .name = "Active power import less export",
            .device_class = "power",
            .state_class = "measurement",
            .unit = "W",
            .value =
                "{{ value_json.active_power_import_w - value_json.active_power_export_w if "
                "value_json.active_power_import_w is defined and "
                "value_json.active_power_export_w is defined else this.state }}"};
}

std::vector<Sensor> sensors_of(const DiscoveredMeter& meter) {
    std::vector<Sensor> sensors;
    for (const DiscoveredMeter::Value& value : meter.values) {
        const Quantity& quantity = *value.quantity;
        if (quantity.kind != Kind::measurement && quantity.kind != Kind::counter) continue;
        std::array<char, 96> room;
        bytes::TextWriter key{room};
        values::write_key(quantity, value.unit, key);
        sensors.push_back(
            {.key = std::string{key.view()},
             .name = capitalised(quantity.description),
             .device_class = class_of(quantity, value.unit),
             .state_class = quantity.kind == Kind::counter ? "total_increasing" : "measurement",
             .unit = unit_word(value.unit),
             .value = template_of(key.view()),
             .expires = value.hourly ? hourly_expires_s : live_expires_s});
    }
    const bool both =
        sends(meter, "active_power_import_w") && sends(meter, "active_power_export_w");
    if (both && !sends(meter, "active_power_net_w")) sensors.push_back(net_power());
    return sensors;
}

void write_device(const DiscoveredMeter& meter, JsonWriter& json) {
    json.member("dev");
    json.open_object();
    json.member("ids");
    json.open_array();
    json.value(fmt::format("hanmeter_{}", meter.id));
    json.close_array();
    json.member("name", meter.name);
    json.member_if_any("mf", meter.maker);
    json.member_if_any("mdl", meter.model);
    json.member_if_any("sw", meter.list);
    json.close_object();
}

void write_origin(const DiscoveredMeter& meter, JsonWriter& json) {
    json.member("o");
    json.open_object();
    json.member("name", "hanmeter");
    json.member_if_any("sw", meter.version);
    json.close_object();
}

void write_availability(const DiscoveredMeter& meter, JsonWriter& json) {
    json.member("avty");
    json.open_array();
    for (const std::string_view topic : {meter.availability_topic, meter.meter_topic}) {
        json.open_object();
        json.member("t", topic);
        json.close_object();
    }
    json.close_array();
    json.member("avty_mode", "all");
}

void write_sensor(const DiscoveredMeter& meter, const Sensor& sensor, JsonWriter& json) {
    json.member("name", sensor.name);
    json.member("uniq_id", fmt::format("hanmeter_{}_{}", meter.id, sensor.key));
    json.member("def_ent_id", fmt::format("sensor.{}_{}", meter.id, sensor.key));
    json.member_if_any("dev_cla", sensor.device_class);
    json.member("stat_cla", sensor.state_class);
    json.member_if_any("unit_of_meas", sensor.unit);
    json.member("val_tpl", sensor.value);
    json.member("exp_aft");
    json.integer(sensor.expires);
}

}  // namespace

std::vector<DiscoveryMessage> device_discovery(const DiscoveredMeter& meter) {
    DiscoveryMessage message{.topic = fmt::format("homeassistant/device/{}/config", meter.id)};
    JsonWriter json{message.payload};
    json.open_object();
    write_device(meter, json);
    write_origin(meter, json);
    write_availability(meter, json);
    json.member("stat_t", meter.state_topic);
    json.member("qos");
    json.integer(1);
    json.member("cmps");
    json.open_object();
    for (const Sensor& sensor : sensors_of(meter)) {
        json.member(sensor.key);
        json.open_object();
        json.member("p", "sensor");
        write_sensor(meter, sensor, json);
        json.close_object();
    }
    json.close_object();
    json.close_object();
    return {std::move(message)};
}

std::vector<DiscoveryMessage> entity_discovery(const DiscoveredMeter& meter) {
    std::vector<DiscoveryMessage> messages;
    for (const Sensor& sensor : sensors_of(meter)) {
        DiscoveryMessage& message = messages.emplace_back();
        message.topic = fmt::format("homeassistant/sensor/{}/{}/config", meter.id, sensor.key);
        JsonWriter json{message.payload};
        json.open_object();
        write_sensor(meter, sensor, json);
        json.member("stat_t", meter.state_topic);
        json.member("qos");
        json.integer(1);
        write_device(meter, json);
        write_origin(meter, json);
        write_availability(meter, json);
        json.close_object();
    }
    return messages;
}

}  // namespace hanmeter::formats
