// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/formats/text.h"

#include <doctest/doctest.h>

#include "hanmeter/formats/sample_reading.h"

using namespace hanmeter;
using namespace hanmeter::formats;
using namespace hanmeter::formats::testing;

TEST_CASE("a block a telegram, a blank line between two") {
    Aidon aidon;
    Text formatter;
    const std::string rows =
        "  the meter's clock     2021-03-24 08:00:00\n"
        "  active power import    922   W\n"
        "  current L1              -1.0 A\n"
        "  voltage L1             230.0 V\n"
        "  active energy import  1230   Wh\n";
    CHECK(written(formatter, aidon()) ==
          "2026-11-23 07:12:10 UTC  Aidon 6534  7359992900000001  AIDON_V0001\n" + rows);
    CHECK(written(formatter, aidon(), {.meter = "home"}) ==
          "\n2026-11-23 07:12:10 UTC  home  Aidon 6534  7359992900000001  AIDON_V0001\n" + rows);
}

TEST_CASE("rows in the catalogue's order, doubts marked and explained") {
    values::Reading reading{.meter_time = clock_time()};
    const std::vector<Object> objects{
        text("1-0:99.1.1", "words \x1b[2J"),
        number("1-0:1.8.0", 7, 1, Unit::watt_hour, Scale::assumed),
        number("1-0:51.7.0", 12, -2, Unit::ampere),
        number("1-0:31.7.0", 5, 0, Unit::none, Scale::unknown),
        number("1-0:31.7.0", 6, 0, Unit::none),
    };
    reading.objects = objects;
    Text formatter;
    CHECK(written(formatter, reading) ==
          "2021-03-24 08:00:00\n"
          "  current L1             5    ?\n"
          "  current L1             6\n"
          "  current L2             0.12 A\n"
          "  active energy import  70    Wh *\n"
          "  1-0:99.1.1.255        words \xEF\xBF\xBD[2J\n"
          "  * scale assumed: documents disagree about it\n"
          "  ? raw number: nobody says its scale and unit\n"
          "  ! no check came with this telegram\n");
}

TEST_CASE("a headline that is too long goes on in the next line") {
    values::Reading reading{.check = values::Check::fcs,
                            .maker = "Kamstrup",
                            .list = "Kamstrup_V0001",
                            .meter_id = "5706567000000001",
                            .meter_model = "6841121BN243101040",
                            .meter_time = clock_time()};
    Text formatter;
    CHECK(written(formatter, reading) ==
          "2021-03-24 08:00:00  Kamstrup 6841121BN243101040  5706567000000001\n"
          "  Kamstrup_V0001\n");
    reading.list = "Kamstrup_V01";
    CHECK(written(formatter, reading) ==
          "\n2021-03-24 08:00:00  Kamstrup 6841121BN243101040  5706567000000001  Kamstrup_V01\n");
}

TEST_CASE("colour only where it is asked for") {
    values::Reading reading{.check = values::Check::fcs, .list = "KFM_001"};
    const std::vector<Object> objects{number("1-0:1.7.0", 1, 0, Unit::watt, Scale::assumed)};
    reading.objects = objects;
    Text formatter;
    CHECK(written(formatter, reading, {.colour = true}) ==
          "\x1b[1mKFM_001\x1b[0m\n"
          "  active power import  1 \x1b[2mW\x1b[0m \x1b[33m*\x1b[0m\n"
          "  \x1b[33m* scale assumed: documents disagree about it\x1b[0m\n");
    CHECK(written(formatter, reading).find('\x1b') == std::string::npos);
}

TEST_CASE("a message that says nothing of itself") {
    Text formatter;
    CHECK(written(formatter, values::Reading{.framing = values::Framing::mbus,
                                             .check = values::Check::mbus}) == "mbus telegram\n");
}
