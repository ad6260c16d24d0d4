// SPDX-License-Identifier: Apache-2.0
#include "sim/push_lists.h"

namespace hanmeter::sim {
namespace {

using enum Field;
using enum values::Unit;

constexpr auto u32 = Type::double_long_unsigned;
constexpr auto u16 = Type::long_unsigned;
constexpr auto oct = Type::octet_string;

// clang-format off
constexpr Row e450[] = {
    {{0, 8, 25, 9, 0}, objects,              oct, 0,  none,      in_3},
    {{0, 0, 96, 1, 0}, meter_id,             oct, 0,  none,      in_3},
    {{1, 0, 1, 7, 0},  active_import,        u32, 0,  watt,      in_3},
    {{1, 0, 2, 7, 0},  active_export,        u32, 0,  watt,      in_3},
    {{1, 1, 1, 8, 0},  active_energy_import, u32, 0,  watt_hour, in_3},
    {{1, 1, 2, 8, 0},  active_energy_export, u32, 0,  watt_hour, in_3},
    {{1, 0, 31, 7, 0}, current_l1,           u16, -2, ampere,    in_3},
    {{1, 0, 51, 7, 0}, current_l2,           u16, -2, ampere,    in_3},
    {{1, 0, 71, 7, 0}, current_l3,           u16, -2, ampere,    in_3},
};

constexpr Row am550[] = {
    {{0, 8, 25, 9, 0}, objects,                oct, 0,  none,      in_3},
    {{0, 0, 42, 0, 0}, meter_id,               oct, 0,  none,      in_3},
    {{1, 1, 1, 8, 0},  active_energy_import,   u32, 0,  watt_hour, in_3},
    {{1, 1, 2, 8, 0},  active_energy_export,   u32, 0,  watt_hour, in_3},
    {{1, 1, 3, 8, 0},  reactive_energy_import, u32, 0,  var_hour,  in_3},
    {{1, 1, 4, 8, 0},  reactive_energy_export, u32, 0,  var_hour,  in_3},
    {{1, 1, 1, 7, 0},  active_import,          u32, 0,  watt,      in_3},
    {{1, 1, 2, 7, 0},  active_export,          u32, 0,  watt,      in_3},
    {{1, 0, 32, 7, 0}, voltage_l1,             u16, -1, volt,      in_3},
    {{1, 0, 52, 7, 0}, voltage_l2,             u16, -1, volt,      in_3},
    {{1, 0, 72, 7, 0}, voltage_l3,             u16, -1, volt,      in_3},
    {{1, 0, 31, 7, 0}, current_l1,             u16, -2, ampere,    in_3},
    {{1, 0, 51, 7, 0}, current_l2,             u16, -2, ampere,    in_3},
    {{1, 0, 71, 7, 0}, current_l3,             u16, -2, ampere,    in_3},
};

constexpr Row xt211[] = {
    {{0, 0, 96, 1, 1}, meter_id,                oct, 0, none,      in_3},
    {{1, 0, 1, 7, 0},  active_import,           u32, 0, watt,      in_3},
    {{1, 0, 21, 7, 0}, active_import_l1,        u32, 0, watt,      in_3},
    {{1, 0, 41, 7, 0}, active_import_l2,        u32, 0, watt,      in_3},
    {{1, 0, 61, 7, 0}, active_import_l3,        u32, 0, watt,      in_3},
    {{1, 0, 2, 7, 0},  active_export,           u32, 0, watt,      in_3},
    {{1, 0, 22, 7, 0}, active_export_l1,        u32, 0, watt,      in_3},
    {{1, 0, 42, 7, 0}, active_export_l2,        u32, 0, watt,      in_3},
    {{1, 0, 62, 7, 0}, active_export_l3,        u32, 0, watt,      in_3},
    {{1, 0, 1, 8, 0},  active_energy_import,    u32, 0, watt_hour, in_3},
    {{1, 0, 1, 8, 1},  active_energy_import_t1, u32, 0, watt_hour, in_3},
    {{1, 0, 1, 8, 2},  active_energy_import_t2, u32, 0, watt_hour, in_3},
    {{1, 0, 2, 8, 0},  active_energy_export,    u32, 0, watt_hour, in_3},
};
// clang-format on

constexpr std::uint8_t client[] = {0xCE, 0xFF};
constexpr std::uint8_t server[] = {0x03};
constexpr HdlcHeader header{client, server, 0x13};

}  // namespace

constexpr Family swiss_landis_gyr{.rows = e450,
                                  .layout = Layout::described,
                                  .header = header,
                                  .notification_time = NotificationTime::plain,
                                  .invoke_id = 0x00000001};

constexpr Family swiss_iskraemeco{.rows = am550,
                                  .layout = Layout::described,
                                  .header = header,
                                  .notification_time = NotificationTime::plain,
                                  .invoke_id = 0x00000002};

constexpr Family czech_sagemcom{.rows = xt211,
                                .layout = Layout::descriptors,
                                .header = header,
                                .notification_time = NotificationTime::absent,
                                .invoke_id = 0x00000003};

}  // namespace hanmeter::sim
