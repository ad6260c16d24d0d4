// SPDX-License-Identifier: Apache-2.0
#include "sim/model.h"

#include "sim/aidon.h"
#include "sim/kaifa.h"
#include "sim/kamstrup.h"
#include "sim/landis_gyr.h"

namespace hanmeter::sim {
namespace {

constexpr Cadence aidon_cadence{
    .short_every = 2'500, .long_every = 10'000, .hourly_at = 10'000, .hourly_of_the_hour = true};
constexpr Cadence kaifa_cadence{.short_every = 2'000, .long_every = 10'000, .hourly_at = 10'000};
constexpr Cadence kamstrup_cadence{.long_every = 10'000, .hourly_at = 5'000};
constexpr Cadence swedish_cadence{.long_every = 10'000, .long_list = 3};

// The clocks as makers set them (fields of the COSEM date-time).
constexpr ClockHabit aidon_clock{.weekday = false, .deviation = 0};
constexpr ClockHabit aidon_clock_sweden{.status = 0xFF};
constexpr ClockHabit kaifa_clock{.summer_time = true};
constexpr ClockHabit kaifa_clock_sweden{.deviation = -60};
constexpr ClockHabit kamstrup_clock{};

constexpr Model rows[] = {
    {.name = "aidon-1p",
     .country = "no",
     .maker = "Aidon",
     .description = "one phase",
     .family = aidon,
     .form = one_phase,
     .cadence = aidon_cadence,
     .clock = aidon_clock,
     .list_version = "AIDON_V0001",
     .meter_id = "7359992890000001",
     .meter_model = "6515"},
    {.name = "aidon-3p",
     .country = "no",
     .maker = "Aidon",
     .description = "three phases with neutral (TN)",
     .family = aidon,
     .form = four_wire,
     .cadence = aidon_cadence,
     .clock = aidon_clock,
     .list_version = "AIDON_V0001",
     .meter_id = "7359992890000002",
     .meter_model = "6534"},
    {.name = "aidon-it",
     .country = "no",
     .maker = "Aidon",
     .description = "three phases without neutral (IT): no current of the second",
     .family = aidon,
     .form = three_wire,
     .cadence = aidon_cadence,
     .clock = aidon_clock,
     .list_version = "AIDON_V0001",
     .meter_id = "7359992890000003",
     .meter_model = "6525"},
    {.name = "aidon-se",
     .country = "se",
     .maker = "Aidon",
     .description = "three phases, Swedish list with the powers of each, 115200 baud",
     .family = aidon_sweden,
     .form = four_wire,
     .cadence = swedish_cadence,
     .clock = aidon_clock_sweden,
     .list_version = "",
     .meter_id = "",
     .meter_model = "",
     .baud = 115200},
    {.name = "kaifa-1p",
     .country = "no",
     .maker = "Kaifa",
     .description = "one phase",
     .family = kaifa,
     .form = one_phase,
     .cadence = kaifa_cadence,
     .clock = kaifa_clock,
     .list_version = "KFM_001",
     .meter_id = "6970631400000001",
     .meter_model = "MA105H2E"},
    {.name = "kaifa-3p",
     .country = "no",
     .maker = "Kaifa",
     .description = "three phases with neutral (TN)",
     .family = kaifa,
     .form = four_wire,
     .cadence = kaifa_cadence,
     .clock = kaifa_clock,
     .list_version = "KFM_001",
     .meter_id = "6970631400000002",
     .meter_model = "MA304H4"},
    {.name = "kaifa-it",
     .country = "no",
     .maker = "Kaifa",
     .description = "three phases without neutral (IT): the second voltage reads 0",
     .family = kaifa,
     .form = three_wire,
     .cadence = kaifa_cadence,
     .clock = kaifa_clock,
     .list_version = "KFM_001",
     .meter_id = "6970631400000003",
     .meter_model = "MA304H3E"},
    {.name = "kaifa-ct",
     .country = "no",
     .maker = "Kaifa",
     .description = "behind current transformers: registers of 64 bits",
     .family = kaifa,
     .form = wide,
     .cadence = kaifa_cadence,
     .clock = kaifa_clock,
     .list_version = "KFM_001",
     .meter_id = "6970631400000004",
     .meter_model = "MA304T4"},
    {.name = "kaifa-se",
     .country = "se",
     .maker = "Kaifa",
     .description = "three phases, Swedish list with OBIS codes",
     .family = kaifa_sweden,
     .form = four_wire,
     .cadence = swedish_cadence,
     .clock = kaifa_clock_sweden,
     .list_version = "KFM_001",
     .meter_id = "7340157000000001",
     .meter_model = "MA304H4"},
    {.name = "kamstrup-1p",
     .country = "no",
     .maker = "Kamstrup",
     .description = "one phase: the places of the others are null",
     .family = kamstrup,
     .form = one_phase,
     .cadence = kamstrup_cadence,
     .clock = kamstrup_clock,
     .list_version = "Kamstrup_V0001",
     .meter_id = "5706567000000001",
     .meter_model = "6861111BN242101040",
     .reactive_by_line = true},
    {.name = "kamstrup-3p",
     .country = "no",
     .maker = "Kamstrup",
     .description = "three phases",
     .family = kamstrup,
     .form = four_wire,
     .cadence = kamstrup_cadence,
     .clock = kamstrup_clock,
     .list_version = "Kamstrup_V0001",
     .meter_id = "5706567000000002",
     .meter_model = "6841131BN243101040",
     .reactive_by_line = true},
    {.name = "lg-3p",
     .country = "no",
     .maker = "Landis+Gyr",
     .description = "three phases with neutral (TN)",
     .family = landis_gyr,
     .form = four_wire,
     .cadence = aidon_cadence,
     .clock = aidon_clock,
     .list_version = "EMBRIQ_V1_1",
     .meter_id = "10000001",
     .meter_model = "ZMF1"},
    {.name = "lg-it",
     .country = "no",
     .maker = "Landis+Gyr",
     .description = "three phases without neutral (IT): the second line reads 0",
     .family = landis_gyr,
     .form = three_wire,
     .cadence = aidon_cadence,
     .clock = aidon_clock,
     .list_version = "EMBRIQ_V1_1",
     .meter_id = "10000002",
     .meter_model = "ZFF1"},
};

}  // namespace

std::span<const Model> models() {
    return rows;
}

const Model* find_model(std::string_view name) {
    for (const Model& model : rows) {
        if (model.name == name) return &model;
    }
    return nullptr;
}

std::string model_names() {
    std::string names;
    for (const Model& model : rows) {
        if (!names.empty()) names += ", ";
        names += model.name;
    }
    return names;
}

}  // namespace hanmeter::sim
