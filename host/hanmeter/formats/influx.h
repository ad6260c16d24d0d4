// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hanmeter/formats/format.h"

namespace hanmeter::formats {

// InfluxDB's line protocol, one line a reading:
//
//   electricity,meter=home,list=AIDON_V0001 active_power_import_w=922,voltage_l1_v=230.1 TIME
//
// `meter` is the name, else the id. Numbers are decimals without a suffix, texts are quoted, and
// the field of a key never changes its type: one that holds numbers is left out where a meter sends
// no number, one that holds texts is quoted whatever a meter sends. A value without a key of the
// catalogue goes by its code, in the type that the meter sends. A reading without a time has none
// in its line; one without a field has no line.
//
// In tags and names a backslash becomes `_`. What is no UTF-8, and control characters, become `_`
// there and blanks in texts.
class Influx : public Formatter {
public:
    enum class Fields { all, keyed };  // keyed: those alone that have a key of the catalogue

    // Digits that a time has behind the second: 9 are nanoseconds, 3 milliseconds.
    explicit Influx(int time_digits = 9, Fields fields = Fields::all)
        : time_digits_{time_digits}, fields_{fields} {}
    void write(const values::Reading& reading, const Context& context, std::string& out) override;

private:
    int time_digits_;
    Fields fields_;
};

MadeFormatter make_influx(const Settings& settings);

}  // namespace hanmeter::formats
