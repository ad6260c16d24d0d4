// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "hanmeter/bytes/cursor.h"

namespace hanmeter::io {

// mqtt[s]://[USER[:PASSWORD]@]HOST[:PORT]/TOPIC. User, password and topic may hold %XX.
struct MqttAddress {
    bool secure = false;
    std::string host{};
    std::uint16_t port = 1883;
    std::string topic{};  // a filter: + and # stand for any level and any levels
    std::string user{};
    std::string password{};
};

// Else one sentence.
tl::expected<MqttAddress, std::string> mqtt_address_from(std::string_view text);

// The same without a topic, a broker alone. Else a clause.
tl::expected<MqttAddress, std::string> mqtt_broker_from(std::string_view text);

// `mqtt://127.0.0.1:1883/meter/raw`, without user and password.
std::string text(const MqttAddress& address);

struct MqttSettings {
    std::string ca_file{};    // whom to trust with mqtts; empty: whom the system trusts
    std::string cert_file{};  // the client's certificate and its key; empty: none
    std::string key_file{};
};

// Told what happens, on the library's thread; never after the client is gone.
class MqttListener {
public:
    virtual ~MqttListener() = default;
    virtual void subscribed() = 0;
    // There is no connection, and why, as one sentence. `lasting`: the broker said no, which
    // waiting does not change. It is tried again all the same.
    virtual void lost(const std::string& sentence, bool lasting) = 0;
    // `retained`: the broker kept it from some time before.
    virtual void message(bytes::Bytes payload, bool retained) = 0;
};

// Connects, subscribes, and connects anew after 1, 2, 4 .. 30 s when the connection is lost.
class MqttSubscriber {
public:
    MqttSubscriber(MqttAddress address, MqttSettings settings,
                   std::shared_ptr<MqttListener> listener);
    MqttSubscriber(const MqttSubscriber&) = delete;
    MqttSubscriber& operator=(const MqttSubscriber&) = delete;
    ~MqttSubscriber();

private:
    struct State;
    std::shared_ptr<State> state_;  // shared with the thread, which a name server may hold up
};

}  // namespace hanmeter::io
