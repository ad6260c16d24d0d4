// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hanmeter/values/quantity.h"

namespace hanmeter::formats {

// A number that a meter sends.
struct SentKey {
    const values::Quantity* quantity = nullptr;
    values::Unit unit = values::Unit::none;
    int expires_s = 7500;  // its sensor is unavailable when it has not come for so long
};

// What Home Assistant is told of a meter, so that it makes its sensors by itself.
struct DiscoveredMeter {
    std::string_view id{};  // of topics and unique ids: letters, digits, _ and -
    std::string_view name{};
    std::string_view maker{};
    std::string_view model{};
    std::string_view serial{};
    std::string_view list{};
    std::string_view state_topic{};    // flat JSON, as -F json
    std::string_view program_topic{};  // online or offline, of the program
    std::string_view meter_topic{};    // likewise of the meter
    std::string_view version{};        // of the program
    std::span<const SentKey> keys{};
};

enum class DiscoveryForm { device, entity };

struct DiscoveryMessage {
    std::string topic{};
    std::string payload{};
};

// DiscoveryForm::device: one message for the meter and all of its sensors (Home Assistant from
// 2024.11 on)
//
//   homeassistant/device/ID/config {"dev":{..},"o":{..},"avty":[..],"stat_t":..,"cmps":{KEY:{..}}}
//
// DiscoveryForm::entity: one a sensor, for Domoticz and older versions
//
//   homeassistant/sensor/ID/KEY/config   {"name":.., ..
//   ,"stat_t":..,"dev":{..},"o":{..},"avty":[..]}
//
// Registers are total_increasing, what goes up and down is a measurement; texts and times are no
// sensors. Where the meter does not send the signed net power, Home Assistant makes it of import
// and export. A message that lacks a key leaves its sensor as it is.
std::vector<DiscoveryMessage> discovery(const DiscoveredMeter& meter, DiscoveryForm form);

// Tells Home Assistant, at the topic of another form than the one that is coming, that the sensors
// there are to be taken over and not forgotten. Not to be retained.
inline constexpr std::string_view take_over = R"({"migrate_discovery":true})";

// What stands with a broker, of those messages.
struct StandingDiscovery {
    DiscoveryForm form{};
    std::string id{};
    std::string serial{};       // escaped as in JSON
    std::string meter_topic{};  // likewise
    // Of the sensors, but for the net power, which may have been made of others.
    std::vector<const values::Quantity*> quantities{};
};

// Reads back what discovery() wrote for a meter of the program at `program_topic`; nothing where it
// is another's.
std::optional<StandingDiscovery> standing_discovery(std::string_view topic,
                                                    std::string_view payload,
                                                    std::string_view program_topic);

}  // namespace hanmeter::formats
