// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "sim/load.h"
#include "sim/model.h"
#include "sim/registers.h"

namespace hanmeter::sim {

// What a meter pushes at one moment.
struct Telegram {
    std::vector<std::uint8_t> bytes;
    int list = 0;                 // 1, 2 or 3
    values::Instant sent_at;      // its first byte
    values::Instant received_at;  // its last byte, at the speed of the meter's line
    values::Instant measured_at;
    Power power;                    // as sent in it (list 1: only active_import_w is in it)
    std::vector<SentValue> values;  // what it says, in the order of the wire
};

struct MeterOptions {
    values::Instant start{};  // the first telegram is the first due at or behind it
    LoadOptions load{};
    HdlcSegments segments{};
    std::optional<Energies> energies{};     // at the start; else drawn from the seed
    std::optional<ClockHabit> clock{};      // else the model's
    std::optional<std::string> meter_id{};  // else the model's
};

// What has to be remembered of a meter so that it goes on where it was stopped.
struct MeterState {
    values::Instant last_sent;           // -1 ms: nothing yet
    values::Instant last_measured;       // by any list
    values::Instant last_measured_long;  // by a list that holds every power
    Registers now;
    Registers at_hour;  // as they were at the last full hour

    friend bool operator==(const MeterState&, const MeterState&) = default;
};

// A simulated meter: endless, repeatable, without a clock of its own. Two meters of one model and
// equal options send the same bytes.
class Meter {
public:
    // `model` outlives the meter; find_model() gives such.
    Meter(const Model& model, const MeterOptions& options);
    // Goes on behind the last telegram of `state`, as if it had never been stopped; options.start
    // and options.energies do not count.
    Meter(const Model& model, const MeterOptions& options, const MeterState& state);

    Telegram next();

    const MeterState& state() const { return state_; }
    const Model& model() const { return model_; }

    // The meter was without power until `start`: the registers stand, the clock goes on.
    void skip_to(values::Instant start);

private:
    Snapshot snapshot_of(const Slot& slot);

    const Model& model_;
    MeterOptions options_;
    ClockHabit clock_;
    Identity identity_;
    MeterState state_;
};

// The moment at which the meter's clock shows `text` (`2026-01-15T00:00:00`).
std::optional<values::Instant> start_of(const Model& model, std::string_view text);

}  // namespace hanmeter::sim
