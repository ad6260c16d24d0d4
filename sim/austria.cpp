// SPDX-License-Identifier: Apache-2.0
#include "sim/austria.h"

namespace hanmeter::sim {
namespace {

using enum Field;
using enum values::Unit;

constexpr auto u32 = Type::double_long_unsigned;
constexpr auto u16 = Type::long_unsigned;
constexpr auto oct = Type::octet_string;

// clang-format off
constexpr Row noe[] = {
    {{0, 0, 1, 0, 0},  Field::clock,         oct, 0,  none,      in_3, all_forms, 0, Shape::bare},
    {{1, 0, 1, 8, 0},  active_energy_import, u32, 0,  watt_hour, in_3},
    {{1, 0, 2, 8, 0},  active_energy_export, u32, 0,  watt_hour, in_3},
    {{1, 0, 1, 7, 0},  active_import,        u32, 0,  watt,      in_3},
    {{1, 0, 2, 7, 0},  active_export,        u32, 0,  watt,      in_3},
    {{1, 0, 32, 7, 0}, voltage_l1,           u16, -1, volt,      in_3},
    {{1, 0, 52, 7, 0}, voltage_l2,           u16, -1, volt,      in_3},
    {{1, 0, 72, 7, 0}, voltage_l3,           u16, -1, volt,      in_3},
    {{1, 0, 31, 7, 0}, current_l1,           u16, -2, ampere,    in_3},
    {{1, 0, 51, 7, 0}, current_l2,           u16, -2, ampere,    in_3},
    {{1, 0, 71, 7, 0}, current_l3,           u16, -2, ampere,    in_3},
    {{1, 0, 13, 7, 0}, power_factor,         u16, -3, count,     in_3},
    {{0, 0, 96, 1, 0}, meter_id,             oct, 0,  none,      in_3, all_forms, 0, Shape::bare},
};

constexpr Row west[] = {
    {{0, 0, 1, 0, 0},  Field::clock,           oct, 0,  none,      in_3, all_forms, 0, Shape::pair},
    {{0, 0, 96, 1, 0}, meter_id,               oct, 0,  none,      in_3},
    {{0, 0, 42, 0, 0}, meter_model,            oct, 0,  none,      in_3},
    {{1, 0, 32, 7, 0}, voltage_l1,             u16, -1, volt,      in_3},
    {{1, 0, 52, 7, 0}, voltage_l2,             u16, -1, volt,      in_3},
    {{1, 0, 72, 7, 0}, voltage_l3,             u16, -1, volt,      in_3},
    {{1, 0, 31, 7, 0}, current_l1,             u16, -2, ampere,    in_3},
    {{1, 0, 51, 7, 0}, current_l2,             u16, -2, ampere,    in_3},
    {{1, 0, 71, 7, 0}, current_l3,             u16, -2, ampere,    in_3},
    {{1, 0, 1, 7, 0},  active_import,          u32, 0,  watt,      in_3},
    {{1, 0, 2, 7, 0},  active_export,          u32, 0,  watt,      in_3},
    {{1, 0, 1, 8, 0},  active_energy_import,   u32, 0,  watt_hour, in_3},
    {{1, 0, 2, 8, 0},  active_energy_export,   u32, 0,  watt_hour, in_3},
    {{1, 0, 3, 8, 0},  reactive_energy_import, u32, 0,  var_hour,  in_3},
    {{1, 0, 4, 8, 0},  reactive_energy_export, u32, 0,  var_hour,  in_3},
};

constexpr Row styria[] = {
    {{0, 0, 1, 0, 0}, Field::clock,            oct, 0, none,      in_3, all_forms, 0, Shape::bare},
    {{1, 0, 1, 8, 0}, active_energy_import,    u32, 0, watt_hour, in_3},
    {{1, 0, 1, 8, 1}, active_energy_import_t1, u32, 0, watt_hour, in_3},
    {{1, 0, 1, 8, 2}, active_energy_import_t2, u32, 0, watt_hour, in_3},
    {{1, 0, 1, 7, 0}, active_import,           u32, 0, watt,      in_3},
    {{1, 0, 2, 8, 0}, active_energy_export,    u32, 0, watt_hour, in_3},
    {{1, 0, 2, 8, 1}, active_energy_export_t1, u32, 0, watt_hour, in_3},
    {{1, 0, 2, 8, 2}, active_energy_export_t2, u32, 0, watt_hour, in_3},
    {{1, 0, 2, 7, 0}, active_export,           u32, 0, watt,      in_3},
    {{1, 0, 3, 8, 0}, reactive_energy_import,  u32, 0, var_hour,  in_3},
    {{1, 0, 3, 7, 0}, reactive_import,         u32, 0, var,       in_3},
    {{1, 0, 4, 8, 0}, reactive_energy_export,  u32, 0, var_hour,  in_3},
    {{1, 0, 4, 7, 0}, reactive_export,         u32, 0, var,       in_3},
};

constexpr Row vienna[] = {
    {{0, 0, 1, 0, 0}, Field::clock,           oct, 0, none,      in_3, all_forms, 0, Shape::bare},
    {{1, 0, 1, 8, 0}, active_energy_import,   u32, 0, watt_hour, in_3},
    {{1, 0, 2, 8, 0}, active_energy_export,   u32, 0, watt_hour, in_3},
    {{1, 0, 3, 8, 0}, reactive_energy_import, u32, 0, var_hour,  in_3},
    {{1, 0, 4, 8, 0}, reactive_energy_export, u32, 0, var_hour,  in_3},
    {{1, 0, 1, 7, 0}, active_import,          u32, 0, watt,      in_3},
    {{1, 0, 2, 7, 0}, active_export,          u32, 0, watt,      in_3},
    {{1, 0, 3, 7, 0}, reactive_import,        u32, 0, var,       in_3},
    {{1, 0, 4, 7, 0}, reactive_export,        u32, 0, var,       in_3},
};

constexpr Row bgld[] = {
    {{1, 0, 32, 7, 0},  voltage_l1,           u16, 0,  volt,      in_3},
    {{1, 0, 52, 7, 0},  voltage_l2,           u16, 0,  volt,      in_3},
    {{1, 0, 72, 7, 0},  voltage_l3,           u16, 0,  volt,      in_3},
    {{1, 0, 31, 7, 0},  current_l1,           u16, -2, ampere,    in_3},
    {{1, 0, 51, 7, 0},  current_l2,           u16, -2, ampere,    in_3},
    {{1, 0, 71, 7, 0},  current_l3,           u16, -2, ampere,    in_3},
    {{1, 0, 1, 7, 0},   active_import,        u32, 0,  watt,      in_3},
    {{1, 0, 2, 7, 0},   active_export,        u32, 0,  watt,      in_3},
    {{1, 0, 1, 8, 0},   active_energy_import, u32, 0,  watt_hour, in_3},
    {{1, 0, 2, 8, 0},   active_energy_export, u32, 0,  watt_hour, in_3},
    {{1, 0, 81, 7, 40}, zero,                 u16, 0,  degree,    in_3},
    {{1, 0, 81, 7, 51}, zero,                 u16, 0,  degree,    in_3},
    {{1, 0, 81, 7, 62}, zero,                 u16, 0,  degree,    in_3},
    {{0, 0, 96, 1, 0},  meter_id,             oct, 0,  none,      in_3},
};

constexpr Row ooe[] = {
    {{0, 0, 1, 0, 0},   Field::clock,           oct, 0, none,      in_3, all_forms, 0, Shape::bare},
    {{1, 1, 1, 8, 0},   active_energy_import,   u32, 0, watt_hour, in_3},
    {{1, 1, 2, 8, 0},   active_energy_export,   u32, 0, watt_hour, in_3},
    {{1, 1, 3, 8, 1},   reactive_energy_import, u32, 0, var_hour,  in_3},
    {{1, 1, 4, 8, 1},   reactive_energy_export, u32, 0, var_hour,  in_3},
    {{1, 1, 1, 7, 0},   active_import,          u32, 0, watt,      in_3},
    {{1, 1, 2, 7, 0},   active_export,          u32, 0, watt,      in_3},
    {{1, 1, 3, 7, 0},   reactive_import,        u32, 0, var,       in_3},
    {{1, 1, 4, 7, 0},   reactive_export,        u32, 0, var,       in_3},
    {{1, 1, 1, 128, 0}, zero,                   u32, 0, watt_hour, in_3},
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

constexpr Family netz_noe = family_of(noe, Layout::triplets);
constexpr Family salzburg_tirol = family_of(west, Layout::structures);
constexpr Family steiermark = family_of(styria, Layout::pairs);
constexpr Family wiener_netze = family_of(vienna, Layout::positional);
constexpr Family netz_ooe = family_of(ooe, Layout::records);
constexpr Family burgenland = family_of(bgld, Layout::positional);

}  // namespace hanmeter::sim
