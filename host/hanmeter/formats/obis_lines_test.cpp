// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/formats/obis_lines.h"

#include <doctest/doctest.h>

#include "hanmeter/formats/sample_reading.h"

using namespace hanmeter;
using namespace hanmeter::formats;
using namespace hanmeter::formats::testing;

TEST_CASE("a line per object, as they came") {
    Aidon aidon;
    ObisLines formatter;
    CHECK(written(formatter, aidon()) ==
          "1-1:0.2.129.255 AIDON_V0001 Version of the list\n"
          "0-0:96.1.0.255 7359992900000001 Number of the meter\n"
          "0-0:96.1.7.255 6534 Type of the meter\n"
          "1-0:1.7.0.255 922 W Active power import\n"
          "1-0:31.7.0.255 -1.0 A Current L1\n"
          "1-0:32.7.0.255 230.0 V Voltage L1\n"
          "0-0:1.0.0.255 2021-03-24T08:00:00 The meter's clock\n"
          "1-0:1.8.0.255 1230 Wh Active energy import\n");
}

TEST_CASE("codes that the catalogue lacks, and repeated ones") {
    values::Reading reading;
    const std::vector<Object> objects{number("1-0:99.1.1", 1, 0, Unit::watt),
                                      number("1-0:99.1.1", 2, 0, Unit::none)};
    reading.objects = objects;
    ObisLines formatter;
    CHECK(written(formatter, reading) == "1-0:99.1.1.255 1 W\n1-0:99.1.1.255 2\n");
}
