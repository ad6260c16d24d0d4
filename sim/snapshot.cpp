// SPDX-License-Identifier: Apache-2.0
#include "sim/snapshot.h"

#include <algorithm>
#include <cstdlib>

namespace hanmeter::sim {
namespace {

std::int64_t into(std::int64_t power) {
    return 1000 * std::max<std::int64_t>(power, 0);
}

std::int64_t out_of(std::int64_t power) {
    return into(-power);
}

constexpr std::int64_t litres_share = 7;  // the house burns a litre for so many Wh

std::int64_t first_tariff(std::int64_t wh) {
    return 1000 * (wh / 5 * 2);
}

}  // namespace

std::int64_t thousandths(const Snapshot& snapshot, Field field) {
    const auto& [l1, l2, l3] = snapshot.lines;
    const Power& power = snapshot.power;
    const Energies& energies = snapshot.energies;
    switch (field) {
        case Field::list_version:
        case Field::meter_id:
        case Field::meter_model:
        case Field::clock:
        case Field::null_pair:
        case Field::own_code:
        case Field::objects:
        case Field::tariff:
        case Field::channel_kind:
        case Field::channel_id:
        case Field::zero: return 0;
        case Field::one: return 1000;
        case Field::gas: return energies.active_import_wh / litres_share;
        case Field::power_factor: return 980;
        case Field::active_import: return 1000 * power.active_import_w;
        case Field::active_export: return 1000 * power.active_export_w;
        case Field::active_net: return 1000 * (power.active_import_w - power.active_export_w);
        case Field::reactive_import: return 1000 * power.reactive_import_var;
        case Field::reactive_export: return 1000 * power.reactive_export_var;
        case Field::current_l1: return std::abs(l1.current_ma);
        case Field::current_l2: return std::abs(l2.current_ma);
        case Field::current_l3: return std::abs(l3.current_ma);
        case Field::signed_current_l1: return l1.current_ma;
        case Field::signed_current_l2: return l2.current_ma;
        case Field::signed_current_l3: return l3.current_ma;
        case Field::voltage_l1: return l1.voltage_mv;
        case Field::voltage_l2: return l2.voltage_mv;
        case Field::voltage_l3: return l3.voltage_mv;
        case Field::active_import_l1: return into(l1.active_w);
        case Field::active_import_l2: return into(l2.active_w);
        case Field::active_import_l3: return into(l3.active_w);
        case Field::active_export_l1: return out_of(l1.active_w);
        case Field::active_export_l2: return out_of(l2.active_w);
        case Field::active_export_l3: return out_of(l3.active_w);
        case Field::reactive_import_l1: return into(l1.reactive_var);
        case Field::reactive_import_l2: return into(l2.reactive_var);
        case Field::reactive_import_l3: return into(l3.reactive_var);
        case Field::reactive_export_l1: return out_of(l1.reactive_var);
        case Field::reactive_export_l2: return out_of(l2.reactive_var);
        case Field::reactive_export_l3: return out_of(l3.reactive_var);
        case Field::active_energy_import: return 1000 * energies.active_import_wh;
        case Field::active_energy_import_t1: return first_tariff(energies.active_import_wh);
        case Field::active_energy_import_t2:
            return 1000 * energies.active_import_wh - first_tariff(energies.active_import_wh);
        case Field::active_energy_export_t1: return first_tariff(energies.active_export_wh);
        case Field::active_energy_export_t2:
            return 1000 * energies.active_export_wh - first_tariff(energies.active_export_wh);
        case Field::active_energy_export: return 1000 * energies.active_export_wh;
        case Field::reactive_energy_import: return 1000 * energies.reactive_import_varh;
        case Field::reactive_energy_export: return 1000 * energies.reactive_export_varh;
    }
    return 0;
}

}  // namespace hanmeter::sim
