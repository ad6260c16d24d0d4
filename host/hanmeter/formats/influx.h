// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hanmeter/formats/format.h"

namespace hanmeter::formats {

// InfluxDB's line protocol, one line a reading:
//
//   electricity,meter=home,list=AIDON_V0001 active_power_import_w=922,voltage_l1_v=230.1 TIME
//
// `meter` is the name, else the id. Numbers are decimals without a suffix, so that a field never
// changes its type; texts are quoted. A value without a key of the catalogue goes by its code. A
// reading without a time has none in its line; one without a field has no line.
class Influx : public Formatter {
public:
    // Digits that a time has behind the second: 9 are nanoseconds, 3 milliseconds.
    explicit Influx(int time_digits = 9) : time_digits_{time_digits} {}
    void write(const values::Reading& reading, const Context& context, std::string& out) override;

private:
    int time_digits_;
};

MadeFormatter make_influx(const Settings& settings);

}  // namespace hanmeter::formats
