// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <span>
#include <string>

#include "hanmeter/io/mqtt.h"

namespace hanmeter::io {

struct MqttMessage {
    std::string topic{};
    std::string payload{};  // none and retained: what was kept there goes
    bool retain = false;
};

struct MqttPublisherSettings {
    MqttAddress broker{};
    MqttSettings security{};
    bool version_5 = false;
    // Kept by the broker at `status_topic`: online from each connection on; offline when it is lost
    // or ended.
    std::string status_topic{};
    std::string listen_topic{};  // messages there are told; empty: none
};

// Keeps one connection to a broker alive, in a thread of its own: a lost one is made anew after 1,
// 2, 4
// .. 30 s. Nothing that was handed over waits for the next connection: who publishes is told that
// it did not arrive.
class MqttPublisher {
public:
    // `heard` is told what comes at listen_topic, on the library's thread; never after this is
    // gone.
    MqttPublisher(MqttPublisherSettings settings, std::function<void(std::string_view)> heard = {});
    MqttPublisher(const MqttPublisher&) = delete;
    MqttPublisher& operator=(const MqttPublisher&) = delete;
    // Says offline, waiting at most a second for the broker.
    ~MqttPublisher();

    // Counts connections: another number, another connection. 0: none yet.
    std::uint64_t connection() const;

    // Hands over all (QoS 1) and waits until the broker has acknowledged each, no longer than
    // `until`. Empty where it has; else a clause tells why not, and some may have arrived.
    std::string publish(std::span<const MqttMessage> messages,
                        std::chrono::steady_clock::time_point until);

    // From any thread: a publish() that waits ends now.
    void cancel();

private:
    struct State;
    std::shared_ptr<State> state_;  // shared with the thread, which a name server may hold up
};

}  // namespace hanmeter::io
