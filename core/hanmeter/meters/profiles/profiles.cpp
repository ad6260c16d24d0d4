// SPDX-License-Identifier: Apache-2.0
// Made by tools/profiles.py from the *.toml beside it.
#include "hanmeter/meters/profiles/profiles.h"

#include <array>

namespace hanmeter::meters {
namespace {

// clang-format off
constexpr std::array<Position, 18> iskraemeco_1{{
    {.obis = {0, 0, 42, 0, 0, 255}},
    {.skipped = true},
    {.obis = {1, 0, 1, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 2, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 3, 7, 0, 255}, .unit = values::Unit::var, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 4, 7, 0, 255}, .unit = values::Unit::var, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 32, 7, 0, 255}, .unit = values::Unit::volt, .scale = values::Scale::list, .scaler = -1},
    {.obis = {1, 0, 52, 7, 0, 255}, .unit = values::Unit::volt, .scale = values::Scale::list, .scaler = -1},
    {.obis = {1, 0, 72, 7, 0, 255}, .unit = values::Unit::volt, .scale = values::Scale::list, .scaler = -1},
    {.obis = {1, 0, 31, 7, 0, 255}, .unit = values::Unit::ampere, .scale = values::Scale::list, .scaler = -2},
    {.obis = {1, 0, 51, 7, 0, 255}, .unit = values::Unit::ampere, .scale = values::Scale::list, .scaler = -2},
    {.obis = {1, 0, 71, 7, 0, 255}, .unit = values::Unit::ampere, .scale = values::Scale::list, .scaler = -2},
    {.obis = {1, 0, 21, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 41, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 61, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 22, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 42, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 62, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
}};

constexpr std::array<Position, 12> iskraemeco_2{{
    {.obis = {0, 0, 42, 0, 0, 255}},
    {.skipped = true},
    {.skipped = true},
    {.skipped = true},
    {.obis = {1, 0, 1, 8, 0, 255}, .unit = values::Unit::watt_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 1, 8, 1, 255}, .unit = values::Unit::watt_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 1, 8, 2, 255}, .unit = values::Unit::watt_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 2, 8, 0, 255}, .unit = values::Unit::watt_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 2, 8, 1, 255}, .unit = values::Unit::watt_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 2, 8, 2, 255}, .unit = values::Unit::watt_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 3, 8, 0, 255}, .unit = values::Unit::var_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 4, 8, 0, 255}, .unit = values::Unit::var_hour, .scale = values::Scale::list, .scaler = 0},
}};

constexpr std::array<Position, 12> iskraemeco_3{{
    {.obis = {0, 0, 42, 0, 0, 255}},
    {.skipped = true},
    {.skipped = true},
    {.skipped = true},
    {.obis = {1, 0, 1, 8, 0, 255}, .unit = values::Unit::watt_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 1, 8, 1, 255}, .unit = values::Unit::watt_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 1, 8, 2, 255}, .unit = values::Unit::watt_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 2, 8, 0, 255}, .unit = values::Unit::watt_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 2, 8, 1, 255}, .unit = values::Unit::watt_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 2, 8, 2, 255}, .unit = values::Unit::watt_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 3, 8, 0, 255}, .unit = values::Unit::var_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 4, 8, 0, 255}, .unit = values::Unit::var_hour, .scale = values::Scale::list, .scaler = 0},
}};

constexpr std::array<Position, 12> iskraemeco_4{{
    {.obis = {0, 0, 42, 0, 0, 255}},
    {.skipped = true},
    {.obis = {1, 0, 32, 7, 0, 255}, .unit = values::Unit::volt, .scale = values::Scale::list, .scaler = -1},
    {.obis = {1, 0, 52, 7, 0, 255}, .unit = values::Unit::volt, .scale = values::Scale::list, .scaler = -1},
    {.obis = {1, 0, 72, 7, 0, 255}, .unit = values::Unit::volt, .scale = values::Scale::list, .scaler = -1},
    {.obis = {1, 0, 31, 7, 0, 255}, .unit = values::Unit::ampere, .scale = values::Scale::list, .scaler = -2},
    {.obis = {1, 0, 51, 7, 0, 255}, .unit = values::Unit::ampere, .scale = values::Scale::list, .scaler = -2},
    {.obis = {1, 0, 71, 7, 0, 255}, .unit = values::Unit::ampere, .scale = values::Scale::list, .scaler = -2},
    {.obis = {1, 0, 1, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 2, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 3, 7, 0, 255}, .unit = values::Unit::var, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 4, 7, 0, 255}, .unit = values::Unit::var, .scale = values::Scale::list, .scaler = 0},
}};

constexpr std::array<Position, 10> iskraemeco_5{{
    {.obis = {0, 0, 42, 0, 0, 255}},
    {.skipped = true},
    {.obis = {1, 0, 1, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 2, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 3, 7, 0, 255}, .unit = values::Unit::var, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 4, 7, 0, 255}, .unit = values::Unit::var, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 32, 7, 0, 255}, .unit = values::Unit::volt, .scale = values::Scale::list, .scaler = -1},
    {.obis = {1, 0, 31, 7, 0, 255}, .unit = values::Unit::ampere, .scale = values::Scale::list, .scaler = -2},
    {.obis = {1, 0, 21, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 22, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
}};

constexpr std::array<Position, 9> iskraemeco_6{{
    {.obis = {0, 0, 42, 0, 0, 255}},
    {.skipped = true},
    {.obis = {1, 0, 1, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 2, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 3, 7, 0, 255}, .unit = values::Unit::var, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 4, 7, 0, 255}, .unit = values::Unit::var, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 32, 7, 0, 255}, .unit = values::Unit::volt, .scale = values::Scale::list, .scaler = -1},
    {.obis = {1, 0, 2, 8, 1, 255}, .unit = values::Unit::watt_hour, .scale = values::Scale::assumed, .scaler = 0},
    {.obis = {1, 0, 2, 8, 2, 255}, .unit = values::Unit::watt_hour, .scale = values::Scale::assumed, .scaler = 0},
}};

constexpr std::array<Position, 9> iskraemeco_7{{
    {.obis = {0, 0, 42, 0, 0, 255}},
    {.obis = {1, 0, 1, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 2, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 1, 8, 0, 255}, .unit = values::Unit::watt_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 1, 8, 1, 255}, .unit = values::Unit::watt_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 1, 8, 2, 255}, .unit = values::Unit::watt_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 2, 8, 0, 255}, .unit = values::Unit::watt_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 2, 8, 1, 255}, .unit = values::Unit::watt_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 2, 8, 2, 255}, .unit = values::Unit::watt_hour, .scale = values::Scale::list, .scaler = 0},
}};

constexpr std::array<Position, 8> iskraemeco_8{{
    {.obis = {0, 0, 42, 0, 0, 255}},
    {.skipped = true},
    {.obis = {1, 0, 32, 7, 0, 255}, .unit = values::Unit::volt, .scale = values::Scale::list, .scaler = -1},
    {.obis = {1, 0, 31, 7, 0, 255}, .unit = values::Unit::ampere, .scale = values::Scale::list, .scaler = -2},
    {.obis = {1, 0, 1, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 2, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 3, 7, 0, 255}, .unit = values::Unit::var, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 4, 7, 0, 255}, .unit = values::Unit::var, .scale = values::Scale::list, .scaler = 0},
}};

constexpr std::array<Position, 4> iskraemeco_9{{
    {.skipped = true},
    {.skipped = true},
    {.obis = {1, 0, 1, 8, 0, 255}, .unit = values::Unit::watt_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 2, 8, 0, 255}, .unit = values::Unit::watt_hour, .scale = values::Scale::list, .scaler = 0},
}};

constexpr std::array<Position, 33> iskraemeco_10{{
    {.obis = {0, 0, 96, 1, 0, 255}},
    {.skipped = true},
    {.skipped = true},
    {.obis = {1, 0, 1, 8, 0, 255}, .unit = values::Unit::watt_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 1, 8, 1, 255}, .unit = values::Unit::watt_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 1, 8, 2, 255}, .unit = values::Unit::watt_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 2, 8, 0, 255}, .unit = values::Unit::watt_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 2, 8, 1, 255}, .unit = values::Unit::watt_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 2, 8, 2, 255}, .unit = values::Unit::watt_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 5, 8, 0, 255}, .unit = values::Unit::var_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 6, 8, 0, 255}, .unit = values::Unit::var_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 7, 8, 0, 255}, .unit = values::Unit::var_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 8, 8, 0, 255}, .unit = values::Unit::var_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 1, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 2, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 13, 7, 0, 255}, .unit = values::Unit::none, .scale = values::Scale::list, .scaler = -3},
    {.obis = {1, 0, 21, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 41, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 61, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 22, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 42, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 62, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 32, 7, 0, 255}, .unit = values::Unit::volt, .scale = values::Scale::list, .scaler = -1},
    {.obis = {1, 0, 52, 7, 0, 255}, .unit = values::Unit::volt, .scale = values::Scale::list, .scaler = -1},
    {.obis = {1, 0, 72, 7, 0, 255}, .unit = values::Unit::volt, .scale = values::Scale::list, .scaler = -1},
    {.obis = {1, 0, 31, 7, 0, 255}, .unit = values::Unit::ampere, .scale = values::Scale::list, .scaler = -2},
    {.obis = {1, 0, 51, 7, 0, 255}, .unit = values::Unit::ampere, .scale = values::Scale::list, .scaler = -2},
    {.obis = {1, 0, 71, 7, 0, 255}, .unit = values::Unit::ampere, .scale = values::Scale::list, .scaler = -2},
    {.skipped = true},
    {.skipped = true},
    {.skipped = true},
    {.skipped = true},
    {.skipped = true},
}};

constexpr std::array<Position, 28> iskraemeco_11{{
    {.obis = {0, 0, 96, 1, 0, 255}},
    {.skipped = true},
    {.skipped = true},
    {.obis = {1, 0, 1, 8, 0, 255}, .unit = values::Unit::watt_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 1, 8, 1, 255}, .unit = values::Unit::watt_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 1, 8, 2, 255}, .unit = values::Unit::watt_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 2, 8, 0, 255}, .unit = values::Unit::watt_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 2, 8, 1, 255}, .unit = values::Unit::watt_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 2, 8, 2, 255}, .unit = values::Unit::watt_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 1, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 2, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 21, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 41, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 61, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 22, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 42, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 62, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 32, 7, 0, 255}, .unit = values::Unit::volt, .scale = values::Scale::list, .scaler = -1},
    {.obis = {1, 0, 52, 7, 0, 255}, .unit = values::Unit::volt, .scale = values::Scale::list, .scaler = -1},
    {.obis = {1, 0, 72, 7, 0, 255}, .unit = values::Unit::volt, .scale = values::Scale::list, .scaler = -1},
    {.obis = {1, 0, 31, 7, 0, 255}, .unit = values::Unit::ampere, .scale = values::Scale::list, .scaler = -2},
    {.obis = {1, 0, 51, 7, 0, 255}, .unit = values::Unit::ampere, .scale = values::Scale::list, .scaler = -2},
    {.obis = {1, 0, 71, 7, 0, 255}, .unit = values::Unit::ampere, .scale = values::Scale::list, .scaler = -2},
    {.skipped = true},
    {.skipped = true},
    {.skipped = true},
    {.skipped = true},
    {.skipped = true},
}};

constexpr std::array<Position, 12> iskraemeco_12{{
    {.skipped = true},
    {.obis = {0, 0, 96, 1, 0, 255}},
    {.skipped = true},
    {.skipped = true},
    {.obis = {1, 0, 1, 8, 0, 255}, .unit = values::Unit::watt_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 2, 8, 0, 255}, .unit = values::Unit::watt_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 3, 8, 0, 255}, .unit = values::Unit::var_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 4, 8, 0, 255}, .unit = values::Unit::var_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 1, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 2, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
    {.skipped = true},
    {.skipped = true},
}};

constexpr std::array<Position, 1> kaifa_1{{
    {.obis = {1, 0, 1, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
}};

constexpr std::array<Position, 9> kaifa_2{{
    {.obis = {1, 1, 0, 2, 129, 255}},
    {.obis = {0, 0, 96, 1, 0, 255}},
    {.obis = {0, 0, 96, 1, 7, 255}},
    {.obis = {1, 0, 1, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 2, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 3, 7, 0, 255}, .unit = values::Unit::var, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 4, 7, 0, 255}, .unit = values::Unit::var, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 31, 7, 0, 255}, .unit = values::Unit::ampere, .scale = values::Scale::list, .scaler = -3},
    {.obis = {1, 0, 32, 7, 0, 255}, .unit = values::Unit::volt, .scale = values::Scale::list, .scaler = -1},
}};

constexpr std::array<Position, 13> kaifa_3{{
    {.obis = {1, 1, 0, 2, 129, 255}},
    {.obis = {0, 0, 96, 1, 0, 255}},
    {.obis = {0, 0, 96, 1, 7, 255}},
    {.obis = {1, 0, 1, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 2, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 3, 7, 0, 255}, .unit = values::Unit::var, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 4, 7, 0, 255}, .unit = values::Unit::var, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 31, 7, 0, 255}, .unit = values::Unit::ampere, .scale = values::Scale::list, .scaler = -3},
    {.obis = {1, 0, 51, 7, 0, 255}, .unit = values::Unit::ampere, .scale = values::Scale::list, .scaler = -3},
    {.obis = {1, 0, 71, 7, 0, 255}, .unit = values::Unit::ampere, .scale = values::Scale::list, .scaler = -3},
    {.obis = {1, 0, 32, 7, 0, 255}, .unit = values::Unit::volt, .scale = values::Scale::list, .scaler = -1},
    {.obis = {1, 0, 52, 7, 0, 255}, .unit = values::Unit::volt, .scale = values::Scale::list, .scaler = -1},
    {.obis = {1, 0, 72, 7, 0, 255}, .unit = values::Unit::volt, .scale = values::Scale::list, .scaler = -1},
}};

constexpr std::array<Position, 14> kaifa_4{{
    {.obis = {1, 1, 0, 2, 129, 255}},
    {.obis = {0, 0, 96, 1, 0, 255}},
    {.obis = {0, 0, 96, 1, 7, 255}},
    {.obis = {1, 0, 1, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 2, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 3, 7, 0, 255}, .unit = values::Unit::var, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 4, 7, 0, 255}, .unit = values::Unit::var, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 31, 7, 0, 255}, .unit = values::Unit::ampere, .scale = values::Scale::list, .scaler = -3},
    {.obis = {1, 0, 32, 7, 0, 255}, .unit = values::Unit::volt, .scale = values::Scale::list, .scaler = -1},
    {.obis = {0, 0, 1, 0, 0, 255}},
    {.obis = {1, 0, 1, 8, 0, 255}, .unit = values::Unit::watt_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 2, 8, 0, 255}, .unit = values::Unit::watt_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 3, 8, 0, 255}, .unit = values::Unit::var_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 4, 8, 0, 255}, .unit = values::Unit::var_hour, .scale = values::Scale::list, .scaler = 0},
}};

constexpr std::array<Position, 18> kaifa_5{{
    {.obis = {1, 1, 0, 2, 129, 255}},
    {.obis = {0, 0, 96, 1, 0, 255}},
    {.obis = {0, 0, 96, 1, 7, 255}},
    {.obis = {1, 0, 1, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 2, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 3, 7, 0, 255}, .unit = values::Unit::var, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 4, 7, 0, 255}, .unit = values::Unit::var, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 31, 7, 0, 255}, .unit = values::Unit::ampere, .scale = values::Scale::list, .scaler = -3},
    {.obis = {1, 0, 51, 7, 0, 255}, .unit = values::Unit::ampere, .scale = values::Scale::list, .scaler = -3},
    {.obis = {1, 0, 71, 7, 0, 255}, .unit = values::Unit::ampere, .scale = values::Scale::list, .scaler = -3},
    {.obis = {1, 0, 32, 7, 0, 255}, .unit = values::Unit::volt, .scale = values::Scale::list, .scaler = -1},
    {.obis = {1, 0, 52, 7, 0, 255}, .unit = values::Unit::volt, .scale = values::Scale::list, .scaler = -1},
    {.obis = {1, 0, 72, 7, 0, 255}, .unit = values::Unit::volt, .scale = values::Scale::list, .scaler = -1},
    {.obis = {0, 0, 1, 0, 0, 255}},
    {.obis = {1, 0, 1, 8, 0, 255}, .unit = values::Unit::watt_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 2, 8, 0, 255}, .unit = values::Unit::watt_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 3, 8, 0, 255}, .unit = values::Unit::var_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 4, 8, 0, 255}, .unit = values::Unit::var_hour, .scale = values::Scale::list, .scaler = 0},
}};

constexpr std::array<Position, 14> landis_gyr_1{{
    {.obis = {1, 0, 32, 7, 0, 255}, .unit = values::Unit::volt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 52, 7, 0, 255}, .unit = values::Unit::volt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 72, 7, 0, 255}, .unit = values::Unit::volt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 31, 7, 0, 255}, .unit = values::Unit::ampere, .scale = values::Scale::list, .scaler = -2},
    {.obis = {1, 0, 51, 7, 0, 255}, .unit = values::Unit::ampere, .scale = values::Scale::list, .scaler = -2},
    {.obis = {1, 0, 71, 7, 0, 255}, .unit = values::Unit::ampere, .scale = values::Scale::list, .scaler = -2},
    {.obis = {1, 0, 1, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 2, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 1, 8, 0, 255}, .unit = values::Unit::watt_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 2, 8, 0, 255}, .unit = values::Unit::watt_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 81, 7, 40, 255}, .unit = values::Unit::degree, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 81, 7, 51, 255}, .unit = values::Unit::degree, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 81, 7, 62, 255}, .unit = values::Unit::degree, .scale = values::Scale::list, .scaler = 0},
    {.obis = {0, 0, 96, 1, 0, 255}},
}};

constexpr std::array<Position, 11> landis_gyr_2{{
    {.obis = {1, 0, 32, 7, 0, 255}, .unit = values::Unit::volt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 52, 7, 0, 255}, .unit = values::Unit::volt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 72, 7, 0, 255}, .unit = values::Unit::volt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 31, 7, 0, 255}, .unit = values::Unit::ampere, .scale = values::Scale::list, .scaler = -2},
    {.obis = {1, 0, 51, 7, 0, 255}, .unit = values::Unit::ampere, .scale = values::Scale::list, .scaler = -2},
    {.obis = {1, 0, 71, 7, 0, 255}, .unit = values::Unit::ampere, .scale = values::Scale::list, .scaler = -2},
    {.obis = {1, 0, 1, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 2, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 1, 8, 0, 255}, .unit = values::Unit::watt_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 2, 8, 0, 255}, .unit = values::Unit::watt_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {0, 0, 96, 1, 0, 255}},
}};

constexpr std::array<Position, 9> wiener_netze_1{{
    {.skipped = true},
    {.obis = {1, 0, 1, 8, 0, 255}, .unit = values::Unit::watt_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 2, 8, 0, 255}, .unit = values::Unit::watt_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 3, 8, 0, 255}, .unit = values::Unit::var_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 4, 8, 0, 255}, .unit = values::Unit::var_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 1, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 2, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 3, 7, 0, 255}, .unit = values::Unit::var, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 4, 7, 0, 255}, .unit = values::Unit::var, .scale = values::Scale::list, .scaler = 0},
}};

constexpr std::array<Position, 10> wiener_netze_2{{
    {.skipped = true},
    {.skipped = true},
    {.obis = {1, 0, 1, 8, 0, 255}, .unit = values::Unit::watt_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 2, 8, 0, 255}, .unit = values::Unit::watt_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 3, 8, 0, 255}, .unit = values::Unit::var_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 4, 8, 0, 255}, .unit = values::Unit::var_hour, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 1, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 2, 7, 0, 255}, .unit = values::Unit::watt, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 3, 7, 0, 255}, .unit = values::Unit::var, .scale = values::Scale::list, .scaler = 0},
    {.obis = {1, 0, 4, 7, 0, 255}, .unit = values::Unit::var, .scale = values::Scale::list, .scaler = 0},
}};

constexpr std::array<PositionalList, 21> lists{{
    {.maker = "Iskraemeco", .list = "", .begins = {{{.tag = 9}, {.tag = 9}, {.tag = 6}}}, .positions = iskraemeco_1},
    {.maker = "Iskraemeco", .list = "", .begins = {{{.tag = 9}, {.tag = 9}, {.tag = 22}}}, .positions = iskraemeco_2},
    {.maker = "Iskraemeco", .list = "", .begins = {{{.tag = 9}, {.tag = 9}, {.tag = 3}}}, .positions = iskraemeco_3},
    {.maker = "Iskraemeco", .list = "", .begins = {{{.tag = 9}, {.tag = 9}, {.tag = 18}}}, .positions = iskraemeco_4},
    {.maker = "Iskraemeco", .list = "", .begins = {{{.tag = 9, .length = 16}, {.tag = 9}, {.tag = 6}}}, .positions = iskraemeco_5},
    {.maker = "Iskraemeco", .list = "", .begins = {{{.tag = 9}, {.tag = 9}, {.tag = 6}}}, .positions = iskraemeco_6},
    {.maker = "Iskraemeco", .list = "", .begins = {{{.tag = 9, .length = 16}, {.tag = 6}, {.tag = 6}}}, .positions = iskraemeco_7},
    {.maker = "Iskraemeco", .list = "", .begins = {{{.tag = 9}, {.tag = 9}, {.tag = 18}}}, .positions = iskraemeco_8},
    {.maker = "Iskraemeco", .list = "", .begins = {{{.tag = 9}, {.tag = 17}, {.tag = 6}}}, .positions = iskraemeco_9},
    {.maker = "Iskraemeco", .list = "", .begins = {{{.tag = 9}, {.tag = 9, .length = 4}, {.tag = 9, .length = 5}}}, .positions = iskraemeco_10},
    {.maker = "Iskraemeco", .list = "", .begins = {{{.tag = 9}, {.tag = 9, .length = 4}, {.tag = 9, .length = 5}}}, .positions = iskraemeco_11},
    {.maker = "Iskraemeco", .list = "", .begins = {{{.tag = 9, .length = 6}, {.tag = 9}, {.tag = 9, .length = 4}}}, .positions = iskraemeco_12},
    {.maker = "Kaifa", .list = "", .begins = {{{.tag = 6}}}, .positions = kaifa_1},
    {.maker = "Kaifa", .list = "KFM_001", .begins = {{}}, .positions = kaifa_2},
    {.maker = "Kaifa", .list = "KFM_001", .begins = {{}}, .positions = kaifa_3},
    {.maker = "Kaifa", .list = "KFM_001", .begins = {{}}, .positions = kaifa_4},
    {.maker = "Kaifa", .list = "KFM_001", .begins = {{}}, .positions = kaifa_5},
    {.maker = "Landis+Gyr", .list = "", .begins = {{{.tag = 18}, {.tag = 18}, {.tag = 18}}}, .positions = landis_gyr_1},
    {.maker = "Landis+Gyr", .list = "", .begins = {{{.tag = 18}, {.tag = 18}, {.tag = 18}}}, .positions = landis_gyr_2},
    {.maker = "", .list = "", .begins = {{{.tag = 9, .length = 12}, {.tag = 6}, {.tag = 6}}}, .positions = wiener_netze_1},
    {.maker = "", .list = "", .begins = {{{.tag = 9, .length = 6}, {.tag = 9, .length = 12}, {.tag = 6}}}, .positions = wiener_netze_2},
}};
// clang-format on

}  // namespace

std::span<const PositionalList> built_in_profiles() {
    return lists;
}

}  // namespace hanmeter::meters
