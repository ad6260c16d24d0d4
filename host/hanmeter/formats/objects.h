// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hanmeter/formats/format.h"

namespace hanmeter::formats {

// `-F objects`: one object a line that keeps all that the message said.
//
//   framing, check, encrypted, maker, list, meter_id, meter_model, meter (where it has a name),
//   meter_time, utc_deviation_minutes, clock_status, dst, time, time_from ("log"), objects
//
// One of `objects`: obis, key, value, unit, raw, scaler, scale, type. What is absent is left out.
// `raw` is the integer that stood in the frame; `key` is left out where nobody knows the scale.
class Objects : public Formatter {
public:
    void write(const values::Reading& reading, const Context& context, std::string& out) override;
};

MadeFormatter make_objects(const Settings& settings);

}  // namespace hanmeter::formats
