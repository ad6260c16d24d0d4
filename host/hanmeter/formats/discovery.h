// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hanmeter/values/quantity.h"

namespace hanmeter::formats {

// What Home Assistant is told of a meter, so that it makes its sensors by itself.
struct DiscoveredMeter {
    std::string_view id{};  // of topics and unique ids: letters, digits, _ and -
    std::string_view name{};
    std::string_view maker{};
    std::string_view model{};
    std::string_view list{};
    std::string_view state_topic{};         // flat JSON, as -F json
    std::string_view availability_topic{};  // of the program
    std::string_view meter_topic{};         // of the meter
    std::string_view version{};             // of the program
    // What it sends; a key that comes with an hourly list only expires later.
    struct Value {
        const values::Quantity* quantity = nullptr;
        values::Unit unit = values::Unit::none;
        bool hourly = false;
    };
    std::span<const Value> values{};
};

struct DiscoveryMessage {
    std::string topic{};
    std::string payload{};
};

// One message for the device and all of its sensors (Home Assistant from 2024.11 on):
//
//   homeassistant/device/ID/config {"dev":{..},"o":{..},"avty":[..],"stat_t":..,"cmps":{KEY:{..}}}
//
// Energies are total_increasing, powers measurement; where the meter does not send the signed net
// power, it is made of import and export. A value that a message lacks leaves its sensor as it is.
std::vector<DiscoveryMessage> device_discovery(const DiscoveredMeter& meter);

// One message a sensor, for Domoticz and for older versions:
//
//   homeassistant/sensor/ID/KEY/config
std::vector<DiscoveryMessage> entity_discovery(const DiscoveredMeter& meter);

}  // namespace hanmeter::formats
