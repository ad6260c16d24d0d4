// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hanmeter/formats/format.h"

namespace hanmeter::formats {

// `-F json`: one flat object a line.
//
//   time, time_from ("log"), meter, meter_time, utc_deviation_minutes, clock_status, dst, meter_id,
//   meter_model, list, check ("none"), scale ("assumed" or "unknown"), then the values as they came
//
// and behind all of them suspect, the codes of counters that fell or leapt and are shown by their
// codes. What is absent is left out. Of a code that stands twice the first counts. `scale` is
// unknown where nobody knows the scale of a value: that one goes by its code and is the raw number;
// else assumed where a rule decided on the scale of one.
class Json : public Formatter {
public:
    void write(const values::Reading& reading, const Context& context, std::string& out) override;
};

MadeFormatter make_json(const Settings& settings);

}  // namespace hanmeter::formats
