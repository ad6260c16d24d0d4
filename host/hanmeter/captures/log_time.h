// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "hanmeter/io/time_zone.h"

namespace hanmeter::captures {

// Finds the time that a program wrote at the beginning of a line of its log:
//
//   2021-03-24T08:00:00.123Z   2021-03-24 08:00:00,123   2021/03/24 08:00:00+01:00
//   24.03.2021 08:00:00        1616569200.123            1616569200123
//   08:00:00.123               once a date has been seen; past midnight the next day follows
//
// alone, in brackets or behind a few words. Without a zone of its own it is in the given one.
class LogTime {
public:
    explicit LogTime(io::TimeZone zone) : zone_{zone} {}

    // The time in this line, else in the last line that had one.
    std::optional<values::Instant> take(std::string_view line);

private:
    std::optional<values::Instant> in_line(std::string_view line);
    std::optional<values::Instant> with_date(std::string_view text, std::size_t at);
    std::optional<values::Instant> time_alone(std::string_view text);

    io::TimeZone zone_;
    std::optional<values::DateTime> last_local_{};
    std::optional<values::Instant> last_{};
};

}  // namespace hanmeter::captures
