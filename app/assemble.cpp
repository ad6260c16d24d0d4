// SPDX-License-Identifier: Apache-2.0
#include "app/assemble.h"

#include <fmt/core.h>

#include <fstream>

#include "hanmeter/sinks/domoticz.h"
#include "hanmeter/sources/source_list.h"

namespace hanmeter::app {
namespace {

sources::SourceSettings source_settings(const Arguments& arguments, io::TimeZone log_zone) {
    const auto number = [&](OptionId id) { return static_cast<unsigned>(arguments.number(id)); };
    return {.serial = {.baud = number(OptionId::baud),
                       .data_bits = number(OptionId::databits),
                       .parity = io::parity_from(arguments.value(OptionId::parity)).value(),
                       .stop_bits = number(OptionId::stopbits)},
            .input_format = captures::format_from(arguments.value(OptionId::input_format)).value(),
            .log_zone = log_zone,
            .unescape = arguments.given(OptionId::useescapes),
            .original_speed = arguments.given(OptionId::original_speed),
            .mqtt = {.ca_file = std::string{arguments.value(OptionId::mqtt_ca)}},
            .mqtt_user = std::string{arguments.value(OptionId::mqtt_user)}};
}

// `WORD` itself, or the first line of `@FILE`.
tl::expected<std::string, Failure> secret(std::string_view word) {
    if (!word.starts_with('@')) return std::string{word};
    const std::string path{word.substr(1)};
    std::ifstream file{path};
    std::string line;
    if (!file || (!std::getline(file, line) && !file.eof())) {
        return tl::unexpected{
            Failure{Exit::cannot_open, fmt::format("cannot read the password from {}", path)}};
    }
    if (line.ends_with('\r')) line.pop_back();
    return line;
}

}  // namespace

tl::expected<std::unique_ptr<pipeline::Source>, Failure> assemble_source(
    const std::string& input, const Arguments& arguments, const asio::any_io_executor& executor) {
    const auto zone = io::TimeZone::named(arguments.value(OptionId::log_timezone));
    if (!zone) {
        return tl::unexpected{
            Failure{Exit::usage, fmt::format("--log-timezone: {}", zone.error())}};
    }
    auto password = secret(arguments.value(OptionId::mqtt_password));
    if (!password) return tl::unexpected{password.error()};
    sources::SourceSettings settings = source_settings(arguments, *zone);
    settings.mqtt_password = std::move(*password);
    auto source = sources::make_source(input, settings, executor);
    if (!source) return tl::unexpected{Failure{Exit::usage, source.error()}};
    return std::move(*source);
}

tl::expected<std::unique_ptr<pipeline::Sink>, Failure> assemble_domoticz(const DomoticzWish& wish,
                                                                         const Arguments& arguments,
                                                                         pipeline::Say talk) {
    auto password = secret(arguments.value(OptionId::domoticz_password));
    if (!password) return tl::unexpected{password.error()};
    auto sink = sinks::make_domoticz({.url = std::string{arguments.value(OptionId::domoticz_url)},
                                      .user = std::string{arguments.value(OptionId::domoticz_user)},
                                      .password = std::move(*password),
                                      .energy_idx = wish.energy_idx.value_or(0),
                                      .power_idx = wish.power_idx.value_or(0),
                                      .print_only = wish.print_only},
                                     std::move(talk));
    if (!sink) {
        return tl::unexpected{
            Failure{Exit::usage, fmt::format("--domoticz-url cannot be used: {}", sink.error())}};
    }
    return std::move(*sink);
}

}  // namespace hanmeter::app
