// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hanmeter/values/date_time.h"

namespace hanmeter::io {

// The host's clock, UTC. The one place that asks it.
values::Instant now();

}  // namespace hanmeter::io
