// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/io/mqtt.h"

#include <fmt/core.h>
#include <mosquitto.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <thread>

#include "hanmeter/io/mqtt_library.h"
#include "hanmeter/io/mutex.h"
#include "hanmeter/io/tcp.h"
#include "hanmeter/io/url.h"
#include "hanmeter/io/wait.h"

namespace hanmeter::io {
namespace {

constexpr int keep_alive_seconds = 60;
constexpr int longest_sleep_ms = 1'000;  // then it sees whether it is over
constexpr int at_least_once = 1;
constexpr std::chrono::seconds first_wait{1};
constexpr std::chrono::seconds longest_wait{30};

}  // namespace

tl::expected<MqttAddress, std::string> mqtt_broker_from(std::string_view text) {
    const std::string whole = fmt::format("{}/x", text.substr(0, text.find_last_not_of('/') + 1));
    auto address = mqtt_address_from(whole);
    if (!address) {
        return tl::unexpected<std::string>{
            "a broker is written mqtt://HOST, or mqtts://USER@HOST:PORT"};
    }
    address->topic.clear();
    return address;
}

tl::expected<MqttAddress, std::string> mqtt_address_from(std::string_view text) {
    const auto wrong = [&] {
        return tl::unexpected{std::string{
            "An MQTT input is written mqtt://HOST/TOPIC, or mqtts://USER@HOST:PORT/TOPIC, "
            "and the topic is where the meter's bytes are published."}};
    };
    MqttAddress address;
    const std::size_t scheme = text.find("://");
    if (scheme == std::string_view::npos) return wrong();
    address.secure = text.substr(0, scheme) == "mqtts";
    address.port = address.secure ? 8883 : 1883;
    if (!address.secure && text.substr(0, scheme) != "mqtt") return wrong();
    text.remove_prefix(scheme + 3);
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos || slash + 1 == text.size()) return wrong();
    address.topic = percent_undone(text.substr(slash + 1));
    std::string_view host = text.substr(0, slash);
    if (const std::size_t at = host.rfind('@'); at != std::string_view::npos) {
        const std::string_view login = host.substr(0, at);
        const std::size_t colon = std::min(login.find(':'), login.size());
        address.user = percent_undone(login.substr(0, colon));
        address.password = percent_undone(login.substr(std::min(colon + 1, login.size())));
        host.remove_prefix(at + 1);
    }
    const bool has_port = !host.ends_with(']') && host.find(':') != std::string_view::npos;
    const std::string whole =
        has_port ? std::string{host} : fmt::format("{}:{}", host, address.port);
    const auto parsed = tcp_address_from(whole);
    if (!parsed) return wrong();
    address.host = parsed->host;
    address.port = parsed->port;
    if (mosquitto_sub_topic_check(address.topic.c_str()) != MOSQ_ERR_SUCCESS) return wrong();
    return address;
}

std::string text(const MqttAddress& address) {
    return fmt::format("{}://{}/{}", address.secure ? "mqtts" : "mqtt",
                       text(TcpAddress{address.host, address.port}), address.topic);
}

// What the thread and the subscriber share. The listener is called under the mutex, so that none is
// called once the subscriber is gone.
struct MqttSubscriber::State {
    MqttAddress address{};
    MqttSettings settings{};
    mosquitto* client = nullptr;
    Mutex mutex{};
    Condition changed{};
    std::shared_ptr<MqttListener> listener HANMETER_GUARDED_BY(mutex){};
    std::atomic<bool> over = false;
    BackOff back_off{first_wait, longest_wait};
    bool said_why = false;  // of this attempt
    std::string unsafe{};   // why it must not connect

    ~State() {
        if (client != nullptr) mosquitto_destroy(client);
    }

    template <class Call>
    void tell(Call call) {
        const Lock lock{mutex};
        if (listener) call(*listener);
    }
    void lost(const std::string& why, bool lasting) {
        said_why = true;
        tell([&](MqttListener& to) {
            to.lost(fmt::format("{} cannot be read: {}.", text(address), why), lasting);
        });
    }
    void prepare();
    void run();
    void one_connection();
};

void MqttSubscriber::State::prepare() {
    client = mosquitto_new(nullptr, true, this);
    if (client == nullptr) return;
    mosquitto_connect_callback_set(client, [](mosquitto* of, void* self, int code) {
        auto& state = *static_cast<State*>(self);
        if (code != 0)
            return state.lost(mqtt::refusal(code) + ": see --mqtt-user and --mqtt-password", true);
        const int error =
            mosquitto_subscribe(of, nullptr, state.address.topic.c_str(), at_least_once);
        if (error != MOSQ_ERR_SUCCESS) state.lost(mqtt::name_of(error, state.address.host), false);
    });
    mosquitto_subscribe_callback_set(
        client, [](mosquitto*, void* self, int, int count, const int* granted) {
            constexpr int failure = 0x80;
            auto& state = *static_cast<State*>(self);
            if (count > 0 && granted[0] == failure) {
                return state.lost("the broker does not let this user read the topic", true);
            }
            state.back_off.reset();
            state.tell([](MqttListener& to) { to.subscribed(); });
        });
    mosquitto_message_callback_set(
        client, [](mosquitto*, void* self, const mosquitto_message* message) {
            const bytes::Bytes payload{static_cast<const std::uint8_t*>(message->payload),
                                       static_cast<std::size_t>(message->payloadlen)};
            static_cast<State*>(self)->tell(
                [&](MqttListener& to) { to.message(payload, message->retain); });
        });
    unsafe = mqtt::secure(client, address, settings);
}

void MqttSubscriber::State::one_connection() {
    said_why = false;
    int error =
        mosquitto_connect_async(client, address.host.c_str(), address.port, keep_alive_seconds);
    while (error == MOSQ_ERR_SUCCESS && !over) {
        error = mosquitto_loop(client, longest_sleep_ms, 1);
    }
    if (over) mosquitto_disconnect(client);
    if (!over && !said_why)
        lost(mqtt::name_of(error, address.host) +
                 (error == MOSQ_ERR_TLS ? " (--mqtt-ca FILE says whom to trust)" : ""),
             false);
}

void MqttSubscriber::State::run() {
    while (!over) {
        one_connection();
        const auto until = std::chrono::steady_clock::now() + back_off.next();
        Lock lock{mutex};
        while (!over && std::chrono::steady_clock::now() < until) changed.wait_until(lock, until);
    }
}

MqttSubscriber::MqttSubscriber(MqttAddress address, MqttSettings settings,
                               std::shared_ptr<MqttListener> listener)
    : state_{std::make_shared<State>()} {
    mqtt::start_library();
    state_->address = std::move(address);
    state_->settings = std::move(settings);
    {
        const Lock lock{state_->mutex};
        state_->listener = std::move(listener);
    }
    state_->prepare();
    if (state_->client == nullptr) {
        state_->lost("no memory for a connection", true);
        return;
    }
    if (!state_->unsafe.empty()) {
        state_->lost(state_->unsafe, true);
        return;
    }
    std::thread{[state = state_] { state->run(); }}.detach();
}

// The library is left to its thread, which sees within a second that it is over: TLS must not be
// touched from another, and inside a callback the library holds a lock of its own.
MqttSubscriber::~MqttSubscriber() {
    const Lock lock{state_->mutex};
    state_->over = true;
    state_->listener.reset();
    state_->changed.notify_all();
}

}  // namespace hanmeter::io
