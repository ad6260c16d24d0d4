// SPDX-License-Identifier: Apache-2.0
#include "sim/iskraemeco.h"

namespace hanmeter::sim {
namespace {

using enum Field;
using enum values::Unit;

constexpr auto u32 = Type::double_long_unsigned;
constexpr auto u16 = Type::long_unsigned;
constexpr auto oct = Type::octet_string;

// clang-format off
constexpr Row tagged[] = {
    {{0, 0, 96, 1, 0}, meter_id,                oct, 0,  none,      in_3},
    {{0, 0, 96, 1, 1}, meter_model,             oct, 0,  none,      in_3},
    {{1, 0, 1, 7, 0},  active_import,           u32, 0,  watt,      in_3},
    {{1, 0, 2, 7, 0},  active_export,           u32, 0,  watt,      in_3},
    {{1, 0, 1, 8, 0},  active_energy_import,    u32, 0,  watt_hour, in_3},
    {{1, 0, 2, 8, 0},  active_energy_export,    u32, 0,  watt_hour, in_3},
    {{1, 0, 32, 7, 0}, voltage_l1,              u16, -1, volt,      in_3},
    {{1, 0, 52, 7, 0}, voltage_l2,              u16, -1, volt,      in_3},
    {{1, 0, 72, 7, 0}, voltage_l3,              u16, -1, volt,      in_3},
    {{1, 0, 31, 7, 0}, current_l1,              u16, -2, ampere,    in_3},
    {{1, 0, 51, 7, 0}, current_l2,              u16, -2, ampere,    in_3},
    {{1, 0, 71, 7, 0}, current_l3,              u16, -2, ampere,    in_3},
    {{1, 0, 1, 8, 1},  active_energy_import_t1, u32, 0,  watt_hour, in_3},
    {{1, 0, 1, 8, 2},  active_energy_import_t2, u32, 0,  watt_hour, in_3},
    {{1, 0, 2, 8, 1},  active_energy_export_t1, u32, 0,  watt_hour, in_3},
    {{1, 0, 2, 8, 2},  active_energy_export_t2, u32, 0,  watt_hour, in_3},
};

constexpr Row positions[] = {
    {{0, 0, 42, 0, 0}, meter_id,         oct, 0,  none,   in_3, all_forms, 16},
    {{},               tariff,           oct, 0,  none,   in_3},  // an id that nobody reads
    {{1, 0, 1, 7, 0},  active_import,    u32, 0,  watt,   in_3},
    {{1, 0, 2, 7, 0},  active_export,    u32, 0,  watt,   in_3},
    {{1, 0, 3, 7, 0},  reactive_import,  u32, 0,  var,    in_3},
    {{1, 0, 4, 7, 0},  reactive_export,  u32, 0,  var,    in_3},
    {{1, 0, 32, 7, 0}, voltage_l1,       u16, -1, volt,   in_3},
    {{1, 0, 52, 7, 0}, voltage_l2,       u16, -1, volt,   in_3},
    {{1, 0, 72, 7, 0}, voltage_l3,       u16, -1, volt,   in_3},
    {{1, 0, 31, 7, 0}, current_l1,       u16, -2, ampere, in_3},
    {{1, 0, 51, 7, 0}, current_l2,       u16, -2, ampere, in_3},
    {{1, 0, 71, 7, 0}, current_l3,       u16, -2, ampere, in_3},
    {{1, 0, 21, 7, 0}, active_import_l1, u32, 0,  watt,   in_3},
    {{1, 0, 41, 7, 0}, active_import_l2, u32, 0,  watt,   in_3},
    {{1, 0, 61, 7, 0}, active_import_l3, u32, 0,  watt,   in_3},
    {{1, 0, 22, 7, 0}, active_export_l1, u32, 0,  watt,   in_3},
    {{1, 0, 42, 7, 0}, active_export_l2, u32, 0,  watt,   in_3},
    {{1, 0, 62, 7, 0}, active_export_l3, u32, 0,  watt,   in_3},
};
// clang-format on

constexpr std::uint8_t client[] = {0xCE, 0xFF};
constexpr std::uint8_t server[] = {0x03};
constexpr HdlcHeader header{client, server, 0x13};

constexpr Family family_of(std::span<const Row> rows, Layout layout) {
    return {.rows = rows,
            .layout = layout,
            .header = header,
            .notification_time = NotificationTime::plain,
            .invoke_id = 0x00000001};
}

}  // namespace

constexpr Family slovenia = family_of(tagged, Layout::structures);
constexpr Family slovenia_by_position = family_of(positions, Layout::positional);

}  // namespace hanmeter::sim
