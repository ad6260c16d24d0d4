// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/sinks/mqtt.h"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <map>
#include <vector>

#include "hanmeter/formats/discovery.h"
#include "hanmeter/formats/json.h"
#include "hanmeter/formats/naming.h"
#include "hanmeter/io/mqtt_publisher.h"

namespace hanmeter::sinks {
namespace {

using formats::DiscoveredMeter;
using io::MqttMessage;
using pipeline::Accepted;
using pipeline::Delivery;
using pipeline::TryAgain;

constexpr std::int64_t live_for_ms = 10'000;
// A key that did not come in so many readings in a row is not in every list.
constexpr std::uint64_t rare_after = 20;
constexpr std::string_view home_assistant_status = "homeassistant/status";

std::string level_of(std::string_view name) {
    std::string out;
    for (const char c : name) {
        const bool plain = static_cast<unsigned char>(c) > ' ' &&
                           std::string_view{"/+#$\"'\\"}.find(c) == std::string_view::npos;
        out += plain ? c : '_';
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
    struct Key {
        const values::Quantity* quantity = nullptr;
        values::Unit unit = values::Unit::none;
        std::uint64_t last = 0;  // the number of the reading that had it last
        bool hourly = false;
    };
    std::string maker{}, model{}, list{};
    std::vector<Key> keys{};
    std::uint64_t readings = 0;
    bool changed = true;        // since it was told
    std::uint64_t told_at = 0;  // the connection
};

class MqttSink final : public pipeline::Sink {
public:
    MqttSink(MqttSinkSettings settings, io::MqttAddress broker, std::string name)
        : settings_{std::move(settings)}, broker_{std::move(broker)}, name_{std::move(name)} {
        node_ = level_of(settings_.node.empty() ? host_name() : settings_.node);
    }

    std::string_view name() const override { return name_; }

    Delivery deliver(std::span<const store::Entry> batch, values::Instant now) override {
        const auto until = std::chrono::steady_clock::now() + settings_.timeout;
        if (!publisher_) connect();
        std::vector<MqttMessage> messages;
        const std::uint64_t connection = publisher_->connection();
        if (home_assistant_came_.exchange(false) || connection != told_at_) {
            for (auto& [called, meter] : meters_) meter.changed = true;
            told_at_ = connection;
        }
        for (const store::Entry& entry : batch) learn(*entry.reading);
        for (auto& [called, meter] : meters_) tell(called, meter, messages);
        for (const store::Entry& entry : batch) add(*entry.reading, now, messages);
        const std::string why = publisher_->publish(messages, until);
        if (!why.empty()) {
            told_at_ = 0;
            return TryAgain{fmt::format("{}: {}", shown(), why)};
        }
        return Accepted{batch.size()};
    }

    void cancel() override {
        if (publisher_) publisher_->cancel();
    }

private:
    std::string shown() const {
        std::string text = io::text(broker_);
        if (text.ends_with('/')) text.pop_back();
        return text;
    }

    void connect() {
        publisher_ = std::make_unique<io::MqttPublisher>(
            io::MqttPublisherSettings{.broker = broker_,
                                      .security = {.ca_file = settings_.ca_file,
                                                   .cert_file = settings_.cert_file,
                                                   .key_file = settings_.key_file},
                                      .version_5 = settings_.version_5,
                                      .status_topic = topic(node_, "status"),
                                      .listen_topic = settings_.discovery == Discovery::off
                                                          ? std::string{}
                                                          : std::string{home_assistant_status}},
            [this](std::string_view payload) {
                if (payload == "online") home_assistant_came_ = true;
            });
    }

    std::string topic(std::string_view middle, std::string_view end) const {
        return fmt::format("{}/{}/{}", settings_.prefix, middle, end);
    }

    void learn(const store::StoredReading& reading) {
        Meter& meter = meters_[std::string{reading.meter()}];
        const values::Reading& view = reading.view();
        ++meter.readings;
        const auto note = [&](std::string& known, std::string_view now) {
            if (now.empty() || known == now) return;
            known = now;
            meter.changed = true;
        };
        note(meter.maker, view.maker);
        note(meter.model, view.meter_model);
        note(meter.list, view.list);
        for (const values::Object& object : view.objects) {
            const values::Quantity* const quantity = formats::named_by(object);
            if (quantity == nullptr || formats::is_header(object) || !object.value.numeric()) {
                continue;
            }
            const auto known = std::ranges::find(meter.keys, quantity, &Meter::Key::quantity);
            if (known == meter.keys.end()) {
                meter.keys.push_back({quantity, object.unit, meter.readings});
                meter.changed = true;
            } else {
                const bool rare = meter.readings - known->last > rare_after;
                if (rare && !known->hourly) known->hourly = meter.changed = true;
                known->last = meter.readings;
            }
        }
        for (Meter::Key& key : meter.keys) {
            if (key.hourly || meter.readings - key.last <= rare_after) continue;
            key.hourly = meter.changed = true;
        }
    }

    void tell(const std::string& called, Meter& meter, std::vector<MqttMessage>& messages) {
        if (!meter.changed) return;
        meter.changed = false;
        const std::string level = level_of(called);
        messages.push_back({topic(level, "status"), "online", true});
        if (settings_.discovery == Discovery::off) return;
        std::vector<DiscoveredMeter::Value> values;
        for (const Meter::Key& key : meter.keys) {
            // A counter is not missed for an hour: whether it is rare shows only later.
            const bool counter = key.quantity->kind == values::Kind::counter;
            values.push_back({key.quantity, key.unit, key.hourly || counter});
        }
        const std::string id = id_of(called);
        const std::string state = topic(level, "state");
        const std::string program = topic(node_, "status");
        const std::string own = topic(level, "status");
        const DiscoveredMeter found{.id = id,
                                    .name = called,
                                    .maker = meter.maker,
                                    .model = meter.model,
                                    .list = meter.list,
                                    .state_topic = state,
                                    .availability_topic = program,
                                    .meter_topic = own,
                                    .version = settings_.version,
                                    .values = values};
        const bool device = settings_.discovery == Discovery::device;
        auto told = device ? device_discovery(found) : entity_discovery(found);
        for (auto& message : told) {
            messages.push_back({std::move(message.topic), std::move(message.payload), true});
        }
        clean_other_form(found, device, messages);
    }

    // What an earlier setting left with the broker goes.
    static void clean_other_form(const DiscoveredMeter& meter, bool device,
                                 std::vector<MqttMessage>& messages) {
        for (auto& message : device ? entity_discovery(meter) : device_discovery(meter)) {
            messages.push_back({std::move(message.topic), {}, true});
        }
    }

    void add(const store::StoredReading& reading, values::Instant now,
             std::vector<MqttMessage>& messages) {
        const values::Reading& view = reading.view();
        const std::string level = level_of(reading.meter());
        std::string payload;
        json_.write(view, {.meter = reading.meter()}, payload);
        if (payload.ends_with('\n')) payload.pop_back();
        const bool live = view.time && now.milliseconds - view.time->milliseconds <= live_for_ms;
        messages.push_back({topic(level, live ? "state" : "history"), std::move(payload)});
        if (!live || !settings_.values) return;
        for (const values::Object& object : view.objects) {
            const bool wanted = !formats::is_header(object) && object.value.numeric() &&
                                formats::named_by(object) != nullptr;
            if (!wanted || formats::is_repeated(view, object)) continue;
            std::array<char, values::Decimal::max_text> room;
            bytes::TextWriter out{room};
            object.value.number.write(out);
            messages.push_back(
                {topic(level, formats::Key{object}.text()), std::string{out.view()}});
        }
    }

    const MqttSinkSettings settings_;
    const io::MqttAddress broker_;
    const std::string name_;
    std::string node_;
    formats::Json json_{};
    std::map<std::string, Meter> meters_{};
    std::uint64_t told_at_ = 0;
    std::atomic<bool> home_assistant_came_ = false;
    std::unique_ptr<io::MqttPublisher> publisher_{};  // last, since it tells the others
};

}  // namespace

tl::expected<std::unique_ptr<pipeline::Sink>, std::string> make_mqtt(
    const MqttSinkSettings& settings, std::string name) {
    auto broker = io::mqtt_broker_from(settings.url);
    if (!broker) return tl::unexpected{broker.error()};
    if (!settings.user.empty()) {
        broker->user = settings.user;
        broker->password = settings.password;
    }
    std::unique_ptr<pipeline::Sink> sink =
        std::make_unique<MqttSink>(settings, std::move(*broker), std::move(name));
    return sink;
}

}  // namespace hanmeter::sinks
