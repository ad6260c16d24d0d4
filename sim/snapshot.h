// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

#include "hanmeter/values/date_time.h"

namespace hanmeter::sim {

// What one line of the supply carries. Powers are positive towards the house; in a three-wire
// (IT) net they belong to the pairs 1-2, 1-3 and 2-3, as the voltages do.
struct Line {
    std::int64_t active_w = 0;
    std::int64_t reactive_var = 0;
    std::int64_t current_ma = 0;  // negative where active power flows out
    std::int64_t voltage_mv = 0;
};

// Of all lines together, none of them negative. A meter that sums phase by phase may have both
// directions at once.
struct Power {
    std::int64_t active_import_w = 0;
    std::int64_t active_export_w = 0;
    std::int64_t reactive_import_var = 0;
    std::int64_t reactive_export_var = 0;
};

struct Energies {
    std::int64_t active_import_wh = 0;
    std::int64_t active_export_wh = 0;
    std::int64_t reactive_import_varh = 0;
    std::int64_t reactive_export_varh = 0;

    friend bool operator==(const Energies&, const Energies&) = default;
};

// Everything a meter knows at one moment, finer than any of them sends it.
struct Snapshot {
    values::DateTime clock;
    Power power;
    std::array<Line, 3> lines{};
    Energies energies;
};

// What a place in a meter's list shows.
enum class Field : std::uint8_t {
    list_version,
    meter_id,
    meter_model,
    clock,
    null_pair,     // a place that the meter keeps free with null-data
    zero,          // a place that the meter fills with 0
    one,           // a state that is on
    own_code,      // an object that shows its own code
    objects,       // the list of the objects, see Layout::described
    tariff,        // the tariff in force, as a text of two digits
    channel_kind,  // of the gas meter on channel 1, as P1 has it
    channel_id,
    gas,
    power_factor,
    active_import,
    active_export,
    active_net,  // import minus export
    reactive_import,
    reactive_export,
    current_l1,
    current_l2,
    current_l3,
    signed_current_l1,
    signed_current_l2,
    signed_current_l3,
    voltage_l1,
    voltage_l2,
    voltage_l3,
    active_import_l1,
    active_import_l2,
    active_import_l3,
    active_export_l1,
    active_export_l2,
    active_export_l3,
    reactive_import_l1,
    reactive_import_l2,
    reactive_import_l3,
    reactive_export_l1,
    reactive_export_l2,
    reactive_export_l3,
    active_energy_import,
    active_energy_import_t1,  // two fifths of it, and the rest
    active_energy_import_t2,
    active_energy_export,
    active_energy_export_t1,
    active_energy_export_t2,
    reactive_energy_import,
    reactive_energy_export,
};

// A field that is a number, in thousandths of its base unit (mW, mvar, mA, mV, mWh, mvarh, litres).
std::int64_t thousandths(const Snapshot& snapshot, Field field);

}  // namespace hanmeter::sim
