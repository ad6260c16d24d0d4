// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "hanmeter/pipeline/latest.h"

namespace hanmeter::web {

enum class MetricsForm { prometheus, open_metrics };

// Everything that is known now, a series a line. Names come from the catalogue: of
// active_power_import_l1_w it is hanmeter_power_watts{meter="home",direction="import",phase="L1"}.
// Active energy is in joules, so that rate() gives watts. What a silent meter measured is not
// repeated: its series are not there.
std::string metrics_text(const pipeline::Latest& latest, values::Instant now,
                         std::string_view version, MetricsForm form);

// No reading for so long that something is wrong: no meter's shortest list comes less often.
bool is_silent(const pipeline::MeterNow& meter, values::Instant now);

}  // namespace hanmeter::web
