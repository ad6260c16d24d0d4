// SPDX-License-Identifier: Apache-2.0
#include "app/reading/running_sums.h"

#include <doctest/doctest.h>

using namespace hanmeter;
using hanmeter::app::reading::tell;

TEST_CASE("Only what a reading completed is told") {
    energy::RunningSums sums{};
    CHECK(tell(sums).empty());
    sums.average_watts = 812;
    CHECK(tell(sums) == "power 812 W on average over at least 30 s\n");
    sums.average_watts.reset();
    sums.check = energy::RegisterCheck{.register_wh = 1210,
                                       .integrated_wh = values::Decimal::of_signed(1208713, -3)};
    CHECK(tell(sums) == "energy 1210 Wh by the register, 1208.713 Wh by adding up the power\n");
    sums.check->complete = false;
    CHECK(tell(sums) ==
          "energy 1210 Wh by the register, 1208.713 Wh by adding up the power, with a gap in it\n");
}
