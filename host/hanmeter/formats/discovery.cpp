// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/formats/discovery.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "hanmeter/formats/json_writer.h"

namespace hanmeter::formats {
namespace {

using values::Kind;
using values::Quantity;
using values::Unit;

constexpr std::string_view device_topic = "homeassistant/device/";
constexpr std::string_view sensor_topic = "homeassistant/sensor/";
constexpr std::string_view end_of_topic = "/config";
constexpr std::string_view net_power = "active_power_net_w";

// Home Assistant's device classes. A sum that also goes down is a `total`.
struct Class {
    Unit unit;
    std::string_view device;
    bool sum = false;
};
constexpr Class classes[] = {
    {Unit::watt, "power"},
    {Unit::var, "reactive_power"},
    {Unit::volt_ampere, "apparent_power"},
    {Unit::watt_hour, "energy", true},
    {Unit::joule, "energy", true},
    {Unit::var_hour, "reactive_energy", true},
    {Unit::volt, "voltage"},
    {Unit::ampere, "current"},
    {Unit::hertz, "frequency"},
    {Unit::second, "duration"},
};

const Class* class_of(Unit unit) {
    const auto* const found = std::ranges::find(classes, unit, &Class::unit);
    return found == std::end(classes) ? nullptr : found;
}

std::string_view device_class(const Quantity& quantity, Unit unit) {
    if (quantity.key.starts_with("power_factor")) return "power_factor";
    if (quantity.key.starts_with("gas_")) return "gas";
    if (quantity.key.ends_with("water_m3")) return "water";
    const Class* const found = class_of(unit);
    return found == nullptr ? std::string_view{} : found->device;
}

std::string_view state_class(const Quantity& quantity, Unit unit) {
    if (quantity.kind == Kind::counter) return "total_increasing";
    const Class* const found = class_of(unit);
    return found != nullptr && found->sum ? "total" : "measurement";
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
    int expires_s = 0;
};

// Absent is neither 0 nor unknown: what a template leaves empty, Home Assistant ignores.
std::string template_of(std::string_view key) {
    return fmt::format("{{{{ value_json.{} | default('') }}}}", key);
}

Sensor sensor_of(const SentKey& sent) {
    const Quantity& quantity = *sent.quantity;
    std::array<char, 96> room;
    bytes::TextWriter key{room};
    values::write_key(quantity, sent.unit, key);
    return {.key = std::string{key.view()},
            .name = capitalised(quantity.description),
            .device_class = device_class(quantity, sent.unit),
            .state_class = state_class(quantity, sent.unit),
            .unit = unit_word(sent.unit),
            .value = template_of(key.view()),
            .expires_s = sent.expires_s};
}

const SentKey* sent(const DiscoveredMeter& meter, std::string_view key) {
    for (const SentKey& each : meter.keys) {
        if (each.quantity->key == key) return &each;
    }
    return nullptr;
}

// For the Energy page, which takes a signed power.
void add_net_power(const DiscoveredMeter& meter, std::vector<Sensor>& sensors) {
    const SentKey* const import = sent(meter, "active_power_import_w");
    const SentKey* const export_ = sent(meter, "active_power_export_w");
    if (import == nullptr || export_ == nullptr || sent(meter, net_power) != nullptr) return;
    Sensor net = sensor_of({.quantity = values::find_quantity(net_power),
                            .unit = Unit::watt,
                            .expires_s = std::max(import->expires_s, export_->expires_s)});
    net.value =
        "{{ value_json.active_power_import_w - value_json.active_power_export_w if "
        "value_json.active_power_import_w is defined and value_json.active_power_export_w is "
        "defined else '' }}";
    sensors.push_back(std::move(net));
}

std::vector<Sensor> sensors_of(const DiscoveredMeter& meter) {
    std::vector<Sensor> sensors;
    for (const SentKey& each : meter.keys) {
        const Kind kind = each.quantity->kind;
        if (kind == Kind::measurement || kind == Kind::counter) sensors.push_back(sensor_of(each));
    }
    add_net_power(meter, sensors);
    return sensors;
}

// An entity's id has neither capitals nor dashes.
std::string entity_id(std::string_view id, std::string_view key) {
    std::string out = fmt::format("sensor.{}_{}", id, key);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        if (c == '-') c = '_';
    }
    return out;
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
    json.member_if_any("sn", meter.serial);
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
    for (const std::string_view topic : {meter.program_topic, meter.meter_topic}) {
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
    json.member("def_ent_id", entity_id(meter.id, sensor.key));
    json.member_if_any("dev_cla", sensor.device_class);
    json.member("stat_cla", sensor.state_class);
    json.member_if_any("unit_of_meas", sensor.unit);
    json.member("val_tpl", sensor.value);
    json.member("exp_aft");
    json.integer(sensor.expires_s);
}

std::vector<DiscoveryMessage> for_device(const DiscoveredMeter& meter) {
    DiscoveryMessage message{.topic = fmt::format("{}{}{}", device_topic, meter.id, end_of_topic)};
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

std::vector<DiscoveryMessage> for_entities(const DiscoveredMeter& meter) {
    std::vector<DiscoveryMessage> messages;
    for (const Sensor& sensor : sensors_of(meter)) {
        DiscoveryMessage& message = messages.emplace_back();
        message.topic = fmt::format("{}{}/{}{}", sensor_topic, meter.id, sensor.key, end_of_topic);
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

// The text between `before` and the next quote; `text` goes on behind it. Nothing where there is
// no further one.
std::optional<std::string_view> next_between(std::string_view& text, std::string_view before) {
    const std::size_t at = text.find(before);
    if (at == std::string_view::npos) return std::nullopt;
    text.remove_prefix(at + before.size());
    std::size_t end = 0;
    while (end < text.size() && text[end] != '"') end += text[end] == '\\' ? 2u : 1u;
    const std::string_view found = text.substr(0, end);
    text.remove_prefix(std::min(end, text.size()));
    return found;
}

// ID of homeassistant/device/ID/config, or of homeassistant/sensor/ID/KEY/config.
bool take_topic(std::string_view topic, StandingDiscovery& into) {
    if (!topic.ends_with(end_of_topic)) return false;
    topic.remove_suffix(end_of_topic.size());
    into.form = topic.starts_with(device_topic) ? DiscoveryForm::device : DiscoveryForm::entity;
    const bool device = into.form == DiscoveryForm::device;
    if (!device && !topic.starts_with(sensor_topic)) return false;
    topic.remove_prefix(device ? device_topic.size() : sensor_topic.size());
    const std::size_t slash = topic.find('/');
    if (device != (slash == std::string_view::npos)) return false;
    into.id = topic.substr(0, slash);
    return !into.id.empty();
}

}  // namespace

std::vector<DiscoveryMessage> discovery(const DiscoveredMeter& meter, DiscoveryForm form) {
    return form == DiscoveryForm::device ? for_device(meter) : for_entities(meter);
}

std::optional<StandingDiscovery> standing_discovery(std::string_view topic,
                                                    std::string_view payload,
                                                    std::string_view program_topic) {
    StandingDiscovery standing;
    if (!take_topic(topic, standing)) return std::nullopt;
    std::string_view rest = payload;
    const std::size_t topics = rest.find("\"avty\":[");
    if (topics == std::string_view::npos) return std::nullopt;
    rest.remove_prefix(topics);
    if (next_between(rest, "\"t\":\"") != program_topic) return std::nullopt;
    standing.meter_topic = next_between(rest, "\"t\":\"").value_or("");
    rest = payload;
    standing.serial = next_between(rest, "\"sn\":\"").value_or("");
    const std::string before = fmt::format("\"uniq_id\":\"hanmeter_{}_", standing.id);
    rest = payload;
    for (auto key = next_between(rest, before); key; key = next_between(rest, before)) {
        const Quantity* const quantity = values::find_quantity(*key);
        if (quantity != nullptr && *key != net_power) {
            standing.quantities.push_back(quantity);
        }
    }
    return standing;
}

}  // namespace hanmeter::formats
