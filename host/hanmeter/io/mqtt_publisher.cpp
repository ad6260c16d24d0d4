// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/io/mqtt_publisher.h"

#include <fmt/core.h>
#include <mosquitto.h>

#include <atomic>
#include <set>
#include <thread>

#include "hanmeter/io/mqtt_library.h"
#include "hanmeter/io/mutex.h"
#include "hanmeter/io/wait.h"

namespace hanmeter::io {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int keep_alive_seconds = 20;
constexpr int longest_sleep_ms = 1'000;  // then it sees whether it is over
constexpr int at_least_once = 1;
constexpr std::chrono::seconds first_wait{1};
constexpr std::chrono::seconds longest_wait{30};
constexpr std::chrono::seconds patience_at_the_end{1};

constexpr std::string_view online = "online";
constexpr std::string_view offline = "offline";

// Destroyed by who lets go of it last; nobody uses it any more by then.
using Client = std::shared_ptr<mosquitto>;

int send(mosquitto* client, int* number, const std::string& topic, std::string_view payload,
         bool retain) {
    return mosquitto_publish(client, number, topic.c_str(), static_cast<int>(payload.size()),
                             payload.data(), at_least_once, retain);
}

}  // namespace

// What the thread and the publisher share. The library's callbacks take the mutex, so the library
// is not called under it.
struct MqttPublisher::State : std::enable_shared_from_this<State> {
    MqttPublisherSettings settings{};
    std::function<void(std::string_view)> heard{};  // under the mutex
    std::atomic<bool> over = false;
    BackOff back_off{first_wait, longest_wait};

    Mutex mutex{};
    Condition changed{};
    Client client HANMETER_GUARDED_BY(mutex){};  // only while it is connected
    std::uint64_t connection HANMETER_GUARDED_BY(mutex) = 0;
    std::set<int> unacknowledged HANMETER_GUARDED_BY(mutex){};
    std::set<int> acknowledged_early HANMETER_GUARDED_BY(mutex){};  // before their number was known
    bool handing_over HANMETER_GUARDED_BY(mutex) = false;
    bool cancelled HANMETER_GUARDED_BY(mutex) = false;
    bool listens HANMETER_GUARDED_BY(mutex) = true;
    std::string why_not HANMETER_GUARDED_BY(mutex) = "there is no connection yet";

    Client make(std::string& unsafe);
    void run();
    void one_connection();
    void connected(mosquitto* of);
    void acknowledged(int number);
    void message(std::string_view payload);
    void lost(const std::string& why);
};

Client MqttPublisher::State::make(std::string& unsafe) {
    Client made{mosquitto_new(nullptr, true, this),
                [](mosquitto* gone) { mosquitto_destroy(gone); }};
    if (!made) return made;
    mosquitto* const raw = made.get();
    // publish() only wakes the thread up, which alone touches the socket.
    mosquitto_threaded_set(raw, true);
    if (settings.version_5) {
        mosquitto_int_option(raw, MOSQ_OPT_PROTOCOL_VERSION, MQTT_PROTOCOL_V5);
    }
    if (!settings.status_topic.empty()) {
        mosquitto_will_set(raw, settings.status_topic.c_str(), static_cast<int>(offline.size()),
                           offline.data(), at_least_once, true);
    }
    unsafe = mqtt::secure(raw, settings.broker, settings.security);
    mosquitto_connect_callback_set(raw, [](mosquitto* of, void* self, int code) {
        auto& state = *static_cast<State*>(self);
        if (code != 0) return state.lost(mqtt::refusal(code));
        state.connected(of);
    });
    mosquitto_publish_callback_set(raw, [](mosquitto*, void* self, int number) {
        static_cast<State*>(self)->acknowledged(number);
    });
    mosquitto_message_callback_set(
        raw, [](mosquitto*, void* self, const mosquitto_message* message) {
            static_cast<State*>(self)->message({static_cast<const char*>(message->payload),
                                                static_cast<std::size_t>(message->payloadlen)});
        });
    return made;
}

void MqttPublisher::State::connected(mosquitto* of) {
    if (!settings.status_topic.empty()) send(of, nullptr, settings.status_topic, online, true);
    if (!settings.listen_topic.empty()) {
        mosquitto_subscribe(of, nullptr, settings.listen_topic.c_str(), at_least_once);
    }
    const Lock lock{mutex};
    ++connection;
    why_not.clear();
    changed.notify_all();
}

void MqttPublisher::State::acknowledged(int number) {
    const Lock lock{mutex};
    if (unacknowledged.erase(number) == 0 && handing_over) acknowledged_early.insert(number);
    if (unacknowledged.empty()) changed.notify_all();
}

void MqttPublisher::State::message(std::string_view payload) {
    const Lock lock{mutex};
    if (listens && heard) heard(payload);
}

void MqttPublisher::State::lost(const std::string& why) {
    const Lock lock{mutex};
    why_not = why;
    changed.notify_all();
}

void MqttPublisher::State::one_connection() {
    std::string unsafe;
    const Client mine = make(unsafe);
    if (!mine) return lost("there is no memory for a connection");
    if (!unsafe.empty()) return lost(unsafe);
    {
        const Lock lock{mutex};
        client = mine;
        why_not = "there is no connection yet";
    }
    int error = mosquitto_connect_async(mine.get(), settings.broker.host.c_str(),
                                        settings.broker.port, keep_alive_seconds);
    while (error == MOSQ_ERR_SUCCESS && !over) {
        error = mosquitto_loop(mine.get(), longest_sleep_ms, 1);
    }
    if (over) mosquitto_disconnect(mine.get());
    const std::string why = mqtt::name_of(error, settings.broker.host);
    const Lock lock{mutex};
    client.reset();
    const bool said = !why_not.empty() && why_not != "there is no connection yet";
    if (why_not.empty()) back_off.reset();  // it had been a good one
    if (!said) why_not = why;
    unacknowledged.clear();
    changed.notify_all();
}

void MqttPublisher::State::run() {
    while (!over) {
        one_connection();
        const auto until = Clock::now() + back_off.next();
        Lock lock{mutex};
        while (!over && Clock::now() < until) changed.wait_until(lock, until);
    }
}

MqttPublisher::MqttPublisher(MqttPublisherSettings settings,
                             std::function<void(std::string_view)> heard)
    : state_{std::make_shared<State>()} {
    mqtt::start_library();
    state_->settings = std::move(settings);
    state_->heard = std::move(heard);
    std::thread{[state = state_] { state->run(); }}.detach();
}

MqttPublisher::~MqttPublisher() {
    const std::string& topic = state_->settings.status_topic;
    if (!topic.empty() && connection() != 0) {
        const MqttMessage message{topic, std::string{offline}, true};
        static_cast<void>(publish({&message, 1}, Clock::now() + patience_at_the_end));
    }
    const Lock lock{state_->mutex};
    state_->listens = false;
    state_->over = true;
    state_->changed.notify_all();
}

std::uint64_t MqttPublisher::connection() const {
    const Lock lock{state_->mutex};
    return state_->connection;
}

std::string MqttPublisher::publish(std::span<const MqttMessage> messages, Clock::time_point until) {
    State& state = *state_;
    Client client;
    std::uint64_t connection = 0;
    {
        Lock lock{state.mutex};
        state.cancelled = false;
        while (!state.why_not.empty() && !state.cancelled && Clock::now() < until) {
            const bool hopeless = state.why_not != "there is no connection yet";
            if (hopeless) return state.why_not;
            state.changed.wait_until(lock, until);
        }
        if (!state.why_not.empty() || !state.client) return "there is no connection in time";
        client = state.client;
        connection = state.connection;
        state.handing_over = true;
    }
    std::set<int> numbers;
    int error = MOSQ_ERR_SUCCESS;
    for (const MqttMessage& message : messages) {
        int number = 0;
        error = send(client.get(), &number, message.topic, message.payload, message.retain);
        if (error != MOSQ_ERR_SUCCESS) break;
        numbers.insert(number);
    }
    Lock lock{state.mutex};
    state.handing_over = false;
    for (const int number : numbers) {
        if (state.acknowledged_early.count(number) == 0) state.unacknowledged.insert(number);
    }
    state.acknowledged_early.clear();
    if (error != MOSQ_ERR_SUCCESS) {
        state.unacknowledged.clear();
        return mqtt::name_of(error, state.settings.broker.host);
    }
    while (!state.unacknowledged.empty() && state.connection == connection &&
           state.why_not.empty() && !state.cancelled && Clock::now() < until) {
        state.changed.wait_until(lock, until);
    }
    if (state.connection != connection || !state.why_not.empty()) {
        return state.why_not.empty() ? "the connection was lost" : state.why_not;
    }
    if (state.unacknowledged.empty()) return {};
    state.unacknowledged.clear();
    return "the broker does not acknowledge what it gets";
}

void MqttPublisher::cancel() {
    const Lock lock{state_->mutex};
    state_->cancelled = true;
    state_->changed.notify_all();
}

}  // namespace hanmeter::io
