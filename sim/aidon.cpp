// SPDX-License-Identifier: Apache-2.0
#include "sim/aidon.h"

namespace hanmeter::sim {
namespace {

using enum Field;
using enum values::Unit;

constexpr auto u32 = Type::double_long_unsigned;
constexpr auto u16 = Type::long_unsigned;
constexpr auto i16 = Type::long_signed;
constexpr auto vis = Type::visible_string;
constexpr auto oct = Type::octet_string;
constexpr std::uint8_t poly = three_wire | four_wire;

// clang-format off
constexpr Row norway[] = {
    {{1, 1, 0, 2, 129}, list_version,           vis, 0,  none,      in_2_3},
    {{0, 0, 96, 1, 0},  meter_id,               vis, 0,  none,      in_2_3},
    {{0, 0, 96, 1, 7},  meter_model,            vis, 0,  none,      in_2_3},
    {{1, 0, 1, 7, 0},   active_import,          u32, 0,  watt,      in_1_2_3},
    {{1, 0, 2, 7, 0},   active_export,          u32, 0,  watt,      in_2_3},
    {{1, 0, 3, 7, 0},   reactive_import,        u32, 0,  var,       in_2_3},
    {{1, 0, 4, 7, 0},   reactive_export,        u32, 0,  var,       in_2_3},
    {{1, 0, 31, 7, 0},  current_l1,             i16, -1, ampere,    in_2_3},
    {{1, 0, 51, 7, 0},  current_l2,             i16, -1, ampere,    in_2_3,   four_wire},
    {{1, 0, 71, 7, 0},  current_l3,             i16, -1, ampere,    in_2_3,   poly},
    {{1, 0, 32, 7, 0},  voltage_l1,             u16, -1, volt,      in_2_3},
    {{1, 0, 52, 7, 0},  voltage_l2,             u16, -1, volt,      in_2_3,   poly},
    {{1, 0, 72, 7, 0},  voltage_l3,             u16, -1, volt,      in_2_3,   poly},
    {{0, 0, 1, 0, 0},   clock,                  oct, 0,  none,      in_3},
    {{1, 0, 1, 8, 0},   active_energy_import,   u32, 1,  watt_hour, in_3},
    {{1, 0, 2, 8, 0},   active_energy_export,   u32, 1,  watt_hour, in_3},
    {{1, 0, 3, 8, 0},   reactive_energy_import, u32, 1,  var_hour,  in_3},
    {{1, 0, 4, 8, 0},   reactive_energy_export, u32, 1,  var_hour,  in_3},
};

constexpr Row sweden[] = {
    {{0, 0, 1, 0, 0},  clock,                  oct, 0,  none,      in_3},
    {{1, 0, 1, 7, 0},  active_import,          u32, 0,  watt,      in_3},
    {{1, 0, 2, 7, 0},  active_export,          u32, 0,  watt,      in_3},
    {{1, 0, 3, 7, 0},  reactive_import,        u32, 0,  var,       in_3},
    {{1, 0, 4, 7, 0},  reactive_export,        u32, 0,  var,       in_3},
    {{1, 0, 31, 7, 0}, signed_current_l1,      i16, -1, ampere,    in_3},
    {{1, 0, 51, 7, 0}, signed_current_l2,      i16, -1, ampere,    in_3},
    {{1, 0, 71, 7, 0}, signed_current_l3,      i16, -1, ampere,    in_3},
    {{1, 0, 32, 7, 0}, voltage_l1,             u16, -1, volt,      in_3},
    {{1, 0, 52, 7, 0}, voltage_l2,             u16, -1, volt,      in_3},
    {{1, 0, 72, 7, 0}, voltage_l3,             u16, -1, volt,      in_3},
    {{1, 0, 21, 7, 0}, active_import_l1,       u32, 0,  watt,      in_3},
    {{1, 0, 22, 7, 0}, active_export_l1,       u32, 0,  watt,      in_3},
    {{1, 0, 23, 7, 0}, reactive_import_l1,     u32, 0,  var,       in_3},
    {{1, 0, 24, 7, 0}, reactive_export_l1,     u32, 0,  var,       in_3},
    {{1, 0, 41, 7, 0}, active_import_l2,       u32, 0,  watt,      in_3},
    {{1, 0, 42, 7, 0}, active_export_l2,       u32, 0,  watt,      in_3},
    {{1, 0, 43, 7, 0}, reactive_import_l2,     u32, 0,  var,       in_3},
    {{1, 0, 44, 7, 0}, reactive_export_l2,     u32, 0,  var,       in_3},
    {{1, 0, 61, 7, 0}, active_import_l3,       u32, 0,  watt,      in_3},
    {{1, 0, 62, 7, 0}, active_export_l3,       u32, 0,  watt,      in_3},
    {{1, 0, 63, 7, 0}, reactive_import_l3,     u32, 0,  var,       in_3},
    {{1, 0, 64, 7, 0}, reactive_export_l3,     u32, 0,  var,       in_3},
    {{1, 0, 1, 8, 0},  active_energy_import,   u32, 0,  watt_hour, in_3},
    {{1, 0, 2, 8, 0},  active_energy_export,   u32, 0,  watt_hour, in_3},
    {{1, 0, 3, 8, 0},  reactive_energy_import, u32, 0,  var_hour,  in_3},
    {{1, 0, 4, 8, 0},  reactive_energy_export, u32, 0,  var_hour,  in_3},
};
// clang-format on

constexpr std::uint8_t destination[] = {0x41};
constexpr std::uint8_t source[] = {0x08, 0x83};
constexpr HdlcHeader header{destination, source, 0x13};

}  // namespace

constexpr Family aidon{.rows = norway,
                       .layout = Layout::tagged,
                       .header = header,
                       .notification_time = NotificationTime::absent,
                       .invoke_id = 0x40000000};

constexpr Family aidon_sweden{.rows = sweden,
                              .layout = Layout::tagged,
                              .header = header,
                              .notification_time = NotificationTime::absent,
                              .invoke_id = 0x40000000};

}  // namespace hanmeter::sim
