// SPDX-License-Identifier: Apache-2.0
#include "sim/meter.h"

#include "sim/random.h"
#include "sim/supply.h"

namespace hanmeter::sim {
namespace {

constexpr std::int64_t hour = 3'600'000;
constexpr std::int64_t bits_per_byte = 10;

Energies drawn_energies(const LoadOptions& load) {
    Random random{load.seed};
    const auto drawn = [&](std::uint64_t from, std::uint64_t span) {
        return static_cast<std::int64_t>(from + random.below(span));
    };
    return {.active_import_wh = drawn(20'000'000, 60'000'000),
            .active_export_wh = load.sun_peak_w == 0 ? 0 : drawn(2'000'000, 9'000'000),
            .reactive_import_varh = drawn(100'000, 900'000),
            .reactive_export_varh = drawn(1'000'000, 9'000'000)};
}

std::int64_t line_time(std::size_t bytes, int baud) {
    const auto bits = static_cast<std::int64_t>(bytes) * bits_per_byte;
    return (bits * 1000 + baud - 1) / baud;
}

MeterState state_at_start(const MeterOptions& options) {
    const Registers registers{options.energies.value_or(drawn_energies(options.load))};
    return {.last_sent = {options.start.milliseconds - 1},
            .last_measured = options.start,
            .last_measured_long = options.start,
            .now = registers,
            .at_hour = registers};
}

}  // namespace

Meter::Meter(const Model& model, const MeterOptions& options)
    : Meter{model, options, state_at_start(options)} {}

Meter::Meter(const Model& model, const MeterOptions& options, const MeterState& state)
    : model_{model},
      options_{options},
      clock_{options.clock.value_or(model.clock)},
      identity_{std::string{model.list_version},
                options.meter_id.value_or(std::string{model.meter_id}),
                std::string{model.meter_model}},
      state_{state} {}

void Meter::skip_to(values::Instant start) {
    state_.last_sent = {start.milliseconds - 1};
    state_.last_measured = start;
    state_.last_measured_long = start;
    state_.at_hour = state_.now;
}

Snapshot Meter::snapshot_of(const Slot& slot) {
    Snapshot snapshot;
    snapshot.clock = clock_at(slot.measured_at, clock_);
    measure(snapshot, slot.measured_at, options_.load, model_.form, model_.reactive_by_line);
    const std::int64_t now = slot.measured_at.milliseconds;
    if (now < state_.last_measured.milliseconds) {
        snapshot.energies = state_.at_hour.energies();
        return snapshot;
    }
    state_.now.add_active_import(snapshot.power, now - state_.last_measured.milliseconds);
    state_.last_measured = slot.measured_at;
    if (slot.list != 1) {
        state_.now.add_others(snapshot.power, now - state_.last_measured_long.milliseconds);
        state_.last_measured_long = slot.measured_at;
    }
    if (now % hour == 0) state_.at_hour = state_.now;
    snapshot.energies = state_.now.energies();
    return snapshot;
}

Telegram Meter::next() {
    const Slot slot = slot_after(model_.cadence, state_.last_sent);
    const Snapshot snapshot = snapshot_of(slot);
    Message message = encode(model_.family, model_.form, slot.list, identity_, snapshot);
    state_.last_sent = slot.sent_at;

    Telegram telegram;
    const auto seconds = static_cast<std::uint32_t>(slot.sent_at.milliseconds / 1000);
    telegram.bytes =
        carry(model_.transport, model_.family.header, message.content, seconds, options_.segments);
    telegram.list = slot.list;
    telegram.sent_at = slot.sent_at;
    telegram.received_at = {slot.sent_at.milliseconds +
                            line_time(telegram.bytes.size(), model_.baud)};
    telegram.measured_at = slot.measured_at;
    telegram.power = snapshot.power;
    telegram.values = std::move(message.values);
    return telegram;
}

std::optional<values::Instant> start_of(const Model& model, std::string_view text) {
    return instant_of(text, model.clock);
}

}  // namespace hanmeter::sim
