// SPDX-License-Identifier: Apache-2.0
#include "app/service/meter_line.h"

#include <fmt/core.h>

#include "hanmeter/io/clock.h"

namespace hanmeter::app::service {
namespace {

// Longer than a gateway pauses inside a message, shorter than any meter between two.
constexpr std::chrono::seconds silence_between_messages{1};
// Longer than any meter's list with an id takes to come, but for those that never send one.
constexpr std::chrono::seconds longest_without_id{15};

}  // namespace

MeterLine::MeterLine(MeterSettings settings, Shared& shared, const asio::any_io_executor& executor,
                     bool live)
    : settings_{std::move(settings)},
      shared_{shared},
      line_{shared.latest.add(settings_.shown)},
      decoder_{memory_.room(), settings_.decoding->settings()},
      live_{live},
      silence_{executor},
      no_id_{executor},
      refused_{[this](std::string reason, std::vector<std::uint8_t> data) {
          shared_.refuse({settings_.shown, std::move(reason), last_origin_.time, std::move(data)});
      }},
      counters_check_{settings_.fuse_amperes} {
    const std::string known =
        settings_.name.empty() ? shared_.remembered_id(settings_.shown) : settings_.name;
    if (!known.empty()) go_by(known);
}

MeterLine::~MeterLine() {
    shared_.latest.remove(line_);
}

void MeterLine::start() {
    finish();
}

void MeterLine::receive(bytes::Bytes data, const values::Origin& origin) {
    last_origin_ = origin;
    const std::size_t size = data.size();
    bytes_ += size;
    while (const values::Reading* reading = decoder_.take(data, origin, &refused_)) take(*reading);
    shared_.latest.received(line_, size, io::now(), decoder_.counters());
    if (live_ && decoder_.may_be_unchecked()) end_message_in_silence();
}

void MeterLine::end_message_in_silence() {
    silence_.expires_after(silence_between_messages);
    silence_.async_wait([this](const std::error_code& error) {
        if (!error) end_message();
    });
}

void MeterLine::end_message() {
    while (const values::Reading* reading = decoder_.pause(last_origin_, &refused_)) take(*reading);
}

void MeterLine::end_unit() {
    silence_.cancel();
    end_message();
}

void MeterLine::received_raw(bytes::Bytes data) {
    if (share_) share_->send(data);
}

void MeterLine::notice(const std::string& sentence) {
    shared_.say(sentence);
}

void MeterLine::finish() {
    silence_.cancel();
    while (const values::Reading* reading = decoder_.finish(last_origin_, &refused_))
        take(*reading);
}

void MeterLine::open_what_was_kept() {
    if (settings_.decoding->settings().keys.empty()) return;
    std::size_t opened = 0;
    const auto memory = std::make_unique<DecoderMemory>();
    for (store::RefusedBytes& each : shared_.take_unopened(settings_.shown)) {
        Decoder decoder{memory->room(), settings_.decoding->settings()};
        bytes::Bytes data{each.data};
        const values::Origin origin =
            each.time ? values::Origin{*each.time} : values::Origin{std::nullopt};
        std::size_t readings = 0;
        while (const values::Reading* reading = decoder.take(data, origin)) {
            take(*reading);
            ++readings;
        }
        while (const values::Reading* reading = decoder.finish(origin)) {
            take(*reading);
            ++readings;
        }
        opened += readings;
        if (readings == 0) shared_.refuse(std::move(each));
    }
    if (opened > 0) {
        shared_.say(fmt::format("{}: the key opened {} messages that had been kept",
                                settings_.shown, opened));
    }
}

void MeterLine::take(const values::Reading& reading) {
    values::Reading timed = reading;
    if (!timed.time) timed.time = io::now();
    timed.time = apart_from_last(*timed.time);
    objects_.assign(reading.objects.begin(), reading.objects.end());
    counters_check_.check(objects_, *timed.time);
    timed.objects = objects_;
    learn_name(timed);
    const auto kept = std::make_shared<const store::StoredReading>(timed, name_);
    if (!name_.empty()) return hand_on(kept);
    held_.push_back(kept);
    if (!waits_for_id_) give_up_waiting_for_an_id();
}

// Telegrams that a gateway held back come at once. A meter and a moment name a reading to outputs,
// so each has a millisecond of its own.
values::Instant MeterLine::apart_from_last(values::Instant time) {
    constexpr std::int64_t longest_burst_ms = 1000;
    const std::int64_t ahead = last_time_.milliseconds - time.milliseconds;
    if (ahead >= 0 && ahead < longest_burst_ms) time.milliseconds += ahead + 1;
    last_time_ = time;
    return time;
}

void MeterLine::learn_name(const values::Reading& reading) {
    if (!settings_.name.empty() || reading.meter_id.empty()) return;
    const std::string id{reading.meter_id};
    if (id == name_) return;
    shared_.remember_id(settings_.shown, id);
    if (shared_.is_taken(id)) {
        if (name_ != settings_.shown) {
            shared_.say(
                fmt::format("{} has the id {}, as another meter does: it goes by its source",
                            settings_.shown, id));
        }
        return go_by(settings_.shown);
    }
    go_by(id);
}

void MeterLine::go_by(std::string name) {
    name_ = std::move(name);
    no_id_.cancel();
    shared_.latest.named(line_, name_);
    while (!held_.empty()) {
        const auto reading =
            std::make_shared<const store::StoredReading>(held_.front()->view(), name_);
        held_.pop_front();
        hand_on(reading);
    }
}

void MeterLine::give_up_waiting_for_an_id() {
    waits_for_id_ = true;
    no_id_.expires_after(longest_without_id);
    no_id_.async_wait([this](const std::error_code& error) {
        if (!error && name_.empty()) go_by(settings_.shown);
    });
}

void MeterLine::hand_on(const std::shared_ptr<const store::StoredReading>& reading) {
    shared_.pipeline.append(reading->view(), name_);
    shared_.latest.take(line_, reading, clock_offset(reading->view()));
}

std::optional<std::chrono::milliseconds> MeterLine::clock_offset(
    const values::Reading& reading) const {
    if (!reading.meter_time || !reading.time) return std::nullopt;
    const auto moment = settings_.clock_zone.moment(*reading.meter_time);
    if (!moment) return std::nullopt;
    return std::chrono::milliseconds{moment->milliseconds - reading.time->milliseconds};
}

}  // namespace hanmeter::app::service
