// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/values/date_time.h"

#include <array>

namespace hanmeter::values {
namespace {

constexpr bool is_leap(unsigned year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

constexpr unsigned days_in(unsigned month, unsigned year) {
    constexpr std::array<unsigned, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

}  // namespace

DateTime DateTime::from(bytes::Bytes octets) {
    const auto high_low = [&](std::size_t at) {
        return static_cast<std::uint16_t>((octets[at] << 8) | octets[at + 1]);
    };
    return {.year = high_low(0),
            .month = octets[2],
            .day = octets[3],
            .weekday = octets[4],
            .hour = octets[5],
            .minute = octets[6],
            .second = octets[7],
            .hundredths = octets[8],
            .deviation = static_cast<std::int16_t>(high_low(9)),
            .status = octets[11]};
}

bool DateTime::possible() const {
    if (year < 1970 || year > 2099 || month < 1 || month > 12) return false;
    if (day < 1 || day > days_in(month, year)) return false;
    if (hour > 23 || minute > 59) return false;
    return second <= 59 || second == unspecified;
}

std::optional<std::int16_t> DateTime::utc_deviation_minutes() const {
    if (deviation < -720 || deviation > 720) return std::nullopt;
    return deviation;
}

std::optional<std::uint8_t> DateTime::clock_status() const {
    if (status == unspecified) return std::nullopt;
    return status;
}

std::optional<bool> DateTime::dst() const {
    if (summer) return summer;
    if (status == unspecified) return std::nullopt;
    return (status & 0x80) != 0;
}

void DateTime::write(bytes::TextWriter& out) const {
    out.put_unsigned(year, 4).put('-').put_unsigned(month, 2).put('-').put_unsigned(day, 2);
    out.put('T').put_unsigned(hour, 2).put(':').put_unsigned(minute, 2).put(':');
    out.put_unsigned(second == unspecified ? 0u : second, 2);
    if (hundredths > 0 && hundredths < 100) out.put('.').put_unsigned(hundredths, 2);
}

void Instant::write(bytes::TextWriter& out) const {
    constexpr std::int64_t day_ms = 86'400'000;
    std::int64_t days = milliseconds / day_ms;
    std::int64_t rest = milliseconds % day_ms;
    if (rest < 0) {
        rest += day_ms;
        --days;
    }
    // The civil calendar from a day number, in eras of 400 years that begin on a first of March.
    days += 719'468;
    const std::int64_t era = days / 146'097;
    const auto day_of_era = static_cast<unsigned>(days - era * 146'097);
    const unsigned year_of_era =
        (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
    const unsigned day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const unsigned shifted_month = (5 * day_of_year + 2) / 153;
    const unsigned day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    const unsigned month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
    const auto year = static_cast<std::uint64_t>(era * 400 + year_of_era + (month <= 2 ? 1 : 0));

    const auto ms = static_cast<std::uint64_t>(rest);
    out.put_unsigned(year, 4).put('-').put_unsigned(month, 2).put('-').put_unsigned(day, 2);
    out.put('T').put_unsigned(ms / 3'600'000, 2).put(':').put_unsigned(ms / 60'000 % 60, 2);
    out.put(':').put_unsigned(ms / 1'000 % 60, 2).put('.').put_unsigned(ms % 1'000, 3).put('Z');
}

}  // namespace hanmeter::values
