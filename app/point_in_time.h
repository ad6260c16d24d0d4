// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "hanmeter/values/date_time.h"

namespace hanmeter::app {

// What a user writes for a moment: `2026-11-25`, `2026-11-25T08:00`, `2026-11-25 08:00:30` in local
// time, with a Z behind it UTC; `today`, `now`; `90min`, `24h`, `7d` before `now`. Else nothing.
std::optional<values::Instant> point_in_time(std::string_view text, values::Instant now);

}  // namespace hanmeter::app
