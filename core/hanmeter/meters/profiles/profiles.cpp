// SPDX-License-Identifier: Apache-2.0
// Made by tools/profiles.py from the *.toml beside it.
#include "hanmeter/meters/profiles/profiles.h"

#include <array>

namespace hanmeter::meters {
namespace {

// clang-format off
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

constexpr std::array<PositionalList, 5> lists{{
    {.maker = "Kaifa", .list = "", .first_tag = 6, .positions = kaifa_1},
    {.maker = "Kaifa", .list = "KFM_001", .first_tag = 0, .positions = kaifa_2},
    {.maker = "Kaifa", .list = "KFM_001", .first_tag = 0, .positions = kaifa_3},
    {.maker = "Kaifa", .list = "KFM_001", .first_tag = 0, .positions = kaifa_4},
    {.maker = "Kaifa", .list = "KFM_001", .first_tag = 0, .positions = kaifa_5},
}};
// clang-format on

}  // namespace

std::span<const PositionalList> built_in_profiles() {
    return lists;
}

}  // namespace hanmeter::meters
