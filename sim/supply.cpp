// SPDX-License-Identifier: Apache-2.0
#include "sim/supply.h"

#include <algorithm>

namespace hanmeter::sim {
namespace {

constexpr std::int64_t nominal_mv = 231'500;
constexpr std::int64_t cable_milliohm = 190;
constexpr std::int64_t minute = 60'000;

// With the sign of the active power.
std::int64_t current_ma(const LinePower& power, std::int64_t voltage_mv) {
    const std::int64_t square =
        power.active_w * power.active_w + power.reactive_var * power.reactive_var;
    const std::int64_t apparent_mva = square_root(square * 1'000'000);
    const std::int64_t current = apparent_mva * 1000 / voltage_mv;
    return power.active_w < 0 ? -current : current;
}

std::int64_t idle_voltage_mv(values::Instant instant, std::uint64_t seed, std::size_t line) {
    const auto own = static_cast<std::uint64_t>(line);
    return nominal_mv + wandering(instant, seed, 400 + own, 10 * minute, 2600) +
           wandering(instant, seed, 410, 20 * minute, 2900) +
           wandering(instant, seed, 420 + own, 2000, 250);
}

void measure_line(Line& line, const LinePower& power, std::int64_t idle_mv) {
    line.active_w = power.active_w;
    line.reactive_var = power.reactive_var;
    line.voltage_mv = idle_mv - current_ma(power, nominal_mv) * cable_milliohm / 1000;
    line.current_ma = current_ma(power, line.voltage_mv);
}

// Two currents that meet in one wire of a net without neutral, 60 degrees apart.
std::int64_t joined(std::int64_t one, std::int64_t other) {
    return square_root(one * one + other * other + one * other);
}

// The pairs 1-2, 1-3, 2-3 become the wires 1, 2, 3.
void to_wires(std::array<Line, 3>& lines) {
    const std::int64_t a = lines[0].current_ma;
    const std::int64_t b = lines[1].current_ma;
    const std::int64_t c = lines[2].current_ma;
    lines[0].current_ma = joined(a, b);
    lines[1].current_ma = joined(a, c);
    lines[2].current_ma = joined(b, c);
}

Power sum(const std::array<Line, 3>& lines, bool reactive_by_line) {
    std::int64_t active = 0;
    std::int64_t reactive = 0;
    Power by_line;
    for (const Line& line : lines) {
        active += line.active_w;
        reactive += line.reactive_var;
        by_line.reactive_import_var += std::max<std::int64_t>(line.reactive_var, 0);
        by_line.reactive_export_var += std::max<std::int64_t>(-line.reactive_var, 0);
    }
    Power power = by_line;
    power.active_import_w = std::max<std::int64_t>(active, 0);
    power.active_export_w = std::max<std::int64_t>(-active, 0);
    if (!reactive_by_line) {
        power.reactive_import_var = std::max<std::int64_t>(reactive, 0);
        power.reactive_export_var = std::max<std::int64_t>(-reactive, 0);
    }
    return power;
}

}  // namespace

std::int64_t square_root(std::int64_t square) {
    std::int64_t root = 0;
    for (std::int64_t bit = std::int64_t{1} << 31; bit > 0; bit >>= 1) {
        const std::int64_t larger = root + bit;
        if (larger <= 3'037'000'499 && larger * larger <= square) root = larger;
    }
    return root;
}

void measure(Snapshot& snapshot, values::Instant instant, const LoadOptions& options, Form form,
             bool reactive_by_line) {
    HousePower house = load_at(instant, options);
    snapshot.lines = {};
    const bool single = (form & (one_phase | one_quadrant)) != 0;
    if (single) {
        for (const auto& line : {house[1], house[2]}) {
            house[0].active_w += line.active_w;
            house[0].reactive_var += line.reactive_var;
        }
    }
    for (std::size_t i = 0; i < (single ? 1 : snapshot.lines.size()); ++i) {
        measure_line(snapshot.lines[i], house[i], idle_voltage_mv(instant, options.seed, i));
    }
    if (form == three_wire) to_wires(snapshot.lines);
    snapshot.power = sum(snapshot.lines, reactive_by_line);
}

}  // namespace hanmeter::sim
