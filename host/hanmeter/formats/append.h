// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "hanmeter/bytes/cursor.h"
#include "hanmeter/values/date_time.h"
#include "hanmeter/values/decimal.h"
#include "hanmeter/values/obis.h"

namespace hanmeter::formats {

// Each writes one value behind what `out` holds. Nothing is allocated once `out` has grown.
void append(const values::Decimal& number, std::string& out);
void append(const values::Obis& code, std::string& out);
void append(const values::DateTime& clock, std::string& out);
void append(const values::Instant& moment, std::string& out);
void append_integer(std::int64_t number, std::string& out);
void append_hex(bytes::Bytes data, std::string& out);

// For a line that people read: control characters and what is not UTF-8 become U+FFFD, so that a
// meter can neither break the line nor steer the terminal.
void append_printable(std::string_view text, std::string& out);

}  // namespace hanmeter::formats
