// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/sinks/sink_list.h"

#include <fmt/core.h>

#include <algorithm>

#include "hanmeter/sinks/command.h"
#include "hanmeter/sinks/domoticz.h"
#include "hanmeter/sinks/influxdb.h"
#include "hanmeter/sinks/json_file.h"
#include "hanmeter/sinks/json_net.h"
#include "hanmeter/sinks/mqtt.h"
#include "hanmeter/sinks/postgres.h"

namespace hanmeter::sinks {
namespace {

using enum pipeline::SettingType;
using pipeline::Say;
using pipeline::Setting;
using pipeline::SettingValues;

// clang-format off
constexpr Setting mqtt_settings[] = {
    {.key = "url", .fallback = "mqtt://127.0.0.1:1883",
     .says = "The broker; mqtts:// for TLS"},
    {.key = "user", .says = "A user of the broker"},
    {.key = "password", .type = secret, .says = "The user's password"},
    {.key = "ca_file", .sample = "/etc/hanmeter/ca.pem",
     .says = "Whom to trust with mqtts://; without it whom this machine trusts"},
    {.key = "cert_file", .sample = "/etc/hanmeter/client.pem",
     .says = "The client's own certificate"},
    {.key = "key_file", .sample = "/etc/hanmeter/client.key", .says = "Its private key"},
    {.key = "version", .type = word, .fallback = "3.1.1", .words = "3.1.1 5",
     .says = "Version of MQTT"},
    {.key = "prefix", .fallback = "hanmeter", .says = "Where all topics begin"},
    {.key = "node", .sample = "pi",
     .says = "This machine in PREFIX/NODE/status; without it its host name"},
    {.key = "discovery", .type = word, .fallback = "device", .words = "device entity off",
     .says = "How Home Assistant is told of meters: device from 2024.11 on, entity for older ones "
             "and Domoticz"},
    {.key = "values", .type = truth, .fallback = "false",
     .says = "Each value to a topic of its own as well, PREFIX/METER/KEY"},
    {.key = "timeout", .type = duration, .fallback = "10s",
     .says = "How long the broker may take to acknowledge"},
};

constexpr Setting influxdb_settings[] = {
    {.key = "url", .fallback = "http://127.0.0.1:8086", .says = "Where InfluxDB is"},
    {.key = "version", .type = word, .fallback = "1", .words = "1 2 3",
     .says = "Which API it has"},
    {.key = "database", .fallback = "meters", .says = "Database, of versions 1 and 3"},
    {.key = "retention_policy", .sample = "autogen",
     .says = "Retention policy, of version 1; without it the database's own"},
    {.key = "user", .says = "User, of version 1"},
    {.key = "password", .type = secret, .says = "The user's password"},
    {.key = "organisation", .sample = "home", .says = "Organisation, of version 2"},
    {.key = "bucket", .fallback = "meters", .says = "Bucket, of version 2"},
    {.key = "token", .type = secret, .sample = "@/etc/hanmeter/influx.token",
     .says = "Token, of versions 2 and 3"},
    {.key = "timeout", .type = duration, .fallback = "10s", .says = "How long a call may take"},
};

constexpr Setting postgres_settings[] = {
    {.key = "url", .fallback = "postgresql:///meters",
     .says = "The database, as psql takes it: postgresql://USER@HOST/DATABASE"},
    {.key = "password", .type = secret, .sample = "@/etc/hanmeter/postgres.password",
     .says = "The user's password"},
    {.key = "table", .fallback = "hanmeter_readings", .says = "The table, made if it is not there"},
    {.key = "timeout", .type = duration, .fallback = "10s", .says = "How long a call may take"},
};

constexpr Setting file_settings[] = {
    {.key = "path", .sample = "/var/lib/hanmeter/readings.jsonl", .needed = true,
     .says = "The file; rotated ones are PATH.1, PATH.2 and so on"},
    {.key = "rotate_at", .type = size, .fallback = "64MiB", .says = "How large it may grow"},
    {.key = "keep", .type = number, .fallback = "5", .says = "How many rotated files stay"},
};

constexpr Setting command_settings[] = {
    {.key = "run", .sample = "/usr/local/bin/on-reading", .needed = true,
     .says = "A program, run for each reading: JSON on its input, values in its environment"},
    {.key = "with", .type = list, .sample = "--verbose", .says = "Its arguments"},
    {.key = "batches", .type = truth, .fallback = "false",
     .says = "One run for all readings that wait"},
    {.key = "timeout", .type = duration, .fallback = "10s",
     .says = "How long it may take before it is killed"},
};

constexpr Setting net_settings[] = {
    {.key = "to", .sample = "192.168.1.20:9000", .needed = true, .says = "Host and port"},
    {.key = "timeout", .type = duration, .fallback = "10s",
     .says = "How long the other side may take"},
};

constexpr Setting domoticz_settings[] = {
    {.key = "url", .fallback = "http://127.0.0.1:8080", .says = "Where Domoticz is"},
    {.key = "user", .says = "A user of Domoticz who may update devices"},
    {.key = "password", .type = secret, .says = "The user's password"},
    {.key = "energy_idx", .type = number, .fallback = "0",
     .says = "Index of the device that takes the energy counter; 0: none"},
    {.key = "power_idx", .type = number, .fallback = "0",
     .says = "Index of the device that takes the mean power of half a minute; 0: none"},
    {.key = "timeout", .type = duration, .fallback = "10s", .says = "How long a call may take"},
};
// clang-format on

MadeSink domoticz(const SettingValues& values, std::string called, const Say& talk) {
    auto password = values.secret("password");
    if (!password) return tl::unexpected{password.error()};
    return make_domoticz({.url = values.text("url"),
                          .user = values.text("user"),
                          .password = std::move(*password),
                          .energy_idx = static_cast<std::uint32_t>(values.number("energy_idx")),
                          .power_idx = static_cast<std::uint32_t>(values.number("power_idx")),
                          .timeout = values.duration("timeout"),
                          .name = std::move(called)},
                         talk);
}

MadeSink mqtt(const SettingValues& values, std::string called, const Say& /*talk*/) {
    auto password = values.secret("password");
    if (!password) return tl::unexpected{password.error()};
    const std::string form = values.text("discovery");
    return make_mqtt({.url = values.text("url"),
                      .user = values.text("user"),
                      .password = std::move(*password),
                      .ca_file = values.text("ca_file"),
                      .cert_file = values.text("cert_file"),
                      .key_file = values.text("key_file"),
                      .version_5 = values.text("version") == "5",
                      .prefix = values.text("prefix"),
                      .node = values.text("node"),
                      .discovery = form == "device"   ? Discovery::device
                                   : form == "entity" ? Discovery::entity
                                                      : Discovery::off,
                      .values = values.truth("values"),
                      .timeout = values.duration("timeout")},
                     std::move(called));
}

MadeSink influxdb(const SettingValues& values, std::string called, const Say& /*talk*/) {
    auto password = values.secret("password");
    if (!password) return tl::unexpected{password.error()};
    auto token = values.secret("token");
    if (!token) return tl::unexpected{token.error()};
    return make_influxdb({.url = values.text("url"),
                          .version = static_cast<unsigned>(values.number("version")),
                          .database = values.text("database"),
                          .retention_policy = values.text("retention_policy"),
                          .user = values.text("user"),
                          .password = std::move(*password),
                          .organisation = values.text("organisation"),
                          .bucket = values.text("bucket"),
                          .token = std::move(*token),
                          .timeout = values.duration("timeout")},
                         std::move(called));
}

MadeSink postgres(const SettingValues& values, std::string called, const Say& /*talk*/) {
    auto password = values.secret("password");
    if (!password) return tl::unexpected{password.error()};
    return make_postgres({.url = values.text("url"),
                          .password = std::move(*password),
                          .table = values.text("table"),
                          .timeout = values.duration("timeout")},
                         std::move(called));
}

MadeSink json_file(const SettingValues& values, std::string called, const Say& /*talk*/) {
    return make_json_file({.path = values.text("path"),
                           .rotate_at = values.size("rotate_at"),
                           .keep = values.number("keep")},
                          std::move(called));
}

MadeSink command(const SettingValues& values, std::string called, const Say& /*talk*/) {
    return make_command({.run = values.text("run"),
                         .with = values.list("with"),
                         .batches = values.truth("batches"),
                         .timeout = values.duration("timeout")},
                        std::move(called));
}

MadeSink json_tcp(const SettingValues& values, std::string called, const Say& /*talk*/) {
    return make_json_tcp({.to = values.text("to"), .timeout = values.duration("timeout")},
                         std::move(called));
}

MadeSink json_udp(const SettingValues& values, std::string called, const Say& /*talk*/) {
    return make_json_udp({.to = values.text("to"), .timeout = values.duration("timeout")},
                         std::move(called));
}

constexpr SinkKind kinds[] = {
    {.name = "mqtt",
     .help = "An MQTT broker, and through it Home Assistant",
     .settings = mqtt_settings,
     .make = mqtt},
    {.name = "domoticz",
     .help = "Power and energy to two devices of a Domoticz server",
     .settings = domoticz_settings,
     .make = domoticz},
    {.name = "influxdb",
     .help = "InfluxDB, or what speaks its line protocol",
     .settings = influxdb_settings,
     .make = influxdb},
    {.name = "postgres",
     .help = "PostgreSQL, with TimescaleDB or without",
     .settings = postgres_settings,
     .make = postgres},
    {.name = "file", .help = "JSON lines in a file", .settings = file_settings, .make = json_file},
    {.name = "command",
     .help = "A program for each reading",
     .settings = command_settings,
     .make = command},
    {.name = "tcp", .help = "JSON lines over TCP", .settings = net_settings, .make = json_tcp},
    {.name = "udp",
     .help = "JSON lines over UDP, a datagram a reading; nothing is promised",
     .settings = net_settings,
     .make = json_udp},
};

}  // namespace

std::span<const SinkKind> sink_kinds() {
    return kinds;
}

const SinkKind* find_sink_kind(std::string_view name) {
    const auto* const found = std::ranges::find(kinds, name, &SinkKind::name);
    return found == std::end(kinds) ? nullptr : found;
}

MadeSink make_sink(std::string_view kind, const SettingValues& values, std::string called,
                   const Say& talk) {
    const SinkKind* const found = find_sink_kind(kind);
    if (found == nullptr) {
        return tl::unexpected{fmt::format("there is no sink of the kind \"{}\"", kind)};
    }
    return found->make(values, std::move(called), talk);
}

}  // namespace hanmeter::sinks
