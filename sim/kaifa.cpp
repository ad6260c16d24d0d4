// SPDX-License-Identifier: Apache-2.0
#include "sim/kaifa.h"

namespace hanmeter::sim {
namespace {

using enum Field;
using enum values::Unit;

constexpr auto u32 = Type::double_long_unsigned;
constexpr auto u64 = Type::long64_unsigned;
constexpr auto oct = Type::octet_string;
constexpr std::uint8_t poly = three_wire | four_wire | wide;
constexpr std::uint8_t narrow = one_phase | three_wire | four_wire;

// clang-format off
constexpr Row norway[] = {
    {{1, 1, 0, 2, 129}, list_version,           oct, 0,  none,      in_2_3},
    {{0, 0, 96, 1, 0},  meter_id,               oct, 0,  none,      in_2_3},
    {{0, 0, 96, 1, 7},  meter_model,            oct, 0,  none,      in_2_3},
    {{1, 0, 1, 7, 0},   active_import,          u32, 0,  watt,      in_1_2_3},
    {{1, 0, 2, 7, 0},   active_export,          u32, 0,  watt,      in_2_3},
    {{1, 0, 3, 7, 0},   reactive_import,        u32, 0,  var,       in_2_3},
    {{1, 0, 4, 7, 0},   reactive_export,        u32, 0,  var,       in_2_3},
    {{1, 0, 31, 7, 0},  current_l1,             u32, -3, ampere,    in_2_3},
    {{1, 0, 51, 7, 0},  current_l2,             u32, -3, ampere,    in_2_3,   poly},
    {{1, 0, 71, 7, 0},  current_l3,             u32, -3, ampere,    in_2_3,   poly},
    {{1, 0, 32, 7, 0},  voltage_l1,             u32, -1, volt,      in_2_3},
    {{1, 0, 52, 7, 0},  voltage_l2,             u32, -1, volt,      in_2_3,   four_wire | wide},
    {{1, 0, 52, 7, 0},  zero,                   u32, -1, volt,      in_2_3,   three_wire},
    {{1, 0, 72, 7, 0},  voltage_l3,             u32, -1, volt,      in_2_3,   poly},
    {{0, 0, 1, 0, 0},   clock,                  oct, 0,  none,      in_3},
    {{1, 0, 1, 8, 0},   active_energy_import,   u32, 0,  watt_hour, in_3,     narrow},
    {{1, 0, 1, 8, 0},   active_energy_import,   u64, 0,  watt_hour, in_3,     wide},
    {{1, 0, 2, 8, 0},   active_energy_export,   u32, 0,  watt_hour, in_3,     narrow},
    {{1, 0, 2, 8, 0},   active_energy_export,   u64, 0,  watt_hour, in_3,     wide},
    {{1, 0, 3, 8, 0},   reactive_energy_import, u32, 0,  var_hour,  in_3,     narrow},
    {{1, 0, 3, 8, 0},   reactive_energy_import, u64, 0,  var_hour,  in_3,     wide},
    {{1, 0, 4, 8, 0},   reactive_energy_export, u32, 0,  var_hour,  in_3,     narrow},
    {{1, 0, 4, 8, 0},   reactive_energy_export, u64, 0,  var_hour,  in_3,     wide},
};

constexpr Row sweden[] = {
    {{1, 0, 0, 2, 129}, list_version,           oct, 0,  none,      in_3},
    {{0, 0, 96, 1, 0},  meter_id,               oct, 0,  none,      in_3},
    {{0, 0, 96, 1, 7},  meter_model,            oct, 0,  none,      in_3},
    {{1, 0, 1, 7, 0},   active_import,          u32, 0,  watt,      in_3},
    {{1, 0, 2, 7, 0},   active_export,          u32, 0,  watt,      in_3},
    {{1, 0, 3, 7, 0},   reactive_import,        u32, 0,  var,       in_3},
    {{1, 0, 4, 7, 0},   reactive_export,        u32, 0,  var,       in_3},
    {{1, 0, 31, 7, 0},  current_l1,             u32, -3, ampere,    in_3},
    {{1, 0, 51, 7, 0},  current_l2,             u32, -3, ampere,    in_3},
    {{1, 0, 71, 7, 0},  current_l3,             u32, -3, ampere,    in_3},
    {{1, 0, 32, 7, 0},  voltage_l1,             u32, -1, volt,      in_3},
    {{1, 0, 52, 7, 0},  voltage_l2,             u32, -1, volt,      in_3},
    {{1, 0, 72, 7, 0},  voltage_l3,             u32, -1, volt,      in_3},
    {{0, 0, 1, 0, 0},   clock,                  oct, 0,  none,      in_3},
    {{1, 0, 1, 8, 0},   active_energy_import,   u32, 0,  watt_hour, in_3},
    {{1, 0, 2, 8, 0},   active_energy_export,   u32, 0,  watt_hour, in_3},
    {{1, 0, 3, 8, 0},   reactive_energy_import, u32, 0,  var_hour,  in_3},
    {{1, 0, 4, 8, 0},   reactive_energy_export, u32, 0,  var_hour,  in_3},
};
// clang-format on

constexpr std::uint8_t destination[] = {0x01};
constexpr std::uint8_t source[] = {0x02, 0x01};
constexpr std::uint8_t source_sweden[] = {0x00, 0x01};
constexpr HdlcHeader header{destination, source, 0x10};
constexpr HdlcHeader header_sweden{destination, source_sweden, 0x10};

}  // namespace

constexpr Family kaifa{.rows = norway,
                       .layout = Layout::positional,
                       .header = header,
                       .notification_time = NotificationTime::tagged,
                       .invoke_id = 0x40000000};

constexpr Family kaifa_sweden{.rows = sweden,
                              .layout = Layout::pairs,
                              .header = header_sweden,
                              .notification_time = NotificationTime::absent,
                              .invoke_id = 0x40000000};

}  // namespace hanmeter::sim
