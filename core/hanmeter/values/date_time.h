// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "hanmeter/bytes/text_writer.h"

namespace hanmeter::values {

// A COSEM date-time as the meter sent it (Blue Book, 12 octets): local time, nothing applied,
// nothing guessed. A field that the meter left open holds its `unspecified` value.
struct DateTime {
    static constexpr std::size_t size = 12;
    static constexpr std::size_t max_text = 22;
    static constexpr std::uint16_t year_unspecified = 0xFFFF;
    static constexpr std::uint8_t unspecified = 0xFF;
    static constexpr std::int16_t deviation_unspecified = -0x8000;

    std::uint16_t year = year_unspecified;
    std::uint8_t month = unspecified;
    std::uint8_t day = unspecified;
    std::uint8_t weekday = unspecified;  // 1 Monday .. 7 Sunday; some meters send 0
    std::uint8_t hour = unspecified;
    std::uint8_t minute = unspecified;
    std::uint8_t second = unspecified;
    std::uint8_t hundredths = unspecified;
    std::int16_t deviation = deviation_unspecified;  // minutes; UTC = local + deviation
    std::uint8_t status = unspecified;               // bit 7: daylight saving is on
    std::optional<bool> summer{};  // P1's S (true) or W, which stands in place of a status

    // `octets` has exactly `size` bytes. Any bytes give fields; whether they are a time that can
    // be is another question.
    static DateTime from(bytes::Bytes octets);

    // A day of the calendar from 1970 to 2099 with hour and minute in range. An open second counts
    // as 0.
    bool possible() const;

    std::optional<std::int16_t> utc_deviation_minutes() const;
    std::optional<std::uint8_t> clock_status() const;
    std::optional<bool> dst() const;

    // `2021-03-24T08:00:00`, with hundredths where they are sent and not 0: `14:08:19.25`. Only for
    // times that are possible.
    void write(bytes::TextWriter& out) const;

    friend bool operator==(const DateTime&, const DateTime&) = default;
};

// A moment, UTC.
struct Instant {
    std::int64_t milliseconds = 0;  // since 1970-01-01T00:00:00Z

    static constexpr std::size_t max_text = 24;
    // `2026-11-23T07:12:10.123Z`; years 1970 to 9999.
    void write(bytes::TextWriter& out) const;

    friend constexpr bool operator==(const Instant&, const Instant&) = default;
};

}  // namespace hanmeter::values
