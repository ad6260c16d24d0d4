// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

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
    // or ended. Empty: none.
    std::string status_topic{};
    std::vector<std::string> listen_topics{};  // what comes there is heard; filters with + and #
    // Who says `online` there may know nothing yet: all that was published to be retained is sent
    // again then, as it is with each connection, since a broker may forget too. Empty: none.
    std::string birth_topic{};
};

// What became of messages.
struct MqttPublished {
    std::size_t acknowledged = 0;  // so many, from the first on, are with the broker
    bool never = false;            // the next one will not be taken, however often it is tried
    std::string why{};             // a clause; empty: all were acknowledged
};

// Keeps one connection to a broker alive, in a thread of its own: a lost one is made anew after 1,
// 2, 4 .. 30 s, and at once when something is to be published.
//
//     publish()  --hands over-->  the library's queue  --its thread-->  socket, TLS
//                <--numbers of what was acknowledged--
//
// Only the thread touches the socket. Nothing waits for another connection: who publishes is told
// that it did not arrive, and a connection that leaves something unacknowledged is given up, so
// that what is tried again does not stand in it twice.
class MqttPublisher {
public:
    using Clock = std::chrono::steady_clock;
    // Told what comes at listen_topics, empty payloads too, on the library's thread; never after
    // the publisher is gone. It must not call the publisher.
    using Heard = std::function<void(std::string_view topic, std::string_view payload)>;

    explicit MqttPublisher(MqttPublisherSettings settings, Heard heard = {});
    MqttPublisher(const MqttPublisher&) = delete;
    MqttPublisher& operator=(const MqttPublisher&) = delete;
    // Says offline and leaves, within 2 s also where the broker hangs.
    ~MqttPublisher();

    // Connects, without waiting for it; nothing the second time. The others do so too.
    void start();

    // Empty when there is a connection, by `until`; else a clause tells why not. What the broker
    // keeps at listen_topics has been heard by then.
    std::string await_connection(Clock::time_point until);

    // Hands over all, with QoS 1, and waits until the broker has acknowledged each, no longer than
    // `until`.
    MqttPublished publish(std::span<const MqttMessage> messages, Clock::time_point until);

    // From any thread: a publish() that waits ends now, and so does each one from now on.
    void cancel();

private:
    struct State;
    std::shared_ptr<State> state_;  // shared with the thread, which a name server may hold up
    bool started_ = false;
};

}  // namespace hanmeter::io
