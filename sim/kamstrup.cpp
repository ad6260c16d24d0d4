// SPDX-License-Identifier: Apache-2.0
#include "sim/kamstrup.h"

namespace hanmeter::sim {
namespace {

using enum Field;
using enum values::Unit;

constexpr auto u32 = Type::double_long_unsigned;
constexpr auto u16 = Type::long_unsigned;
constexpr auto vis = Type::visible_string;
constexpr auto oct = Type::octet_string;
constexpr auto nul = Type::null_data;
constexpr auto all = all_forms;
constexpr std::uint8_t four_quadrants = one_phase | four_wire;

// clang-format off
constexpr Row norway[] = {
    {{1, 1, 0, 2, 129}, list_version,           vis, 0,  none,      in_2_3, all, 0, Shape::bare},
    {{1, 1, 0, 0, 5},   meter_id,               vis, 0,  none,      in_2_3, all_forms},
    {{1, 1, 96, 1, 1},  meter_model,            vis, 0,  none,      in_2_3, all_forms},
    {{1, 1, 1, 7, 0},   active_import,          u32, 0,  watt,      in_2_3, all_forms},
    {{1, 1, 2, 7, 0},   active_export,          u32, 0,  watt,      in_2_3, four_quadrants},
    {{1, 1, 3, 7, 0},   reactive_import,        u32, 0,  var,       in_2_3, four_quadrants},
    {{1, 1, 4, 7, 0},   reactive_export,        u32, 0,  var,       in_2_3, four_quadrants},
    {{1, 1, 31, 7, 0},  current_l1,             u32, -2, ampere,    in_2_3, all_forms},
    {{1, 1, 51, 7, 0},  current_l2,             u32, -2, ampere,    in_2_3, four_wire},
    {{1, 1, 51, 7, 0},  null_pair,              nul, 0,  none,      in_2_3, one_phase},
    {{1, 1, 71, 7, 0},  current_l3,             u32, -2, ampere,    in_2_3, four_wire},
    {{1, 1, 71, 7, 0},  null_pair,              nul, 0,  none,      in_2_3, one_phase},
    {{1, 1, 32, 7, 0},  voltage_l1,             u16, 0,  volt,      in_2_3, all_forms},
    {{1, 1, 52, 7, 0},  voltage_l2,             u16, 0,  volt,      in_2_3, four_wire},
    {{1, 1, 52, 7, 0},  null_pair,              nul, 0,  none,      in_2_3, one_phase},
    {{1, 1, 72, 7, 0},  voltage_l3,             u16, 0,  volt,      in_2_3, four_wire},
    {{1, 1, 72, 7, 0},  null_pair,              nul, 0,  none,      in_2_3, one_phase},
    {{0, 1, 1, 0, 0},   clock,                  oct, 0,  none,      in_3,   all_forms},
    {{1, 1, 1, 8, 0},   active_energy_import,   u32, 1,  watt_hour, in_3,   all_forms},
    {{1, 1, 2, 8, 0},   active_energy_export,   u32, 1,  watt_hour, in_3,   four_quadrants},
    {{1, 1, 3, 8, 0},   reactive_energy_import, u32, 1,  var_hour,  in_3,   four_quadrants},
    {{1, 1, 4, 8, 0},   reactive_energy_export, u32, 1,  var_hour,  in_3,   four_quadrants},
};

constexpr Row denmark[] = {
    {{1, 1, 0, 2, 129}, list_version,           vis, 0,  none,      in_3, all, 0, Shape::bare},
    {{1, 1, 1, 8, 0},   active_energy_import,   u32, 1,  watt_hour, in_3},
    {{1, 1, 2, 8, 0},   active_energy_export,   u32, 1,  watt_hour, in_3},
    {{1, 1, 3, 8, 0},   reactive_energy_import, u32, 1,  var_hour,  in_3},
    {{1, 1, 4, 8, 0},   reactive_energy_export, u32, 1,  var_hour,  in_3},
    {{1, 1, 1, 7, 0},   active_import,          u32, 0,  watt,      in_3},
    {{1, 1, 2, 7, 0},   active_export,          u32, 0,  watt,      in_3},
    {{1, 1, 3, 7, 0},   reactive_import,        u32, 0,  var,       in_3},
    {{1, 1, 4, 7, 0},   reactive_export,        u32, 0,  var,       in_3},
    {{0, 1, 1, 0, 0},   clock,                  oct, 0,  none,      in_3},
    {{1, 1, 32, 7, 0},  voltage_l1,             u16, 0,  volt,      in_3},
    {{1, 1, 52, 7, 0},  voltage_l2,             u16, 0,  volt,      in_3},
    {{1, 1, 72, 7, 0},  voltage_l3,             u16, 0,  volt,      in_3},
    {{1, 1, 31, 7, 0},  current_l1,             u32, -2, ampere,    in_3},
    {{1, 1, 51, 7, 0},  current_l2,             u32, -2, ampere,    in_3},
    {{1, 1, 71, 7, 0},  current_l3,             u32, -2, ampere,    in_3},
    {{1, 1, 21, 7, 0},  active_import_l1,       u32, 0,  watt,      in_3},
    {{1, 1, 41, 7, 0},  active_import_l2,       u32, 0,  watt,      in_3},
    {{1, 1, 61, 7, 0},  active_import_l3,       u32, 0,  watt,      in_3},
};
// clang-format on

constexpr std::uint8_t destination[] = {0x2B};
constexpr std::uint8_t source[] = {0x21};
constexpr HdlcHeader header{destination, source, 0x13};

}  // namespace

constexpr Family kamstrup{.rows = norway,
                          .layout = Layout::pairs,
                          .header = header,
                          .notification_time = NotificationTime::plain,
                          .invoke_id = 0x00000000};

constexpr Family kamstrup_denmark{.rows = denmark,
                                  .layout = Layout::pairs,
                                  .header = header,
                                  .notification_time = NotificationTime::plain,
                                  .invoke_id = 0x00000000};

}  // namespace hanmeter::sim
