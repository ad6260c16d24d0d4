// SPDX-License-Identifier: Apache-2.0
#include "app/point_in_time.h"

#include <array>
#include <ctime>

#include "hanmeter/io/time_zone.h"
#include "hanmeter/pipeline/setting.h"

namespace hanmeter::app {
namespace {

// So many digits as a number; nothing where there are others.
std::optional<unsigned> digits(std::string_view text, std::size_t at, std::size_t count) {
    if (text.size() < at + count) return std::nullopt;
    unsigned number = 0;
    for (const char c : text.substr(at, count)) {
        if (c < '0' || c > '9') return std::nullopt;
        number = number * 10 + static_cast<unsigned>(c - '0');
    }
    return number;
}

std::optional<values::DateTime> date_time(std::string_view text) {
    values::DateTime time{.hour = 0, .minute = 0, .second = 0};
    const auto year = digits(text, 0, 4);
    const auto month = digits(text, 5, 2);
    const auto day = digits(text, 8, 2);
    if (!year || !month || !day || text[4] != '-' || text[7] != '-') return std::nullopt;
    time.year = static_cast<std::uint16_t>(*year);
    time.month = static_cast<std::uint8_t>(*month);
    time.day = static_cast<std::uint8_t>(*day);
    if (text.size() == 10) return time.possible() ? std::optional{time} : std::nullopt;
    const auto hour = digits(text, 11, 2);
    const auto minute = digits(text, 14, 2);
    const bool separated = text.size() >= 16 && (text[10] == 'T' || text[10] == ' ');
    if (!separated || !hour || !minute || text[13] != ':') return std::nullopt;
    time.hour = static_cast<std::uint8_t>(*hour);
    time.minute = static_cast<std::uint8_t>(*minute);
    if (text.size() > 16) {
        const auto second = digits(text, 17, 2);
        if (!second || text[16] != ':' || text.size() != 19) return std::nullopt;
        time.second = static_cast<std::uint8_t>(*second);
    }
    return time.possible() ? std::optional{time} : std::nullopt;
}

// Where the machine's day began.
std::optional<values::Instant> midnight(values::Instant now) {
    const std::time_t seconds = now.milliseconds / 1000;
    std::tm local{};
    if (::localtime_r(&seconds, &local) == nullptr) return std::nullopt;
    const values::DateTime time{.year = static_cast<std::uint16_t>(local.tm_year + 1900),
                                .month = static_cast<std::uint8_t>(local.tm_mon + 1),
                                .day = static_cast<std::uint8_t>(local.tm_mday),
                                .hour = 0,
                                .minute = 0,
                                .second = 0};
    return io::TimeZone{}.moment(time);
}

}  // namespace

std::optional<values::Instant> point_in_time(std::string_view text, values::Instant now) {
    if (text == "now") return now;
    if (text == "today") return midnight(now);
    if (const auto ago = pipeline::duration_from(text)) {
        return values::Instant{now.milliseconds - ago->count()};
    }
    const bool utc = text.ends_with('Z');
    if (utc) text.remove_suffix(1);
    const auto time = date_time(text);
    if (!time) return std::nullopt;
    if (!utc) return io::TimeZone{}.moment(*time);
    const auto zone = io::TimeZone::named("UTC");
    return zone ? zone->moment(*time) : std::nullopt;
}

}  // namespace hanmeter::app
