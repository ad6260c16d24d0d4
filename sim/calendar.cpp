// SPDX-License-Identifier: Apache-2.0
#include "sim/calendar.h"

#include <array>
#include <charconv>
#include <chrono>

namespace hanmeter::sim {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::sys_days;
using std::chrono::sys_time;
using std::chrono::year_month_day;
using Time = sys_time<milliseconds>;

sys_time<hours> change_of(std::chrono::year year, std::chrono::month month) {
    return sys_days{year / month / std::chrono::Sunday[std::chrono::last]} + hours{1};
}

bool is_summer(Time utc) {
    const auto year = year_month_day{floor<days>(utc)}.year();
    return utc >= change_of(year, std::chrono::March) &&
           utc < change_of(year, std::chrono::October);
}

hours offset_at(Time utc, const ClockHabit& habit) {
    return hours{habit.summer_time && is_summer(utc) ? 2 : 1};
}

// The digits of `text` from `at` on.
std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) {
    int value = 0;
    const char* begin = text.data() + at;
    const auto [end, error] = std::from_chars(begin, begin + count, value);
    if (error != std::errc{} || end != begin + count || value < 0) return std::nullopt;
    return value;
}

}  // namespace

std::uint8_t weekday_of(int year, unsigned month, unsigned day) {
    const sys_days date{std::chrono::year{year} / std::chrono::month{month} /
                        std::chrono::day{day}};
    return static_cast<std::uint8_t>(std::chrono::weekday{date}.iso_encoding());
}

values::DateTime clock_at(values::Instant instant, const ClockHabit& habit) {
    const Time utc{milliseconds{instant.milliseconds}};
    const auto offset = offset_at(utc, habit);
    const Time local = utc + offset;
    const auto midnight = floor<days>(local);
    const year_month_day date{midnight};
    const std::chrono::hh_mm_ss time{floor<std::chrono::seconds>(local - midnight)};
    const bool summer = offset == hours{2};

    values::DateTime clock;
    clock.year = static_cast<std::uint16_t>(static_cast<int>(date.year()));
    clock.month = static_cast<std::uint8_t>(static_cast<unsigned>(date.month()));
    clock.day = static_cast<std::uint8_t>(static_cast<unsigned>(date.day()));
    clock.weekday = habit.weekday
                        ? static_cast<std::uint8_t>(std::chrono::weekday{midnight}.iso_encoding())
                        : std::uint8_t{0};
    clock.hour = static_cast<std::uint8_t>(time.hours().count());
    clock.minute = static_cast<std::uint8_t>(time.minutes().count());
    clock.second = static_cast<std::uint8_t>(time.seconds().count());
    clock.deviation = habit.deviation;
    if (summer && habit.deviation == -60) clock.deviation = -120;
    clock.status = habit.status;
    if (summer && habit.dst_in_status) clock.status |= 0x80;
    return clock;
}

std::optional<values::Instant> instant_of(std::string_view text, const ClockHabit& habit) {
    constexpr std::string_view form = "0000-00-00T00:00:00";
    if (text.size() != form.size()) return std::nullopt;
    for (std::size_t i = 0; i < form.size(); ++i) {
        if (form[i] != '0' && text[i] != form[i]) return std::nullopt;
    }
    constexpr std::array<std::size_t, 6> at{0, 5, 8, 11, 14, 17};
    std::array<int, 6> part{};
    for (std::size_t i = 0; i < at.size(); ++i) {
        const auto value = digits(text, at[i], i == 0 ? 4 : 2);
        if (!value) return std::nullopt;
        part[i] = *value;
    }
    const year_month_day date{std::chrono::year{part[0]},
                              std::chrono::month{static_cast<unsigned>(part[1])},
                              std::chrono::day{static_cast<unsigned>(part[2])}};
    if (!date.ok() || part[3] > 23 || part[4] > 59 || part[5] > 59) return std::nullopt;
    const Time winter = sys_days{date} + hours{part[3] - 1} + std::chrono::minutes{part[4]} +
                        std::chrono::seconds{part[5]};
    const Time utc = winter + hours{1} - offset_at(winter, habit);
    return values::Instant{utc.time_since_epoch().count()};
}

}  // namespace hanmeter::sim
