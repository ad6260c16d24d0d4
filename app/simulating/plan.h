// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <tl/expected.hpp>

#include "app/arguments.h"
#include "app/failure.h"
#include "sim/faults.h"
#include "sim/meter.h"

namespace hanmeter::app::simulating {

// What `simulate` is to do.
struct Plan {
    const sim::Model* model = nullptr;
    sim::MeterOptions meter{};
    bool start_given = false;
    sim::FaultOptions faults{};
    std::uint64_t speed = 1;                 // 0: all at once
    std::optional<std::uint64_t> count{};    // telegrams
    std::optional<std::int64_t> duration{};  // of the simulated time, milliseconds
    std::string state_file{};                // empty: none
    std::string output = "-";
    std::string pty{};     // instead of output
    std::string listen{};  // instead of output
};

// `now` is where the meter's time begins if nothing else is said.
tl::expected<Plan, Failure> plan_from(const Arguments& arguments, values::Instant now);

}  // namespace hanmeter::app::simulating
