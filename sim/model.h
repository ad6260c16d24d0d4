// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "sim/cadence.h"
#include "sim/calendar.h"
#include "sim/family.h"
#include "sim/transport.h"

namespace hanmeter::sim {

// A meter that can be simulated: what `sim:NAME` and `hanmeter simulate NAME` know.
struct Model {
    std::string_view name;
    std::string_view country;
    std::string_view maker;
    std::string_view description;
    const Family& family;
    Form form;
    Cadence cadence;
    ClockHabit clock;
    std::string_view list_version;
    std::string_view meter_id;  // invented, well formed
    std::string_view meter_model;
    int baud = 2400;                // 8N1
    bool reactive_by_line = false;  // sums reactive power line by line
    Transport transport{};
};

std::span<const Model> models();

// Null where there is no such model.
const Model* find_model(std::string_view name);

// `aidon-1p, aidon-3p, ...`, for a sentence that says what there is.
std::string model_names();

}  // namespace hanmeter::sim
