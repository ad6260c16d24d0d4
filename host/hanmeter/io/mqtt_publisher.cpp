// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/io/mqtt_publisher.h"

#include <fmt/core.h>
#include <mosquitto.h>
#include <mqtt_protocol.h>

#include <atomic>
#include <map>
#include <thread>

#include "hanmeter/io/mqtt_library.h"
#include "hanmeter/io/mutex.h"
#include "hanmeter/io/wait.h"

namespace hanmeter::io {
namespace {

using Clock = MqttPublisher::Clock;

constexpr int keep_alive_seconds = 20;
constexpr int longest_sleep_ms = 1'000;  // then it sees whether it is over
constexpr int at_most_once = 0;
constexpr int at_least_once = 1;
constexpr std::chrono::seconds first_wait{1};
constexpr std::chrono::seconds longest_wait{30};
constexpr std::chrono::milliseconds patience_at_the_end{1'500};

constexpr std::string_view online = "online";
constexpr std::string_view offline = "offline";

// Destroyed by who lets go of it last; nobody uses it any more by then.
using Client = std::shared_ptr<mosquitto>;

int send(mosquitto* client, int* number, const MqttMessage& message, int quality) {
    return mosquitto_publish(client, number, message.topic.c_str(),
                             static_cast<int>(message.payload.size()), message.payload.data(),
                             quality, message.retain);
}

bool is_no(int reason) {
    return reason >= MQTT_RC_UNSPECIFIED;
}

// What MQTT 5 brokers answer to a message that they do not take (MQTT 5, 3.4.2.1).
MqttPublished refused(const MqttMessage& message, int reason) {
    if (reason == MQTT_RC_NOT_AUTHORIZED) {
        return {.why = fmt::format("the broker does not let this user publish to {}: see its "
                                   "access lists",
                                   message.topic)};
    }
    const bool never = reason == MQTT_RC_TOPIC_NAME_INVALID || reason == MQTT_RC_PACKET_TOO_LARGE ||
                       reason == MQTT_RC_PAYLOAD_FORMAT_INVALID;
    return {.never = never,
            .why = fmt::format("the broker does not take what is for {} ({})", message.topic,
                               mosquitto_reason_string(reason))};
}

// What the library itself does not take.
MqttPublished not_sent(const MqttMessage& message, int error, const std::string& host) {
    const bool never = error == MOSQ_ERR_OVERSIZE_PACKET || error == MOSQ_ERR_PAYLOAD_SIZE ||
                       error == MOSQ_ERR_MALFORMED_UTF8 || error == MOSQ_ERR_INVAL;
    if (!never) return {.why = mqtt::name_of(error, host)};
    return {.never = true,
            .why = fmt::format("MQTT does not take what is for {} ({})", message.topic,
                               mosquitto_strerror(error))};
}

}  // namespace

// What the thread and the publisher share. The library's callbacks take the mutex, so the library
// is not called under it.
struct MqttPublisher::State {
    MqttPublisherSettings settings{};
    std::atomic<bool> over = false;
    std::atomic<bool> given_up = false;  // the connection that there is
    // The thread's own.
    BackOff back_off{first_wait, longest_wait};
    int online_number = 0;  // of the message whose acknowledgement completes the connection

    Mutex mutex{};
    Condition changed{};
    Heard heard HANMETER_GUARDED_BY(mutex){};
    Client client HANMETER_GUARDED_BY(mutex){};  // while one connects or is connected
    bool connected HANMETER_GUARDED_BY(mutex) = false;
    bool wanted HANMETER_GUARDED_BY(mutex) = false;         // somebody waits for a connection
    std::uint64_t failures HANMETER_GUARDED_BY(mutex) = 0;  // connections that ended or never came
    std::string why HANMETER_GUARDED_BY(mutex){};           // the last did
    bool cancelled HANMETER_GUARDED_BY(mutex) = false;
    bool ended HANMETER_GUARDED_BY(mutex) = false;
    std::map<int, int> answers HANMETER_GUARDED_BY(mutex){};  // reasons by number of message
    std::map<std::string, std::string> kept HANMETER_GUARDED_BY(mutex){};  // payloads by topic

    // On the thread.
    Client make(std::string& unsafe);
    void run();
    void one_connection();
    std::string looped(mosquitto* of) const;
    void greet(mosquitto* of);
    void send_kept(mosquitto* of);
    void acknowledged(int number, int reason);
    void message(mosquitto* of, std::string_view topic, std::string_view payload);
    void refuse(const std::string& reason);
    void failed(const std::string& reason);

    // On the publisher's.
    std::string await_connection(Clock::time_point until, Client& found);
    MqttPublished await_answers(std::span<const MqttMessage> messages,
                                const std::vector<int>& numbers, const Client& used,
                                Clock::time_point until);
    void remember(std::span<const MqttMessage> messages);
    void leave();
};

Client MqttPublisher::State::make(std::string& unsafe) {
    Client made{mosquitto_new(nullptr, true, this), [](mosquitto* gone) {
                    if (gone != nullptr) mosquitto_destroy(gone);
                }};
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
        code == 0 ? state.greet(of) : state.refuse(mqtt::refusal(code));
    });
    mosquitto_publish_v5_callback_set(
        raw, [](mosquitto*, void* self, int number, int reason, const mosquitto_property*) {
            static_cast<State*>(self)->acknowledged(number, reason);
        });
    mosquitto_message_callback_set(
        raw, [](mosquitto* of, void* self, const mosquitto_message* message) {
            static_cast<State*>(self)->message(of, message->topic,
                                               {static_cast<const char*>(message->payload),
                                                static_cast<std::size_t>(message->payloadlen)});
        });
    return made;
}

// The broker answers in order: when `online` is acknowledged, what it keeps at the topics listened
// to has come.
void MqttPublisher::State::greet(mosquitto* of) {
    for (const std::string& topic : settings.listen_topics) {
        mosquitto_subscribe(of, nullptr, topic.c_str(), at_most_once);
    }
    if (!settings.birth_topic.empty()) {
        mosquitto_subscribe(of, nullptr, settings.birth_topic.c_str(), at_most_once);
    }
    if (settings.status_topic.empty()) return acknowledged(online_number = 0, 0);
    send(of, &online_number, {settings.status_topic, std::string{online}, true}, at_least_once);
}

void MqttPublisher::State::send_kept(mosquitto* of) {
    std::map<std::string, std::string> all;
    {
        const Lock lock{mutex};
        all = kept;
    }
    for (const auto& [topic, payload] : all)
        send(of, nullptr, {topic, payload, true}, at_least_once);
}

void MqttPublisher::State::acknowledged(int number, int reason) {
    bool complete = false;
    Client of;
    {
        const Lock lock{mutex};
        if (client == nullptr) return;
        answers[number] = reason;
        complete = number == online_number && !connected;
        of = client;
    }
    if (!complete) {
        changed.notify_all();
        return;
    }
    if (is_no(reason)) {
        return refuse(refused({.topic = settings.status_topic}, reason).why);
    }
    back_off.reset();
    send_kept(of.get());
    const Lock lock{mutex};
    connected = !given_up;
    changed.notify_all();
}

void MqttPublisher::State::message(mosquitto* of, std::string_view topic,
                                   std::string_view payload) {
    if (topic == settings.birth_topic) {
        if (payload == online) send_kept(of);
        return;
    }
    const Lock lock{mutex};
    if (heard) heard(topic, payload);
}

// The broker said no, which is a better reason than the end of the connection that follows.
void MqttPublisher::State::refuse(const std::string& reason) {
    {
        const Lock lock{mutex};
        why = reason;
    }
    given_up = true;
}

void MqttPublisher::State::failed(const std::string& reason) {
    const Lock lock{mutex};
    client.reset();
    connected = false;
    answers.clear();
    wanted = false;
    ++failures;
    if (why.empty()) why = reason;
    changed.notify_all();
}

// Until the connection ends; then why.
std::string MqttPublisher::State::looped(mosquitto* of) const {
    int error = mosquitto_connect_async(of, settings.broker.host.c_str(), settings.broker.port,
                                        keep_alive_seconds);
    for (int last_passes = 3; error == MOSQ_ERR_SUCCESS && !given_up && last_passes > 0;) {
        if (over) --last_passes;
        error = mosquitto_loop(of, longest_sleep_ms, 1);
    }
    return mqtt::name_of(error, settings.broker.host);
}

void MqttPublisher::State::one_connection() {
    std::string unsafe;
    const Client mine = make(unsafe);
    given_up = false;
    {
        const Lock lock{mutex};
        wanted = false;
        why.clear();
        client = mine;
    }
    if (!mine) return failed("there is no memory for a connection");
    failed(unsafe.empty() ? looped(mine.get()) : unsafe);
}

void MqttPublisher::State::run() {
    while (!over) {
        one_connection();
        const auto until = Clock::now() + back_off.next();
        Lock lock{mutex};
        while (!over && !wanted && Clock::now() < until) changed.wait_until(lock, until);
    }
    const Lock lock{mutex};
    ended = true;
    changed.notify_all();
}

std::string MqttPublisher::State::await_connection(Clock::time_point until, Client& found) {
    Lock lock{mutex};
    const std::uint64_t before = failures;
    wanted = true;
    changed.notify_all();
    while (!connected && !cancelled && failures == before && Clock::now() < until) {
        changed.wait_until(lock, until);
    }
    if (cancelled) return "the program ends";
    if (!connected) {
        return why.empty() ? "the broker does not answer: see whether it runs" : why;
    }
    wanted = false;
    answers.clear();
    found = client;
    return {};
}

MqttPublished MqttPublisher::State::await_answers(std::span<const MqttMessage> messages,
                                                  const std::vector<int>& numbers,
                                                  const Client& used, Clock::time_point until) {
    Lock lock{mutex};
    for (std::size_t done = 0;;) {
        for (; done < numbers.size(); ++done) {
            const auto answer = answers.find(numbers[done]);
            if (answer == answers.end()) break;
            if (!is_no(answer->second)) continue;
            MqttPublished no = refused(messages[done], answer->second);
            no.acknowledged = done;
            return no;
        }
        if (done == numbers.size()) return {.acknowledged = done};
        if (client != used) return {.acknowledged = done, .why = why};
        if (cancelled) return {.acknowledged = done, .why = "the program ends"};
        if (Clock::now() >= until) {
            given_up = true;
            connected = false;
            why = "the broker does not acknowledge what it gets: see whether it hangs";
            return {.acknowledged = done, .why = why};
        }
        changed.wait_until(lock, until);
    }
}

void MqttPublisher::State::remember(std::span<const MqttMessage> messages) {
    const Lock lock{mutex};
    for (const MqttMessage& message : messages) {
        if (!message.retain) continue;
        kept.erase(message.topic);
        if (!message.payload.empty()) kept.emplace(message.topic, message.payload);
    }
}

// Both are in the library's queue when this returns, one behind the other.
void MqttPublisher::State::leave() {
    Client last;
    {
        const Lock lock{mutex};
        heard = {};
        if (connected) last = client;
    }
    if (last && !settings.status_topic.empty()) {
        send(last.get(), nullptr, {settings.status_topic, std::string{offline}, true},
             at_most_once);
    }
    over = true;
    if (last) mosquitto_disconnect(last.get());
    const auto until = Clock::now() + patience_at_the_end;
    Lock lock{mutex};
    changed.notify_all();
    while (!ended && Clock::now() < until) changed.wait_until(lock, until);
}

MqttPublisher::MqttPublisher(MqttPublisherSettings settings, Heard heard)
    : state_{std::make_shared<State>()} {
    state_->settings = std::move(settings);
    const Lock lock{state_->mutex};
    state_->heard = std::move(heard);
}

MqttPublisher::~MqttPublisher() {
    if (started_) state_->leave();
}

void MqttPublisher::start() {
    if (started_) return;
    started_ = true;
    mqtt::start_library();
    std::thread{[state = state_] { state->run(); }}.detach();
}

std::string MqttPublisher::await_connection(Clock::time_point until) {
    start();
    Client ignored;
    return state_->await_connection(until, ignored);
}

MqttPublished MqttPublisher::publish(std::span<const MqttMessage> messages,
                                     Clock::time_point until) {
    start();
    Client client;
    if (std::string why = state_->await_connection(until, client); !why.empty()) {
        return {.why = std::move(why)};
    }
    std::vector<int> numbers;
    int error = MOSQ_ERR_SUCCESS;
    for (const MqttMessage& message : messages) {
        int number = 0;
        error = send(client.get(), &number, message, at_least_once);
        if (error != MOSQ_ERR_SUCCESS) break;
        numbers.push_back(number);
    }
    MqttPublished result =
        state_->await_answers(messages.first(numbers.size()), numbers, client, until);
    state_->remember(messages.first(result.acknowledged));
    if (result.why.empty() && error != MOSQ_ERR_SUCCESS) {
        MqttPublished no = not_sent(messages[numbers.size()], error, state_->settings.broker.host);
        no.acknowledged = result.acknowledged;
        return no;
    }
    return result;
}

void MqttPublisher::cancel() {
    const Lock lock{state_->mutex};
    state_->cancelled = true;
    state_->changed.notify_all();
}

}  // namespace hanmeter::io
