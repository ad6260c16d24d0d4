// SPDX-License-Identifier: Apache-2.0
#include "sim/telegrams.h"

namespace hanmeter::sim {
namespace {

using enum Field;
using enum values::Unit;

constexpr auto num = Type::double_long_unsigned;
constexpr auto oct = Type::octet_string;
constexpr auto vis = Type::visible_string;
constexpr auto u64 = Type::long64_unsigned;
constexpr auto i64 = Type::long64;
constexpr auto all = all_forms;

// clang-format off
constexpr Row dutch[] = {
    {{1, 3, 0, 2, 8},   list_version,            vis, 0,  none,        in_3},
    {{0, 0, 1, 0, 0},   Field::clock,            oct, 0,  none,        in_3},
    {{0, 0, 96, 1, 1},  meter_id,                oct, 0,  none,        in_3},
    {{1, 0, 1, 8, 1},   active_energy_import_t1, num, 0,  watt_hour,   in_3, all, 6},
    {{1, 0, 1, 8, 2},   active_energy_import_t2, num, 0,  watt_hour,   in_3, all, 6},
    {{1, 0, 2, 8, 1},   active_energy_export_t1, num, 0,  watt_hour,   in_3, all, 6},
    {{1, 0, 2, 8, 2},   active_energy_export_t2, num, 0,  watt_hour,   in_3, all, 6},
    {{0, 0, 96, 14, 0}, tariff,                  vis, 0,  none,        in_3},
    {{1, 0, 1, 7, 0},   active_import,           num, 0,  watt,        in_3, all, 2},
    {{1, 0, 2, 7, 0},   active_export,           num, 0,  watt,        in_3, all, 2},
    {{1, 0, 32, 7, 0},  voltage_l1,              num, -1, volt,        in_3, all, 3},
    {{1, 0, 52, 7, 0},  voltage_l2,              num, -1, volt,        in_3, all, 3},
    {{1, 0, 72, 7, 0},  voltage_l3,              num, -1, volt,        in_3, all, 3},
    {{1, 0, 31, 7, 0},  current_l1,              num, 0,  ampere,      in_3, all, 3},
    {{1, 0, 51, 7, 0},  current_l2,              num, 0,  ampere,      in_3, all, 3},
    {{1, 0, 71, 7, 0},  current_l3,              num, 0,  ampere,      in_3, all, 3},
    {{1, 0, 21, 7, 0},  active_import_l1,        num, 0,  watt,        in_3, all, 2},
    {{1, 0, 41, 7, 0},  active_import_l2,        num, 0,  watt,        in_3, all, 2},
    {{1, 0, 61, 7, 0},  active_import_l3,        num, 0,  watt,        in_3, all, 2},
    {{1, 0, 22, 7, 0},  active_export_l1,        num, 0,  watt,        in_3, all, 2},
    {{1, 0, 42, 7, 0},  active_export_l2,        num, 0,  watt,        in_3, all, 2},
    {{1, 0, 62, 7, 0},  active_export_l3,        num, 0,  watt,        in_3, all, 2},
    {{0, 1, 24, 1, 0},  channel_kind,            vis, 0,  none,        in_3},
    {{0, 1, 96, 1, 0},  channel_id,              oct, 0,  none,        in_3},
    {{0, 1, 24, 2, 1},  gas,                     num, -3, cubic_metre, in_3, all, 5},
};

constexpr Row nordic[] = {
    {{0, 0, 1, 0, 0},  Field::clock,           oct, 0,  none,      in_3},
    {{1, 0, 1, 8, 0},  active_energy_import,   num, 0,  watt_hour, in_3, all, 8},
    {{1, 0, 2, 8, 0},  active_energy_export,   num, 0,  watt_hour, in_3, all, 8},
    {{1, 0, 3, 8, 0},  reactive_energy_import, num, 0,  var_hour,  in_3, all, 8},
    {{1, 0, 4, 8, 0},  reactive_energy_export, num, 0,  var_hour,  in_3, all, 8},
    {{1, 0, 1, 7, 0},  active_import,          num, 0,  watt,      in_3, all, 4},
    {{1, 0, 2, 7, 0},  active_export,          num, 0,  watt,      in_3, all, 4},
    {{1, 0, 3, 7, 0},  reactive_import,        num, 0,  var,       in_3, all, 4},
    {{1, 0, 4, 7, 0},  reactive_export,        num, 0,  var,       in_3, all, 4},
    {{1, 0, 21, 7, 0}, active_import_l1,       num, 0,  watt,      in_3, all, 4},
    {{1, 0, 22, 7, 0}, active_export_l1,       num, 0,  watt,      in_3, all, 4},
    {{1, 0, 41, 7, 0}, active_import_l2,       num, 0,  watt,      in_3, all, 4},
    {{1, 0, 42, 7, 0}, active_export_l2,       num, 0,  watt,      in_3, all, 4},
    {{1, 0, 61, 7, 0}, active_import_l3,       num, 0,  watt,      in_3, all, 4},
    {{1, 0, 62, 7, 0}, active_export_l3,       num, 0,  watt,      in_3, all, 4},
    {{1, 0, 32, 7, 0}, voltage_l1,             num, -1, volt,      in_3, all, 3},
    {{1, 0, 52, 7, 0}, voltage_l2,             num, -1, volt,      in_3, all, 3},
    {{1, 0, 72, 7, 0}, voltage_l3,             num, -1, volt,      in_3, all, 3},
    {{1, 0, 31, 7, 0}, current_l1,             num, -1, ampere,    in_3, all, 3},
    {{1, 0, 51, 7, 0}, current_l2,             num, -1, ampere,    in_3, all, 3},
    {{1, 0, 71, 7, 0}, current_l3,             num, -1, ampere,    in_3, all, 3},
};

constexpr Row without_tariffs[] = {
    {{0, 0, 1, 0, 0},  Field::clock,           oct, 0, none,      in_3},
    {{0, 0, 42, 0, 0}, meter_id,               oct, 0, none,      in_3},
    {{1, 0, 1, 8, 0},  active_energy_import,   num, 0, watt_hour, in_3, all, 6},
    {{1, 0, 2, 8, 0},  active_energy_export,   num, 0, watt_hour, in_3, all, 6},
    {{1, 0, 3, 8, 0},  reactive_energy_import, num, 0, var_hour,  in_3, all, 6},
    {{1, 0, 4, 8, 0},  reactive_energy_export, num, 0, var_hour,  in_3, all, 6},
    {{1, 0, 1, 7, 0},  active_import,          num, 0, watt,      in_3, all, 2},
    {{1, 0, 2, 7, 0},  active_export,          num, 0, watt,      in_3, all, 2},
};

constexpr Row basic[] = {
    {{129, 129, 199, 130, 3}, meter_model,          vis, 0,  none,      in_3},
    {{1, 0, 1, 8, 0},         active_energy_import, u64, -1, watt_hour, in_3},
    {{1, 0, 2, 8, 0},         active_energy_export, u64, -1, watt_hour, in_3},
    {{1, 0, 16, 7, 0},        active_net,           i64, 0,  watt,      in_3},
    {{1, 0, 32, 7, 0},        voltage_l1,           num, -1, volt,      in_3},
    {{1, 0, 52, 7, 0},        voltage_l2,           num, -1, volt,      in_3},
    {{1, 0, 72, 7, 0},        voltage_l3,           num, -1, volt,      in_3},
    {{1, 0, 31, 7, 0},        current_l1,           num, -2, ampere,    in_3},
    {{1, 0, 51, 7, 0},        current_l2,           num, -2, ampere,    in_3},
    {{1, 0, 71, 7, 0},        current_l3,           num, -2, ampere,    in_3},
};
// clang-format on

constexpr Family family_of(std::span<const Row> rows, Layout layout) {
    return {.rows = rows,
            .layout = layout,
            .header = {},
            .notification_time = NotificationTime::absent,
            .invoke_id = 0};
}

}  // namespace

constexpr Family dsmr = family_of(dutch, Layout::p1);
constexpr Family sweden = family_of(nordic, Layout::p1);
constexpr Family totals = family_of(without_tariffs, Layout::p1);
constexpr Family germany = family_of(basic, Layout::sml);

}  // namespace hanmeter::sim
