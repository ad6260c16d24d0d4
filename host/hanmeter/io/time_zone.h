// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "hanmeter/values/date_time.h"

namespace hanmeter::io {

// A time zone of the IANA database. Copies are cheap; the database stays loaded.
class TimeZone {
public:
    // This machine's own.
    TimeZone() = default;

    // `Europe/Oslo`, `UTC`, or `local`. The error says what to write.
    static tl::expected<TimeZone, std::string> named(std::string_view name);

    // The moment of a possible local time; the first of the two where the clock was put back. Empty
    // for a time that the clock skipped.
    std::optional<values::Instant> moment(const values::DateTime& local) const;

private:
    const void* zone_ = nullptr;  // of the database; null: local
};

}  // namespace hanmeter::io
