// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <tl/expected.hpp>

#include "hanmeter/pipeline/sink.h"

namespace hanmeter::sinks {

enum class Discovery { off, device, entity };

// docs/mqtt.md says it for people.
struct MqttSinkSettings {
    std::string url = "mqtt://127.0.0.1:1883";  // mqtts:// for TLS
    std::string user{};                         // else that of the URL
    std::string password{};
    std::string ca_file{};
    std::string cert_file{};
    std::string key_file{};
    bool version_5 = false;
    std::string prefix = "hanmeter";
    std::string node{};  // this machine, in topics; empty: its host name
    Discovery discovery = Discovery::device;
    bool values = false;  // each value to a topic of its own as well
    std::chrono::milliseconds timeout{10'000};
    std::string version{};  // of the program, for Home Assistant
};

// Topics, with what is kept by the broker marked R:
//
//   PREFIX/NODE/status     R  online, offline (last will)
//   PREFIX/METER/status    R  online, once the meter has sent something
//   PREFIX/METER/state        the newest reading, as -F json
//   PREFIX/METER/history      readings that could not be sent when they came, likewise
//   PREFIX/METER/KEY          where `values` is set
//   homeassistant/...      R  discovery
//
// `/ + # $`, blanks and quotes in names become _. Accepted is what the broker acknowledged (QoS 1):
// at least once. A reading older than 10 s by then goes
// to history and not to state.
tl::expected<std::unique_ptr<pipeline::Sink>, std::string> make_mqtt(
    const MqttSinkSettings& settings, std::string name);

}  // namespace hanmeter::sinks
