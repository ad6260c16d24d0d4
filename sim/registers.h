// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

#include "sim/snapshot.h"

namespace hanmeter::sim {

// A meter's four energy registers, kept in watt (var) milliseconds so that nothing is lost between
// two telegrams.
//
// What they hold is defined by what was sent. A telegram that was measured at m and carries a power
// P says that P held since m', the measurement of the telegram before it that carried that power:
// it adds P x (m - m'). Active import stands in every list, the other three powers in lists 2 and 3
// only. A list that repeats an older measurement adds nothing. A register shows the sum in whole
// Wh (varh) or tens of them; the rest is kept.
class Registers {
public:
    static constexpr std::int64_t per_wh = 3'600'000;

    static constexpr std::int64_t max_wh = 2'500'000'000'000;  // what a register can hold

    Registers() = default;
    explicit Registers(const Energies& energies);
    // In the order of Power's members.
    explicit Registers(const std::array<std::int64_t, 4>& milliseconds) : sums_{milliseconds} {}

    void add_active_import(const Power& power, std::int64_t milliseconds);
    // The other three.
    void add_others(const Power& power, std::int64_t milliseconds);

    Energies energies() const;
    const std::array<std::int64_t, 4>& sums() const { return sums_; }

    friend bool operator==(const Registers&, const Registers&) = default;

private:
    std::array<std::int64_t, 4> sums_{};
};

}  // namespace hanmeter::sim
