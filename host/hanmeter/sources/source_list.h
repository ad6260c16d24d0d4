// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <asio/any_io_executor.hpp>
#include <chrono>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "hanmeter/captures/capture.h"
#include "hanmeter/io/mqtt.h"
#include "hanmeter/io/serial_port.h"
#include "hanmeter/pipeline/source.h"

namespace hanmeter::sources {

// What the user can set; each kind of source takes what concerns it.
struct SourceSettings {
    io::SerialSettings serial{};
    // `automatic`: files and standard input are looked at, lines (serial, TCP) are taken as they
    // come.
    captures::Format input_format = captures::Format::automatic;
    io::TimeZone log_zone{};      // where times in logs are read
    bool unescape = false;        // 7D x stands for x ^ 20
    bool original_speed = false;  // files whose pieces have times are replayed
    bool patient = false;         // the service: a line that is not there at start is waited for
    std::chrono::milliseconds connect_timeout{10'000};
    io::MqttSettings mqtt{};
    std::string mqtt_user{};  // where the address has none
    std::string mqtt_password{};
};

using MadeSource = tl::expected<std::unique_ptr<pipeline::Source>, std::string>;

// A kind of source. The first row whose `takes` says yes makes it.
struct SourceKind {
    std::string_view form;  // how it is written, as in `tcp://HOST:PORT`
    std::string_view help;  // what it is, in a few words
    bool (*takes)(std::string_view input);
    MadeSource (*make)(std::string_view input, const SourceSettings& settings,
                       const asio::any_io_executor& executor);
};

std::span<const SourceKind> source_kinds();

// Opens nothing yet. Where it fails, one sentence says why.
MadeSource make_source(std::string_view input, const SourceSettings& settings,
                       const asio::any_io_executor& executor);

}  // namespace hanmeter::sources
