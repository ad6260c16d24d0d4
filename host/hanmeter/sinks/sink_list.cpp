// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/sinks/sink_list.h"

#include <fmt/core.h>

#include <algorithm>

#include "hanmeter/sinks/domoticz.h"

namespace hanmeter::sinks {
namespace {

using enum pipeline::SettingType;
using pipeline::Say;
using pipeline::Setting;
using pipeline::SettingValues;

// clang-format off
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

MadeSink domoticz(const SettingValues& values, std::string called, Say talk) {
    auto password = values.secret("password");
    if (!password) return tl::unexpected{password.error()};
    return make_domoticz({.url = values.text("url"),
                          .user = values.text("user"),
                          .password = std::move(*password),
                          .energy_idx = static_cast<std::uint32_t>(values.number("energy_idx")),
                          .power_idx = static_cast<std::uint32_t>(values.number("power_idx")),
                          .timeout = values.duration("timeout"),
                          .name = std::move(called)},
                         std::move(talk));
}

constexpr SinkKind kinds[] = {
    {.name = "domoticz",
     .help = "Power and energy to two devices of a Domoticz server",
     .settings = domoticz_settings,
     .make = domoticz},
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
                   Say talk) {
    const SinkKind* const found = find_sink_kind(kind);
    if (found == nullptr) {
        return tl::unexpected{fmt::format("there is no sink of the kind \"{}\"", kind)};
    }
    return found->make(values, std::move(called), std::move(talk));
}

}  // namespace hanmeter::sinks
