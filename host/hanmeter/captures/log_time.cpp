// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/captures/log_time.h"

#include <algorithm>

namespace hanmeter::captures {
namespace {

using values::DateTime;
using values::Instant;

constexpr std::size_t looked_at = 64;  // characters of a line

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Reads a text from the front; what does not fit leaves it where it was.
class Scanner {
public:
    explicit Scanner(std::string_view text) : rest_{text} {}

    std::optional<unsigned> digits(std::size_t count) {
        if (rest_.size() < count || !std::all_of(rest_.begin(), rest_.begin() + count, is_digit)) {
            return std::nullopt;
        }
        unsigned number = 0;
        for (std::size_t i = 0; i < count; ++i) {
            number = number * 10 + static_cast<unsigned>(rest_[i] - '0');
        }
        rest_.remove_prefix(count);
        return number;
    }
    bool any_of(std::string_view characters) {
        if (rest_.empty() || characters.find(rest_[0]) == characters.npos) return false;
        rest_.remove_prefix(1);
        return true;
    }
    char next() const { return rest_.empty() ? '\0' : rest_[0]; }

    // `.123` or `,123456` in milliseconds; 0 where there is none.
    unsigned fraction() {
        if (rest_.size() < 2 || (rest_[0] != '.' && rest_[0] != ',') || !is_digit(rest_[1]))
            return 0;
        rest_.remove_prefix(1);
        unsigned milliseconds = 0;
        for (unsigned weight = 100; is_digit(next()); weight /= 10) {
            milliseconds += weight * static_cast<unsigned>(next() - '0');
            rest_.remove_prefix(1);
        }
        return milliseconds;
    }

private:
    std::string_view rest_;
};

bool read_clock(Scanner& scan, DateTime& time) {
    const auto hour = scan.digits(2);
    if (!hour || !scan.any_of(":")) return false;
    const auto minute = scan.digits(2);
    if (!minute || !scan.any_of(":")) return false;
    const auto second = scan.digits(2);
    if (!second || is_digit(scan.next())) return false;
    time.hour = static_cast<std::uint8_t>(*hour);
    time.minute = static_cast<std::uint8_t>(*minute);
    time.second = static_cast<std::uint8_t>(*second);
    return true;
}

// `2021-03-24`, `2021/03/24`, `24.03.2021` and what parts it from the time.
bool read_date(Scanner& scan, DateTime& time) {
    Scanner day_first = scan;
    auto year = scan.digits(4);
    std::optional<unsigned> month;
    std::optional<unsigned> day;
    if (year && scan.any_of("-/")) {
        month = scan.digits(2);
        if (!month || !scan.any_of("-/")) return false;
        day = scan.digits(2);
    } else {
        scan = day_first;
        day = scan.digits(2);
        if (!day || !scan.any_of(".")) return false;
        month = scan.digits(2);
        if (!month || !scan.any_of(".")) return false;
        year = scan.digits(4);
    }
    if (!year || !month || !day || !scan.any_of(" T_,")) return false;
    while (scan.any_of(" ")) {
    }
    time.year = static_cast<std::uint16_t>(*year);
    time.month = static_cast<std::uint8_t>(*month);
    time.day = static_cast<std::uint8_t>(*day);
    return true;
}

// Minutes east of Greenwich: `Z`, `+01:00`, `-0500`.
std::optional<int> read_offset(Scanner scan) {
    if (scan.any_of("Z")) return 0;
    const bool east = scan.next() == '+';
    if (!scan.any_of("+-")) return std::nullopt;
    const auto hours = scan.digits(2);
    scan.any_of(":");
    const auto minutes = scan.digits(2);
    if (!hours || !minutes || is_digit(scan.next())) return std::nullopt;
    const int offset = static_cast<int>(*hours * 60 + *minutes);
    return east ? offset : -offset;
}

// Seconds or milliseconds since 1970 that begin the line, of this century.
std::optional<Instant> epoch(std::string_view text) {
    constexpr std::size_t second_digits = 10;
    const auto count = static_cast<std::size_t>(
        std::find_if_not(text.begin(), text.end(), is_digit) - text.begin());
    if (count == text.size() || text[0] != '1') return std::nullopt;
    std::int64_t number = 0;
    for (std::size_t i = 0; i < count && i < 13; ++i) number = number * 10 + (text[i] - '0');
    if (count == 13) return Instant{number};
    Scanner rest{text.substr(std::min(count, text.size()))};
    if (count != second_digits || (rest.next() != '.' && rest.next() != ':')) return std::nullopt;
    return Instant{number * 1000 + rest.fraction()};
}

}  // namespace

std::optional<Instant> LogTime::take(std::string_view line) {
    if (const auto found = in_line(line.substr(0, looked_at))) last_ = found;
    return last_;
}

std::optional<Instant> LogTime::in_line(std::string_view line) {
    const std::size_t first = line.find_first_not_of("[ \t");
    if (first == line.npos) return std::nullopt;
    if (const auto since_1970 = epoch(line.substr(first))) return since_1970;
    for (std::size_t at = first; at < line.size(); ++at) {
        const bool begins_number = is_digit(line[at]) && (at == 0 || !is_digit(line[at - 1]));
        if (!begins_number) continue;
        if (const auto found = with_date(line, at)) return found;
    }
    return time_alone(line.substr(first));
}

std::optional<Instant> LogTime::with_date(std::string_view text, std::size_t at) {
    Scanner scan{text.substr(at)};
    DateTime local;
    if (!read_date(scan, local) || !read_clock(scan, local) || !local.possible()) return {};
    const unsigned milliseconds = scan.fraction();
    last_local_ = local;
    auto moment = zone_.moment(local);
    if (const auto offset = read_offset(scan)) {
        const auto utc = io::TimeZone::named("UTC");
        moment = utc ? utc->moment(local) : std::nullopt;
        if (moment) moment->milliseconds -= std::int64_t{*offset} * 60'000;
    }
    if (moment) moment->milliseconds += milliseconds;
    return moment;
}

std::optional<Instant> LogTime::time_alone(std::string_view text) {
    constexpr std::int64_t day = 86'400'000;
    if (!last_local_ || !last_) return std::nullopt;
    Scanner scan{text};
    DateTime local = *last_local_;
    if (!read_clock(scan, local) || !local.possible()) return std::nullopt;
    const unsigned milliseconds = scan.fraction();
    auto moment = zone_.moment(local);
    if (!moment) return std::nullopt;
    moment->milliseconds += milliseconds;
    while (moment->milliseconds < last_->milliseconds - day / 2) moment->milliseconds += day;
    return moment;
}

}  // namespace hanmeter::captures
