// SPDX-License-Identifier: Apache-2.0
#include "sim/registers.h"

namespace hanmeter::sim {

Registers::Registers(const Energies& energies)
    : sums_{energies.active_import_wh * per_wh, energies.active_export_wh * per_wh,
            energies.reactive_import_varh * per_wh, energies.reactive_export_varh * per_wh} {}

void Registers::add_active_import(const Power& power, std::int64_t milliseconds) {
    sums_[0] += power.active_import_w * milliseconds;
}

void Registers::add_others(const Power& power, std::int64_t milliseconds) {
    sums_[1] += power.active_export_w * milliseconds;
    sums_[2] += power.reactive_import_var * milliseconds;
    sums_[3] += power.reactive_export_var * milliseconds;
}

Energies Registers::energies() const {
    return {sums_[0] / per_wh, sums_[1] / per_wh, sums_[2] / per_wh, sums_[3] / per_wh};
}

}  // namespace hanmeter::sim
