// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/energy/amount.h"

#include <chrono>
#include <limits>

namespace hanmeter::energy {
namespace {

constexpr std::int64_t most_milliwatts = 1'000'000'000'000;
constexpr std::int64_t most_watt_hours = 1'000'000'000'000'000;

std::optional<std::uint64_t> shifted(std::uint64_t magnitude, int by) {
    constexpr std::uint64_t most = std::numeric_limits<std::int64_t>::max();
    for (; by < 0 && magnitude != 0; ++by) magnitude /= 10;
    for (; by > 0 && magnitude != 0; --by) {
        if (magnitude > most / 10) return std::nullopt;
        magnitude *= 10;
    }
    if (magnitude > most) return std::nullopt;
    return magnitude;
}

// What a register shows, in units of 10^exponent, at most `most` of them.
std::optional<std::int64_t> shown(const values::Reading& reading, std::string_view key,
                                  values::Unit unit, int exponent, std::int64_t most) {
    const values::Object* object = values::find_number(reading, key);
    if (object == nullptr || object->unit != unit) return std::nullopt;
    const auto amount = whole(object->value.number, exponent);
    if (!amount || *amount > most || *amount < -most) return std::nullopt;
    return amount;
}

}  // namespace

std::optional<std::int64_t> whole(const values::Decimal& value, int exponent) {
    const auto magnitude = shifted(value.magnitude(), value.exponent() - exponent);
    if (!magnitude) return std::nullopt;
    const auto number = static_cast<std::int64_t>(*magnitude);
    return value.negative() ? -number : number;
}

std::optional<std::int64_t> import_milliwatts(const values::Reading& reading) {
    return shown(reading, "active_power_import_w", values::Unit::watt, -3, most_milliwatts);
}

std::optional<std::int64_t> import_watt_hours(const values::Reading& reading) {
    return shown(reading, "active_energy_import_wh", values::Unit::watt_hour, 0, most_watt_hours);
}

std::optional<values::Instant> moment(const values::Reading& reading) {
    if (reading.time) return reading.time;
    if (!reading.meter_time || !reading.meter_time->possible()) return std::nullopt;
    const values::DateTime& clock = *reading.meter_time;
    const std::chrono::sys_days day = std::chrono::year{clock.year} /
                                      std::chrono::month{clock.month} / std::chrono::day{clock.day};
    const auto filled = [](std::uint8_t field) {
        return field == values::DateTime::unspecified ? 0 : std::int64_t{field};
    };
    const std::int64_t seconds =
        (std::int64_t{clock.hour} * 60 + clock.minute) * 60 + filled(clock.second);
    return values::Instant{std::chrono::milliseconds{day.time_since_epoch()}.count() +
                           seconds * 1000 + filled(clock.hundredths) * 10};
}

}  // namespace hanmeter::energy
