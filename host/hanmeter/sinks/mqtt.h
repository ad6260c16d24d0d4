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
    std::string password{};                     // likewise
    std::string ca_file{};            // who vouches for the broker; empty: whom the system trusts
    std::string cert_file{};          // to show the broker who this is; empty: nothing is shown
    std::string key_file{};           // of the certificate, without a passphrase
    bool version_5 = false;           // of MQTT; else 3.1.1
    std::string prefix = "hanmeter";  // of all topics but Home Assistant's; may have levels
    std::string node{};               // this machine, in topics; empty: its host name
    Discovery discovery = Discovery::device;
    bool values = false;                        // each value to a topic of its own as well
    std::chrono::milliseconds timeout{10'000};  // of a delivery
    std::string version{};                      // of the program, for Home Assistant
};

// Topics, with what is kept by the broker marked R:
//
//   PREFIX/NODE/status     R  online, offline (last will)
//   PREFIX/METER/status    R  online, once the meter has sent something
//   PREFIX/METER/state        the newest reading, as -F json
//   PREFIX/METER/history      a reading older than 10 s, or of no known time, likewise
//   PREFIX/METER/KEY          a value of the newest reading, where `values` is set
//   homeassistant/...      R  discovery (formats/discovery.h)
//
// `/ + # $`, blanks, quotes, backslashes and control characters in names become _. Accepted is what
// the broker acknowledged (QoS 1): at least once, in order.
//
// What stands with the broker of this node's discovery is looked at with each connection. The keys
// that it names are a meter's from the start. What another form left is taken over, and goes; what
// a meter left that has another name now goes too, which is known by its serial number.
//
// `talk` is told what cannot be announced and why. Fails with a clause when a setting cannot be
// used.
tl::expected<std::unique_ptr<pipeline::Sink>, std::string> make_mqtt(
    const MqttSinkSettings& settings, std::string name, pipeline::Say talk = {});

}  // namespace hanmeter::sinks
