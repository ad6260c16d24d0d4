// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/values/quantity.h"

#include <algorithm>
#include <array>

namespace hanmeter::values {
namespace {

// Codes: IEC 62056-61, DSMR P1, the lists of the makers. One row a quantity.
// clang-format off
constexpr Quantity rows[] = {
    {.key = "meter_time", .code = {0, 1, 0, 0}, .kind = Kind::time, .description = "the meter's clock", .original = "date_time"},
    {.key = "meter_id", .code = {0, 96, 1, 0}, .kind = Kind::text, .description = "number of the meter", .original = "meter_ID"},
    {.key = "meter_model", .code = {0, 96, 1, 7}, .kind = Kind::text, .description = "type of the meter", .original = "meter_model"},
    {.key = "list", .code = {1, 0, 2, 129}, .kind = Kind::text, .description = "version of the list", .original = "obis_list_version"},
    {.key = "active_power_import_w", .code = {1, 1, 7, 0}, .unit = Unit::watt, .description = "active power import", .original = "act_pow_pos"},
    {.key = "active_power_export_w", .code = {1, 2, 7, 0}, .unit = Unit::watt, .description = "active power export", .original = "act_pow_neg"},
    {.key = "active_power_net_w", .code = {1, 16, 7, 0}, .unit = Unit::watt, .description = "active power import less export"},
    {.key = "active_power_sum_w", .code = {1, 15, 7, 0}, .unit = Unit::watt, .description = "active power import and export added"},
    {.key = "reactive_power_import_var", .code = {1, 3, 7, 0}, .unit = Unit::var, .description = "reactive power import", .original = "react_pow_pos"},
    {.key = "reactive_power_export_var", .code = {1, 4, 7, 0}, .unit = Unit::var, .description = "reactive power export", .original = "react_pow_neg"},
    {.key = "apparent_power_import_va", .code = {1, 9, 7, 0}, .unit = Unit::volt_ampere, .description = "apparent power import"},
    {.key = "apparent_power_export_va", .code = {1, 10, 7, 0}, .unit = Unit::volt_ampere, .description = "apparent power export"},
    {.key = "reactive_power_q1_var", .code = {1, 5, 7, 0}, .unit = Unit::var, .description = "reactive power, quadrant 1"},
    {.key = "reactive_power_q2_var", .code = {1, 6, 7, 0}, .unit = Unit::var, .description = "reactive power, quadrant 2"},
    {.key = "reactive_power_q3_var", .code = {1, 7, 7, 0}, .unit = Unit::var, .description = "reactive power, quadrant 3"},
    {.key = "reactive_power_q4_var", .code = {1, 8, 7, 0}, .unit = Unit::var, .description = "reactive power, quadrant 4"},
    {.key = "current_l1_a", .code = {1, 31, 7, 0}, .unit = Unit::ampere, .description = "current L1", .original = "curr_L1"},
    {.key = "current_l2_a", .code = {1, 51, 7, 0}, .unit = Unit::ampere, .description = "current L2", .original = "curr_L2"},
    {.key = "current_l3_a", .code = {1, 71, 7, 0}, .unit = Unit::ampere, .description = "current L3", .original = "curr_L3"},
    {.key = "voltage_l1_v", .code = {1, 32, 7, 0}, .unit = Unit::volt, .description = "voltage L1", .original = "volt_L1"},
    {.key = "voltage_l2_v", .code = {1, 52, 7, 0}, .unit = Unit::volt, .description = "voltage L2", .original = "volt_L2"},
    {.key = "voltage_l3_v", .code = {1, 72, 7, 0}, .unit = Unit::volt, .description = "voltage L3", .original = "volt_L3"},
    {.key = "active_power_import_l1_w", .code = {1, 21, 7, 0}, .unit = Unit::watt, .description = "active power import L1"},
    {.key = "active_power_import_l2_w", .code = {1, 41, 7, 0}, .unit = Unit::watt, .description = "active power import L2"},
    {.key = "active_power_import_l3_w", .code = {1, 61, 7, 0}, .unit = Unit::watt, .description = "active power import L3"},
    {.key = "active_power_export_l1_w", .code = {1, 22, 7, 0}, .unit = Unit::watt, .description = "active power export L1"},
    {.key = "active_power_export_l2_w", .code = {1, 42, 7, 0}, .unit = Unit::watt, .description = "active power export L2"},
    {.key = "active_power_export_l3_w", .code = {1, 62, 7, 0}, .unit = Unit::watt, .description = "active power export L3"},
    {.key = "reactive_power_import_l1_var", .code = {1, 23, 7, 0}, .unit = Unit::var, .description = "reactive power import L1"},
    {.key = "reactive_power_import_l2_var", .code = {1, 43, 7, 0}, .unit = Unit::var, .description = "reactive power import L2"},
    {.key = "reactive_power_import_l3_var", .code = {1, 63, 7, 0}, .unit = Unit::var, .description = "reactive power import L3"},
    {.key = "reactive_power_export_l1_var", .code = {1, 24, 7, 0}, .unit = Unit::var, .description = "reactive power export L1"},
    {.key = "reactive_power_export_l2_var", .code = {1, 44, 7, 0}, .unit = Unit::var, .description = "reactive power export L2"},
    {.key = "reactive_power_export_l3_var", .code = {1, 64, 7, 0}, .unit = Unit::var, .description = "reactive power export L3"},
    {.key = "apparent_power_import_l1_va", .code = {1, 29, 7, 0}, .unit = Unit::volt_ampere, .description = "apparent power import L1"},
    {.key = "apparent_power_import_l2_va", .code = {1, 49, 7, 0}, .unit = Unit::volt_ampere, .description = "apparent power import L2"},
    {.key = "apparent_power_import_l3_va", .code = {1, 69, 7, 0}, .unit = Unit::volt_ampere, .description = "apparent power import L3"},
    {.key = "apparent_power_export_l1_va", .code = {1, 30, 7, 0}, .unit = Unit::volt_ampere, .description = "apparent power export L1"},
    {.key = "apparent_power_export_l2_va", .code = {1, 50, 7, 0}, .unit = Unit::volt_ampere, .description = "apparent power export L2"},
    {.key = "apparent_power_export_l3_va", .code = {1, 70, 7, 0}, .unit = Unit::volt_ampere, .description = "apparent power export L3"},
    {.key = "active_power_net_l1_w", .code = {1, 36, 7, 0}, .unit = Unit::watt, .description = "active power import less export L1"},
    {.key = "active_power_net_l2_w", .code = {1, 56, 7, 0}, .unit = Unit::watt, .description = "active power import less export L2"},
    {.key = "active_power_net_l3_w", .code = {1, 76, 7, 0}, .unit = Unit::watt, .description = "active power import less export L3"},
    {.key = "active_power_sum_l1_w", .code = {1, 35, 7, 0}, .unit = Unit::watt, .description = "active power import and export added L1"},
    {.key = "active_power_sum_l2_w", .code = {1, 55, 7, 0}, .unit = Unit::watt, .description = "active power import and export added L2"},
    {.key = "active_power_sum_l3_w", .code = {1, 75, 7, 0}, .unit = Unit::watt, .description = "active power import and export added L3"},
    {.key = "power_factor", .code = {1, 13, 7, 0}, .description = "power factor"},
    {.key = "power_factor_l1", .code = {1, 33, 7, 0}, .description = "power factor L1"},
    {.key = "power_factor_l2", .code = {1, 53, 7, 0}, .description = "power factor L2"},
    {.key = "power_factor_l3", .code = {1, 73, 7, 0}, .description = "power factor L3"},
    {.key = "power_factor_min", .code = {1, 13, 3, 0}, .description = "lowest power factor"},
    {.key = "power_factor_export", .code = {1, 84, 7, 0}, .description = "power factor of the export"},
    {.key = "power_factor_export_l1", .code = {1, 85, 7, 0}, .description = "power factor of the export L1"},
    {.key = "power_factor_export_l2", .code = {1, 86, 7, 0}, .description = "power factor of the export L2"},
    {.key = "power_factor_export_l3", .code = {1, 87, 7, 0}, .description = "power factor of the export L3"},
    {.key = "frequency_hz", .code = {1, 14, 7, 0}, .unit = Unit::hertz, .description = "frequency"},
    {.key = "frequency_l1_hz", .code = {1, 34, 7, 0}, .unit = Unit::hertz, .description = "frequency L1"},
    {.key = "frequency_l2_hz", .code = {1, 54, 7, 0}, .unit = Unit::hertz, .description = "frequency L2"},
    {.key = "frequency_l3_hz", .code = {1, 74, 7, 0}, .unit = Unit::hertz, .description = "frequency L3"},
    {.key = "current_max_a", .code = {1, 11, 7, 0}, .unit = Unit::ampere, .description = "highest current of the phases"},
    {.key = "current_sum_a", .code = {1, 90, 7, 0}, .unit = Unit::ampere, .description = "sum of the currents"},
    {.key = "current_neutral_a", .code = {1, 91, 7, 0}, .unit = Unit::ampere, .description = "current of the neutral"},
    {.key = "voltage_any_v", .code = {1, 12, 7, 0}, .unit = Unit::volt, .description = "voltage of any phase"},
    {.key = "voltage_avg_l1_v", .code = {1, 32, 24, 0}, .unit = Unit::volt, .description = "average voltage L1"},
    {.key = "voltage_avg_l2_v", .code = {1, 52, 24, 0}, .unit = Unit::volt, .description = "average voltage L2"},
    {.key = "voltage_avg_l3_v", .code = {1, 72, 24, 0}, .unit = Unit::volt, .description = "average voltage L3"},
    {.key = "voltage_l1_l2_v", .code = {1, 124, 7, 0}, .unit = Unit::volt, .description = "voltage between L1 and L2"},
    {.key = "voltage_l2_l3_v", .code = {1, 125, 7, 0}, .unit = Unit::volt, .description = "voltage between L2 and L3"},
    {.key = "voltage_l3_l1_v", .code = {1, 126, 7, 0}, .unit = Unit::volt, .description = "voltage between L3 and L1"},
    {.key = "active_energy_import_wh", .code = {1, 1, 8, 0}, .unit = Unit::watt_hour, .kind = Kind::counter, .description = "active energy import", .original = "act_energy_pos"},
    {.key = "active_energy_export_wh", .code = {1, 2, 8, 0}, .unit = Unit::watt_hour, .kind = Kind::counter, .description = "active energy export", .original = "act_energy_neg"},
    {.key = "reactive_energy_import_varh", .code = {1, 3, 8, 0}, .unit = Unit::var_hour, .kind = Kind::counter, .description = "reactive energy import", .original = "react_energy_pos"},
    {.key = "reactive_energy_export_varh", .code = {1, 4, 8, 0}, .unit = Unit::var_hour, .kind = Kind::counter, .description = "reactive energy export", .original = "react_energy_neg"},
    {.key = "active_energy_sum_wh", .code = {1, 15, 8, 0}, .unit = Unit::watt_hour, .kind = Kind::counter, .description = "active energy import and export added"},
    {.key = "active_energy_net_wh", .code = {1, 16, 8, 0}, .unit = Unit::watt_hour, .description = "active energy import less export"},
    {.key = "reactive_energy_q1_varh", .code = {1, 5, 8, 0}, .unit = Unit::var_hour, .kind = Kind::counter, .description = "reactive energy, quadrant 1"},
    {.key = "reactive_energy_q2_varh", .code = {1, 6, 8, 0}, .unit = Unit::var_hour, .kind = Kind::counter, .description = "reactive energy, quadrant 2"},
    {.key = "reactive_energy_q3_varh", .code = {1, 7, 8, 0}, .unit = Unit::var_hour, .kind = Kind::counter, .description = "reactive energy, quadrant 3"},
    {.key = "reactive_energy_q4_varh", .code = {1, 8, 8, 0}, .unit = Unit::var_hour, .kind = Kind::counter, .description = "reactive energy, quadrant 4"},
    {.key = "apparent_energy_import_vah", .code = {1, 9, 8, 0}, .unit = Unit::volt_ampere_hour, .kind = Kind::counter, .description = "apparent energy import"},
    {.key = "apparent_energy_export_vah", .code = {1, 10, 8, 0}, .unit = Unit::volt_ampere_hour, .kind = Kind::counter, .description = "apparent energy export"},
    {.key = "active_energy_import_l1_wh", .code = {1, 21, 8, 0}, .unit = Unit::watt_hour, .kind = Kind::counter, .description = "active energy import L1"},
    {.key = "active_energy_import_l2_wh", .code = {1, 41, 8, 0}, .unit = Unit::watt_hour, .kind = Kind::counter, .description = "active energy import L2"},
    {.key = "active_energy_import_l3_wh", .code = {1, 61, 8, 0}, .unit = Unit::watt_hour, .kind = Kind::counter, .description = "active energy import L3"},
    {.key = "active_energy_export_l1_wh", .code = {1, 22, 8, 0}, .unit = Unit::watt_hour, .kind = Kind::counter, .description = "active energy export L1"},
    {.key = "active_energy_export_l2_wh", .code = {1, 42, 8, 0}, .unit = Unit::watt_hour, .kind = Kind::counter, .description = "active energy export L2"},
    {.key = "active_energy_export_l3_wh", .code = {1, 62, 8, 0}, .unit = Unit::watt_hour, .kind = Kind::counter, .description = "active energy export L3"},
    {.key = "active_energy_import_t1_wh", .code = {1, 1, 8, 1}, .unit = Unit::watt_hour, .kind = Kind::counter, .description = "active energy import, tariff 1"},
    {.key = "active_energy_import_t2_wh", .code = {1, 1, 8, 2}, .unit = Unit::watt_hour, .kind = Kind::counter, .description = "active energy import, tariff 2"},
    {.key = "active_energy_import_t3_wh", .code = {1, 1, 8, 3}, .unit = Unit::watt_hour, .kind = Kind::counter, .description = "active energy import, tariff 3"},
    {.key = "active_energy_import_t4_wh", .code = {1, 1, 8, 4}, .unit = Unit::watt_hour, .kind = Kind::counter, .description = "active energy import, tariff 4"},
    {.key = "active_energy_import_t5_wh", .code = {1, 1, 8, 5}, .unit = Unit::watt_hour, .kind = Kind::counter, .description = "active energy import, tariff 5"},
    {.key = "active_energy_import_t6_wh", .code = {1, 1, 8, 6}, .unit = Unit::watt_hour, .kind = Kind::counter, .description = "active energy import, tariff 6"},
    {.key = "active_energy_export_t1_wh", .code = {1, 2, 8, 1}, .unit = Unit::watt_hour, .kind = Kind::counter, .description = "active energy export, tariff 1"},
    {.key = "active_energy_export_t2_wh", .code = {1, 2, 8, 2}, .unit = Unit::watt_hour, .kind = Kind::counter, .description = "active energy export, tariff 2"},
    {.key = "active_energy_export_t3_wh", .code = {1, 2, 8, 3}, .unit = Unit::watt_hour, .kind = Kind::counter, .description = "active energy export, tariff 3"},
    {.key = "active_energy_export_t4_wh", .code = {1, 2, 8, 4}, .unit = Unit::watt_hour, .kind = Kind::counter, .description = "active energy export, tariff 4"},
    {.key = "active_energy_export_t5_wh", .code = {1, 2, 8, 5}, .unit = Unit::watt_hour, .kind = Kind::counter, .description = "active energy export, tariff 5"},
    {.key = "active_energy_export_t6_wh", .code = {1, 2, 8, 6}, .unit = Unit::watt_hour, .kind = Kind::counter, .description = "active energy export, tariff 6"},
    {.key = "reactive_energy_import_t1_varh", .code = {1, 3, 8, 1}, .unit = Unit::var_hour, .kind = Kind::counter, .description = "reactive energy import, tariff 1"},
    {.key = "reactive_energy_import_t2_varh", .code = {1, 3, 8, 2}, .unit = Unit::var_hour, .kind = Kind::counter, .description = "reactive energy import, tariff 2"},
    {.key = "reactive_energy_import_t3_varh", .code = {1, 3, 8, 3}, .unit = Unit::var_hour, .kind = Kind::counter, .description = "reactive energy import, tariff 3"},
    {.key = "reactive_energy_import_t4_varh", .code = {1, 3, 8, 4}, .unit = Unit::var_hour, .kind = Kind::counter, .description = "reactive energy import, tariff 4"},
    {.key = "reactive_energy_import_t5_varh", .code = {1, 3, 8, 5}, .unit = Unit::var_hour, .kind = Kind::counter, .description = "reactive energy import, tariff 5"},
    {.key = "reactive_energy_import_t6_varh", .code = {1, 3, 8, 6}, .unit = Unit::var_hour, .kind = Kind::counter, .description = "reactive energy import, tariff 6"},
    {.key = "reactive_energy_export_t1_varh", .code = {1, 4, 8, 1}, .unit = Unit::var_hour, .kind = Kind::counter, .description = "reactive energy export, tariff 1"},
    {.key = "reactive_energy_export_t2_varh", .code = {1, 4, 8, 2}, .unit = Unit::var_hour, .kind = Kind::counter, .description = "reactive energy export, tariff 2"},
    {.key = "reactive_energy_export_t3_varh", .code = {1, 4, 8, 3}, .unit = Unit::var_hour, .kind = Kind::counter, .description = "reactive energy export, tariff 3"},
    {.key = "reactive_energy_export_t4_varh", .code = {1, 4, 8, 4}, .unit = Unit::var_hour, .kind = Kind::counter, .description = "reactive energy export, tariff 4"},
    {.key = "reactive_energy_export_t5_varh", .code = {1, 4, 8, 5}, .unit = Unit::var_hour, .kind = Kind::counter, .description = "reactive energy export, tariff 5"},
    {.key = "reactive_energy_export_t6_varh", .code = {1, 4, 8, 6}, .unit = Unit::var_hour, .kind = Kind::counter, .description = "reactive energy export, tariff 6"},
    {.key = "reactive_energy_q1_t1_varh", .code = {1, 5, 8, 1}, .unit = Unit::var_hour, .kind = Kind::counter, .description = "reactive energy, quadrant 1, tariff 1"},
    {.key = "reactive_energy_q1_t2_varh", .code = {1, 5, 8, 2}, .unit = Unit::var_hour, .kind = Kind::counter, .description = "reactive energy, quadrant 1, tariff 2"},
    {.key = "reactive_energy_q2_t1_varh", .code = {1, 6, 8, 1}, .unit = Unit::var_hour, .kind = Kind::counter, .description = "reactive energy, quadrant 2, tariff 1"},
    {.key = "reactive_energy_q2_t2_varh", .code = {1, 6, 8, 2}, .unit = Unit::var_hour, .kind = Kind::counter, .description = "reactive energy, quadrant 2, tariff 2"},
    {.key = "reactive_energy_q3_t1_varh", .code = {1, 7, 8, 1}, .unit = Unit::var_hour, .kind = Kind::counter, .description = "reactive energy, quadrant 3, tariff 1"},
    {.key = "reactive_energy_q3_t2_varh", .code = {1, 7, 8, 2}, .unit = Unit::var_hour, .kind = Kind::counter, .description = "reactive energy, quadrant 3, tariff 2"},
    {.key = "reactive_energy_q4_t1_varh", .code = {1, 8, 8, 1}, .unit = Unit::var_hour, .kind = Kind::counter, .description = "reactive energy, quadrant 4, tariff 1"},
    {.key = "reactive_energy_q4_t2_varh", .code = {1, 8, 8, 2}, .unit = Unit::var_hour, .kind = Kind::counter, .description = "reactive energy, quadrant 4, tariff 2"},
    {.key = "demand_active_import_current_w", .code = {1, 1, 4, 0}, .unit = Unit::watt, .description = "demand of the current period, active import"},
    {.key = "demand_active_import_last_w", .code = {1, 1, 5, 0}, .unit = Unit::watt, .description = "demand of the last period, active import"},
    {.key = "demand_active_import_max_w", .code = {1, 1, 6, 0}, .unit = Unit::watt, .description = "highest demand, active import"},
    {.key = "demand_active_export_current_w", .code = {1, 2, 4, 0}, .unit = Unit::watt, .description = "demand of the current period, active export"},
    {.key = "demand_active_export_last_w", .code = {1, 2, 5, 0}, .unit = Unit::watt, .description = "demand of the last period, active export"},
    {.key = "demand_active_export_max_w", .code = {1, 2, 6, 0}, .unit = Unit::watt, .description = "highest demand, active export"},
    {.key = "demand_reactive_import_current_var", .code = {1, 3, 4, 0}, .unit = Unit::var, .description = "demand of the current period, reactive import"},
    {.key = "demand_reactive_import_last_var", .code = {1, 3, 5, 0}, .unit = Unit::var, .description = "demand of the last period, reactive import"},
    {.key = "demand_reactive_import_max_var", .code = {1, 3, 6, 0}, .unit = Unit::var, .description = "highest demand, reactive import"},
    {.key = "demand_reactive_export_current_var", .code = {1, 4, 4, 0}, .unit = Unit::var, .description = "demand of the current period, reactive export"},
    {.key = "demand_reactive_export_last_var", .code = {1, 4, 5, 0}, .unit = Unit::var, .description = "demand of the last period, reactive export"},
    {.key = "demand_reactive_export_max_var", .code = {1, 4, 6, 0}, .unit = Unit::var, .description = "highest demand, reactive export"},
    {.key = "demand_apparent_import_current_va", .code = {1, 9, 4, 0}, .unit = Unit::volt_ampere, .description = "demand of the current period, apparent import"},
    {.key = "demand_apparent_import_last_va", .code = {1, 9, 5, 0}, .unit = Unit::volt_ampere, .description = "demand of the last period, apparent import"},
    {.key = "demand_apparent_import_max_va", .code = {1, 9, 6, 0}, .unit = Unit::volt_ampere, .description = "highest demand, apparent import"},
    {.key = "demand_apparent_export_current_va", .code = {1, 10, 4, 0}, .unit = Unit::volt_ampere, .description = "demand of the current period, apparent export"},
    {.key = "demand_apparent_export_last_va", .code = {1, 10, 5, 0}, .unit = Unit::volt_ampere, .description = "demand of the last period, apparent export"},
    {.key = "demand_apparent_export_max_va", .code = {1, 10, 6, 0}, .unit = Unit::volt_ampere, .description = "highest demand, apparent export"},
    {.key = "active_power_import_avg_w", .code = {1, 1, 24, 0}, .unit = Unit::watt, .description = "average active power import"},
    {.key = "active_power_sum_avg_w", .code = {1, 15, 24, 0}, .unit = Unit::watt, .description = "average active power, import and export added"},
    {.key = "active_power_net_avg_w", .code = {1, 16, 24, 0}, .unit = Unit::watt, .description = "average active power import less export"},
    {.key = "fuse_threshold_l1_a", .code = {1, 31, 4, 0}, .unit = Unit::ampere, .description = "limit of the current L1"},
    {.key = "fuse_threshold_l2_a", .code = {1, 51, 4, 0}, .unit = Unit::ampere, .description = "limit of the current L2"},
    {.key = "fuse_threshold_l3_a", .code = {1, 71, 4, 0}, .unit = Unit::ampere, .description = "limit of the current L3"},
    {.key = "voltage_sag_count_l1", .code = {1, 32, 32, 0}, .kind = Kind::counter, .description = "voltage sags L1"},
    {.key = "voltage_swell_count_l1", .code = {1, 32, 36, 0}, .kind = Kind::counter, .description = "voltage swells L1"},
    {.key = "voltage_sag_count_l2", .code = {1, 52, 32, 0}, .kind = Kind::counter, .description = "voltage sags L2"},
    {.key = "voltage_swell_count_l2", .code = {1, 52, 36, 0}, .kind = Kind::counter, .description = "voltage swells L2"},
    {.key = "voltage_sag_count_l3", .code = {1, 72, 32, 0}, .kind = Kind::counter, .description = "voltage sags L3"},
    {.key = "voltage_swell_count_l3", .code = {1, 72, 36, 0}, .kind = Kind::counter, .description = "voltage swells L3"},
    {.key = "power_failure_count", .code = {0, 96, 7, 21}, .kind = Kind::counter, .description = "power failures"},
    {.key = "long_power_failure_count", .code = {0, 96, 7, 9}, .kind = Kind::counter, .description = "long power failures"},
    {.key = "p1_version_be", .code = {0, 96, 1, 4}, .kind = Kind::text, .description = "version of the P1 profile, Belgium"},
    {.key = "breaker_text", .code = {0, 96, 50, 68}, .kind = Kind::text, .description = "breaker, in a word"},
    {.key = "active_power_import_t1_w", .code = {1, 1, 7, 1}, .unit = Unit::watt, .description = "active power import while tariff 1 is on"},
    {.key = "status_word", .code = {1, 96, 5, 0}, .kind = Kind::text, .description = "status of the meter"},
    {.key = "gas_m3", .code = {7, 3, 0, 0}, .unit = Unit::cubic_metre, .kind = Kind::counter, .description = "gas"},
    {.key = "water_m3", .code = {8, 1, 0, 0}, .unit = Unit::cubic_metre, .kind = Kind::counter, .description = "water"},
    {.key = "warm_water_m3", .code = {9, 1, 0, 0}, .unit = Unit::cubic_metre, .kind = Kind::counter, .description = "warm water"},
    {.key = "heat_j", .code = {6, 1, 0, 0}, .unit = Unit::joule, .kind = Kind::counter, .description = "heat"},
    {.key = "cooling_j", .code = {5, 1, 0, 0}, .unit = Unit::joule, .kind = Kind::counter, .description = "cooling"},
    {.key = "breaker_state", .code = {0, 96, 3, 10}, .kind = Kind::text, .description = "breaker: 0 off, 1 on, 2 ready to be switched on"},
    {.key = "tariff_indicator", .code = {0, 96, 14, 0}, .kind = Kind::text, .description = "tariff that holds now"},
    {.key = "limiter_threshold", .code = {0, 17, 0, 0}, .unit_ends_key = true, .description = "limit of the limiter"},
    {.key = "text_message", .code = {0, 96, 13, 0}, .kind = Kind::text, .description = "message to the customer"},
    {.key = "text_code", .code = {0, 96, 13, 1}, .kind = Kind::text, .description = "message code to the customer"},
    {.key = "logical_device_name", .code = {0, 42, 0, 0}, .kind = Kind::text, .description = "logical device name"},
    {.key = "equipment_id", .code = {0, 96, 1, 1}, .kind = Kind::text, .description = "id of the equipment"},
    {.key = "gs1_id", .code = {1, 0, 0, 5}, .kind = Kind::text, .description = "GS1 number of the meter"},
    {.key = "meter_number", .code = {1, 0, 0, 1}, .kind = Kind::text, .description = "number of the meter"},
    {.key = "server_id", .code = {1, 0, 0, 9}, .kind = Kind::text, .description = "server id of the meter"},
    {.key = "serial_number", .code = {1, 96, 1, 0}, .kind = Kind::text, .description = "serial number"},
    {.key = "push_list", .code = {0, 25, 9, 0}, .kind = Kind::text, .description = "push list"},
    {.key = "local_time", .code = {1, 0, 9, 1}, .kind = Kind::text, .description = "local time of the meter"},
    {.key = "local_date", .code = {1, 0, 9, 2}, .kind = Kind::text, .description = "local date of the meter"},
};
// clang-format on

constexpr std::size_t row_count = std::size(rows);

constexpr std::uint32_t packed(std::uint8_t a, std::uint8_t c, std::uint8_t d, std::uint8_t e) {
    return (std::uint32_t{a} << 24) | (std::uint32_t{c} << 16) | (std::uint32_t{d} << 8) | e;
}
constexpr std::uint32_t packed(const Quantity& row) {
    return packed(row.code.a, row.code.c, row.code.d, row.code.e);
}

struct Entry {
    std::uint32_t code;
    std::uint16_t row;
};

constexpr std::array<Entry, row_count> make_index() {
    std::array<Entry, row_count> entries{};
    for (std::size_t i = 0; i < row_count; ++i) {
        entries[i] = {packed(rows[i]), static_cast<std::uint16_t>(i)};
    }
    std::sort(entries.begin(), entries.end(),
              [](const Entry& left, const Entry& right) { return left.code < right.code; });
    return entries;
}

constexpr std::array<Entry, row_count> by_code = make_index();

constexpr bool codes_are_unique() {
    for (std::size_t i = 1; i < row_count; ++i) {
        if (by_code[i - 1].code == by_code[i].code) return false;
    }
    return true;
}
static_assert(codes_are_unique(), "two rows of the catalogue have one code");

constexpr bool keys_are_unique() {
    for (std::size_t i = 0; i < row_count; ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (rows[i].key == rows[j].key) return false;
        }
    }
    return true;
}
static_assert(keys_are_unique(), "two rows of the catalogue have one key");

}  // namespace

std::span<const Quantity> catalogue() {
    return rows;
}

const Quantity* find_quantity(const Obis& code) {
    constexpr std::uint8_t clock = 1;
    const bool on_channel = code.a == 0 && code.b == 1 && code.c != clock;
    if (code.b > 1 || on_channel || code.f != 255) return nullptr;
    const std::uint32_t wanted = packed(code.a, code.c, code.d, code.e);
    const auto* const found = std::lower_bound(
        by_code.begin(), by_code.end(), wanted,
        [](const Entry& entry, std::uint32_t value) { return entry.code < value; });
    if (found == by_code.end() || found->code != wanted) return nullptr;
    return &rows[found->row];
}

const Quantity* find_quantity(std::string_view key) {
    for (const Quantity& row : rows) {
        if (row.key == key) return &row;
    }
    return nullptr;
}

void write_key(const Quantity& quantity, Unit unit, bytes::TextWriter& out) {
    out.put(quantity.key);
    if (!quantity.unit_ends_key) return;
    const std::string_view name = symbol(unit);
    if (name.empty()) return;
    out.put('_');
    for (char letter : name) {
        out.put(letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter);
    }
}

}  // namespace hanmeter::values
