// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/sinks/mqtt.h"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include "hanmeter/formats/json.h"
#include "hanmeter/formats/naming.h"
#include "hanmeter/formats/sent_keys.h"
#include "hanmeter/formats/utf8.h"
#include "hanmeter/io/mqtt_publisher.h"
#include "hanmeter/io/mutex.h"

namespace hanmeter::sinks {
namespace {

using formats::DiscoveryForm;
using formats::StandingDiscovery;
using io::MqttMessage;
using pipeline::Accepted;
using pipeline::Delivery;
using pipeline::Refused;
using pipeline::TryAgain;
using Batch = std::span<const store::Entry>;

constexpr std::int64_t live_for_ms = 10'000;
constexpr std::string_view home_assistant_status = "homeassistant/status";
constexpr std::string_view device_configs = "homeassistant/device/+/config";
constexpr std::string_view entity_configs = "homeassistant/sensor/+/+/config";

// One level of a topic.
std::string level_of(std::string_view name) {
    std::string out;
    while (!name.empty()) {
        const std::size_t length = formats::character_length(name);
        const std::string_view character = name.substr(0, std::max<std::size_t>(length, 1));
        const bool plain = length > 0 && !formats::is_control(character) &&
                           std::string_view{" /+#$\"'\\"}.find(character) == std::string_view::npos;
        out += plain ? character : "_";
        name.remove_prefix(character.size());
    }
    return out.empty() ? "_" : out;
}

// Home Assistant's ids: letters, digits, _ and -.
std::string id_of(std::string_view name) {
    std::string out;
    for (const char c : name) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '-' || c == '_';
        out += plain ? c : '_';
    }
    return out.empty() ? "_" : out;
}

std::string host_name() {
    std::array<char, 256> room{};
    if (::gethostname(room.data(), room.size() - 1) != 0) return "node";
    return room.data();
}

// What is known of a meter.
struct Meter {
    std::string called{}, level{}, id{};
    std::string maker{}, model{}, serial{}, list{};
    formats::SentKeys sent{};
    bool told = false;  // all of it, to the broker
    bool mute = false;  // the broker never takes what announces it
};

// What is to be published, the announcements first.
struct Plan {
    std::vector<MqttMessage> messages{};
    std::vector<Meter*> announced{};     // whom each announcement is about
    std::vector<std::size_t> ends{};     // so many messages up to the end of each reading
    std::vector<std::string> cleaned{};  // topics
};

// What was heard on the library's thread, until the sink's asks for it.
class Inbox {
public:
    struct Message {
        std::string topic{}, payload{};
    };
    void put(std::string_view topic, std::string_view payload) {
        const io::Lock lock{mutex_};
        messages_.push_back({std::string{topic}, std::string{payload}});
    }
    std::vector<Message> take() {
        const io::Lock lock{mutex_};
        return std::exchange(messages_, {});
    }

private:
    io::Mutex mutex_{};
    std::vector<Message> messages_ HANMETER_GUARDED_BY(mutex_){};
};

class MqttSink final : public pipeline::Sink {
public:
    MqttSink(const MqttSinkSettings& settings, const io::MqttAddress& broker, std::string name,
             pipeline::Say talk)
        : settings_{settings},
          name_{std::move(name)},
          talk_{std::move(talk)},
          shown_{io::text(broker)},
          program_topic_{
              topic(level_of(settings.node.empty() ? host_name() : settings.node), "status")},
          publisher_{publisher_settings(broker),
                     [this](std::string_view at, std::string_view payload) { hear(at, payload); }} {
        if (shown_.ends_with('/')) shown_.pop_back();
    }

    std::string_view name() const override { return name_; }
    std::optional<store::OwnBytes> resume(bytes::Bytes) override {
        publisher_.start();
        return std::nullopt;
    }
    Delivery deliver(Batch batch, values::Instant now) override;
    void cancel() override { publisher_.cancel(); }

private:
    io::MqttPublisherSettings publisher_settings(const io::MqttAddress& broker) const;
    std::string topic(std::string_view middle, std::string_view end) const {
        return fmt::format("{}/{}/{}", settings_.prefix, middle, end);
    }
    bool announces() const { return settings_.discovery != Discovery::off; }
    DiscoveryForm form() const {
        return settings_.discovery == Discovery::entity ? DiscoveryForm::entity
                                                        : DiscoveryForm::device;
    }

    void hear(std::string_view at, std::string_view payload);
    void take_heard();
    void learn(const store::Entry& entry);
    Meter& meter_of(std::string_view called);
    const Meter* meter_with_id(std::string_view id) const;
    bool of_another_form(const StandingDiscovery& standing) const;
    const Meter* now_called_otherwise(const StandingDiscovery& standing) const;

    Plan plan(Batch batch, values::Instant now);
    void announce(Meter& meter, Plan& plan);
    void clean(Plan& plan);
    void add(const store::StoredReading& reading, values::Instant now, Plan& plan);
    void add_values(const values::Reading& reading, std::string_view level, Plan& plan) const;
    void settle(const Plan& plan, std::size_t acknowledged);
    std::optional<Delivery> judge(const Plan& plan, io::MqttPublished done);

    const MqttSinkSettings settings_;
    const std::string name_;
    const pipeline::Say talk_;
    std::string shown_;
    const std::string program_topic_;
    formats::Json json_{};
    std::map<std::string, Meter, std::less<>> meters_{};
    store::Sequence learned_ = 0;
    std::map<std::string, StandingDiscovery> standing_{};  // by topic
    Inbox inbox_{};
    io::MqttPublisher publisher_;  // last, since it tells the others
};

io::MqttPublisherSettings MqttSink::publisher_settings(const io::MqttAddress& broker) const {
    io::MqttPublisherSettings made{
        .broker = broker,
        .security = {.ca_file = settings_.ca_file,
                     .cert_file = settings_.cert_file,
                     .key_file = settings_.key_file},
        .version_5 = settings_.version_5,
        .status_topic = program_topic_,
        .listen_topics = {std::string{device_configs}, std::string{entity_configs}}};
    if (announces()) made.birth_topic = home_assistant_status;
    return made;
}

// Others' announcements are many: they go no further.
void MqttSink::hear(std::string_view at, std::string_view payload) {
    if (payload.empty() || formats::standing_discovery(at, payload, program_topic_)) {
        inbox_.put(at, payload);
    }
}

void MqttSink::take_heard() {
    for (const Inbox::Message& message : inbox_.take()) {
        auto standing = formats::standing_discovery(message.topic, message.payload, program_topic_);
        standing_.erase(message.topic);
        if (standing) standing_.emplace(message.topic, std::move(*standing));
    }
}

Meter& MqttSink::meter_of(std::string_view called) {
    if (const auto known = meters_.find(called); known != meters_.end()) return known->second;
    return meters_
        .emplace(
            called,
            Meter{.called = std::string{called}, .level = level_of(called), .id = id_of(called)})
        .first->second;
}

const Meter* MqttSink::meter_with_id(std::string_view id) const {
    for (const auto& [called, meter] : meters_) {
        if (meter.id == id) return &meter;
    }
    return nullptr;
}

void MqttSink::learn(const store::Entry& entry) {
    const values::Reading& reading = entry.reading->view();
    Meter& meter = meter_of(entry.reading->meter());
    for (const auto& [at, standing] : standing_) {
        if (standing.id != meter.id) continue;
        for (const values::Quantity* quantity : standing.quantities) {
            if (meter.sent.add(*quantity, quantity->unit)) meter.told = false;
        }
    }
    if (entry.sequence <= learned_) return;
    learned_ = entry.sequence;
    const auto note = [&meter](std::string& known, std::string_view now) {
        if (now.empty() || known == now) return;
        known = now;
        meter.told = false;
    };
    note(meter.maker, reading.maker);
    note(meter.model, reading.meter_model);
    note(meter.serial, reading.meter_id);
    if (meter.list.empty()) note(meter.list, reading.list);  // some meters send several
    if (meter.sent.note(reading)) meter.told = false;
}

bool MqttSink::of_another_form(const StandingDiscovery& standing) const {
    return meter_with_id(standing.id) != nullptr && (!announces() || standing.form != form());
}

const Meter* MqttSink::now_called_otherwise(const StandingDiscovery& standing) const {
    if (standing.serial.empty() || meter_with_id(standing.id) != nullptr) return nullptr;
    for (const auto& [called, meter] : meters_) {
        if (meter.serial == standing.serial) return &meter;
    }
    return nullptr;
}

void MqttSink::announce(Meter& meter, Plan& plan) {
    plan.messages.push_back({topic(meter.level, "status"), "online", true});
    if (announces()) {
        for (const auto& [at, standing] : standing_) {
            if (standing.id != meter.id || standing.form == form()) continue;
            plan.messages.push_back({at, std::string{formats::take_over}, false});
        }
        const auto keys = meter.sent.keys();
        const std::string state = topic(meter.level, "state");
        const std::string status = topic(meter.level, "status");
        for (auto& message : formats::discovery({.id = meter.id,
                                                 .name = meter.called,
                                                 .maker = meter.maker,
                                                 .model = meter.model,
                                                 .serial = meter.serial,
                                                 .list = meter.list,
                                                 .state_topic = state,
                                                 .program_topic = program_topic_,
                                                 .meter_topic = status,
                                                 .version = settings_.version,
                                                 .keys = keys},
                                                form())) {
            plan.messages.push_back({std::move(message.topic), std::move(message.payload), true});
        }
    }
    plan.announced.resize(plan.messages.size(), &meter);
}

// Behind the announcements: Home Assistant forgets nothing that it knows already in another way.
void MqttSink::clean(Plan& plan) {
    for (const auto& [at, standing] : standing_) {
        const bool renamed = now_called_otherwise(standing) != nullptr;
        if (!renamed && !of_another_form(standing)) continue;
        plan.messages.push_back({at, {}, true});
        plan.cleaned.push_back(at);
        if (renamed && !standing.meter_topic.empty()) {
            plan.messages.push_back({standing.meter_topic, {}, true});
        }
    }
    plan.announced.resize(plan.messages.size(), nullptr);
}

Plan MqttSink::plan(Batch batch, values::Instant now) {
    Plan plan;
    for (const auto& [at, standing] : standing_) {
        if (!of_another_form(standing)) continue;
        for (auto& [called, meter] : meters_) {
            if (meter.id == standing.id) meter.told = false;
        }
    }
    for (auto& [called, meter] : meters_) {
        if (!meter.told && !meter.mute) announce(meter, plan);
    }
    clean(plan);
    for (const store::Entry& entry : batch) {
        add(*entry.reading, now, plan);
        plan.ends.push_back(plan.messages.size());
    }
    return plan;
}

void MqttSink::add(const store::StoredReading& reading, values::Instant now, Plan& plan) {
    const values::Reading& view = reading.view();
    const std::string& level = meter_of(reading.meter()).level;
    std::string payload;
    json_.write(view, {.meter = reading.meter()}, payload);
    if (payload.ends_with('\n')) payload.pop_back();
    const bool live = view.time && now.milliseconds - view.time->milliseconds <= live_for_ms;
    plan.messages.push_back({topic(level, live ? "state" : "history"), std::move(payload)});
    if (live && settings_.values) add_values(view, level, plan);
}

void MqttSink::add_values(const values::Reading& reading, std::string_view level,
                          Plan& plan) const {
    for (const values::Object& object : reading.objects) {
        if (formats::named_by(object) == nullptr || formats::is_header(object)) continue;
        if (!object.value.numeric() || formats::is_repeated(reading, object)) continue;
        std::array<char, values::Decimal::max_text> room;
        bytes::TextWriter out{room};
        object.value.number.write(out);
        plan.messages.push_back(
            {topic(level, formats::Key{object}.text()), std::string{out.view()}});
    }
}

void MqttSink::settle(const Plan& plan, std::size_t acknowledged) {
    if (acknowledged < plan.announced.size()) return;
    for (Meter* meter : plan.announced) {
        if (meter != nullptr) meter->told = true;
    }
    for (const std::string& at : plan.cleaned) standing_.erase(at);
}

// Nothing where the batch is to be planned anew.
std::optional<Delivery> MqttSink::judge(const Plan& plan, io::MqttPublished done) {
    const std::size_t next = done.acknowledged;
    const auto whole =
        static_cast<std::size_t>(std::ranges::upper_bound(plan.ends, next) - plan.ends.begin());
    if (done.why.empty()) return Accepted{plan.ends.size()};
    std::string why = fmt::format("{}: {}", shown_, done.why);
    if (!done.never) {
        if (whole > 0) return Accepted{whole};
        return TryAgain{std::move(why)};
    }
    if (next >= plan.announced.size()) return Refused{whole, std::move(why)};
    if (Meter* const meter = plan.announced[next]) {
        meter->mute = true;
        if (talk_) talk_(fmt::format("{} cannot be announced: {}", meter->called, why));
        return std::nullopt;
    }
    return TryAgain{std::move(why)};
}

Delivery MqttSink::deliver(Batch batch, values::Instant now) {
    const auto until = io::MqttPublisher::Clock::now() + settings_.timeout;
    if (const std::string why = publisher_.await_connection(until); !why.empty()) {
        return TryAgain{fmt::format("{}: {}", shown_, why)};
    }
    take_heard();
    for (const store::Entry& entry : batch) learn(entry);
    for (;;) {
        const Plan plan = this->plan(batch, now);
        io::MqttPublished done = publisher_.publish(plan.messages, until);
        settle(plan, done.acknowledged);
        if (auto answer = judge(plan, std::move(done))) return std::move(*answer);
    }
}

// Empty where the settings can be used; else a clause.
std::string wrong_with(const MqttSinkSettings& settings, const io::MqttAddress& broker) {
    const std::string& prefix = settings.prefix;
    const bool levels = !prefix.empty() && !prefix.starts_with('/') && !prefix.ends_with('/') &&
                        prefix.find("//") == std::string::npos;
    std::string plain = prefix;
    std::erase(plain, '/');
    if (!levels || plain != level_of(plain)) {
        return "the prefix of topics is one level or more, such as hanmeter or home/power, "
               "without + # $ quotes and blanks";
    }
    if (settings.cert_file.empty() != settings.key_file.empty()) {
        return "a client's certificate (cert_file) and its key (key_file) belong together";
    }
    if (!broker.secure && !(settings.ca_file.empty() && settings.cert_file.empty())) {
        return "certificates want a url with mqtts://, since mqtt:// is not secured";
    }
    if (broker.user.empty() && !broker.password.empty()) return "a password wants a user";
    if (settings.timeout.count() <= 0) return "a delivery needs some time";
    return {};
}

}  // namespace

tl::expected<std::unique_ptr<pipeline::Sink>, std::string> make_mqtt(
    const MqttSinkSettings& settings, std::string name, pipeline::Say talk) {
    auto broker = io::mqtt_broker_from(settings.url);
    if (!broker) return tl::unexpected{broker.error()};
    if (!settings.user.empty()) broker->user = settings.user;
    if (!settings.password.empty()) broker->password = settings.password;
    if (auto wrong = wrong_with(settings, *broker); !wrong.empty()) {
        return tl::unexpected{std::move(wrong)};
    }
    return std::make_unique<MqttSink>(settings, *broker, std::move(name), std::move(talk));
}

}  // namespace hanmeter::sinks
