// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/io/time_zone.h"

#include <date/tz.h>
#include <fmt/core.h>

#include <ctime>
#include <exception>

namespace hanmeter::io {
namespace {

std::optional<values::Instant> moment_here(const values::DateTime& local) {
    std::tm parts{};
    parts.tm_year = local.year - 1900;
    parts.tm_mon = local.month - 1;
    parts.tm_mday = local.day;
    parts.tm_hour = local.hour;
    parts.tm_min = local.minute;
    parts.tm_sec = local.second;
    parts.tm_isdst = -1;
    const std::time_t seconds = std::mktime(&parts);
    if (seconds == -1 || parts.tm_hour != local.hour) return std::nullopt;
    return values::Instant{std::int64_t{seconds} * 1000};
}

}  // namespace

tl::expected<TimeZone, std::string> TimeZone::named(std::string_view name) {
    TimeZone zone;
    if (name == "local") return zone;
    try {
        zone.zone_ = date::locate_zone(std::string{name});
        return zone;
    } catch (const std::exception&) {
        return tl::unexpected{fmt::format(
            "there is no time zone {}: write it as in Europe/Oslo, UTC, or local", name)};
    }
}

std::optional<values::Instant> TimeZone::moment(const values::DateTime& local) const {
    if (zone_ == nullptr) return moment_here(local);
    const auto day = date::local_days{date::year{local.year} / local.month / local.day};
    const auto time = day + std::chrono::hours{local.hour} + std::chrono::minutes{local.minute} +
                      std::chrono::seconds{local.second};
    const auto info = static_cast<const date::time_zone*>(zone_)->get_info(time);
    if (info.result == date::local_info::nonexistent) return std::nullopt;
    const auto utc = time.time_since_epoch() - info.first.offset;
    return values::Instant{std::chrono::duration_cast<std::chrono::milliseconds>(utc).count()};
}

}  // namespace hanmeter::io
