// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/formats/fields.h"

#include <doctest/doctest.h>

#include "hanmeter/formats/sample_reading.h"

using namespace hanmeter;
using namespace hanmeter::formats;
using namespace hanmeter::formats::testing;

TEST_CASE("the original's names, sorted, a blank line between telegrams") {
    Aidon aidon;
    Fields formatter;
    const std::string block =
        "act_energy_pos = 1230\n"
        "act_pow_pos = 922\n"
        "curr_L1 = -1.0\n"
        "date_time = 2021-03-24T08:00:00\n"
        "meter_ID = 7359992900000001\n"
        "meter_model = 6534\n"
        "obis_list_version = AIDON_V0001\n"
        "volt_L1 = 230.0\n";
    CHECK(written(formatter, aidon()) == block);
    CHECK(written(formatter, aidon()) == "\n" + block);
}

TEST_CASE("what the original had no name for goes by its key") {
    values::Reading reading;
    const std::vector<Object> objects{
        number("1-0:14.7.0", 4998, -2, Unit::hertz),
        number("1-0:14.7.0", 1, 0, Unit::hertz),
        number("1-0:1.7.0", 1, 0, Unit::watt),
        number("1-5:1.7.0", 2, 0, Unit::watt),
        number("1-0:32.7.0", 3, 0, Unit::none, Scale::unknown),
        text("0-0:96.13.0", "two\nlines \x1b[31m"),
    };
    reading.objects = objects;
    Fields formatter;
    CHECK(written(formatter, reading) ==
          "1-0:32.7.0.255 = 3\n"
          "1-5:1.7.0.255 = 2\n"
          "act_pow_pos = 1\n"
          "frequency_hz = 49.98\n"
          "text_message = two\xEF\xBF\xBDlines \xEF\xBF\xBD[31m\n");
}
