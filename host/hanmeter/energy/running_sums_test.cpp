// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/energy/running_sums.h"

#include <doctest/doctest.h>

#include "fakes/reading.h"

using namespace hanmeter;
using energy::add;
using energy::RunningSums;
using fakes::HandmadeReading;

namespace {

// Half an hour of 2 kW in steps of 10 s, from `start` on, the first reading at `start` + 10.
RunningSums half_an_hour(RunningSums sums, std::int64_t start) {
    for (std::int64_t second = 10; second <= 1800; second += 10) {
        sums = add(sums, HandmadeReading{}.at((start + second) * 1000).power(2000));
    }
    return sums;
}

}  // namespace

TEST_CASE("the integral is held against the meter's register, period by period") {
    RunningSums sums = add({}, HandmadeReading{}.at(0).power(500).energy(10'000));
    CHECK_FALSE(sums.check);
    CHECK(sums.register_wh == 10'000);
    sums = half_an_hour(sums, 0);
    CHECK_FALSE(sums.check);
    sums = add(sums, HandmadeReading{}.at(1'800'000).energy(11'000));
    REQUIRE(sums.check);
    CHECK(sums.check->register_wh == 1000);
    CHECK(sums.check->integrated_wh == values::Decimal::of_signed(1000));
    CHECK(sums.check->complete);
    sums = half_an_hour(sums, 1800);
    CHECK_FALSE(sums.check);
    sums = add(sums, HandmadeReading{}.at(3'600'000).power(2000).energy(12'010));
    REQUIRE(sums.check);
    CHECK(sums.check->register_wh == 1010);
    CHECK(sums.check->integrated_wh == values::Decimal::of_signed(1000));
}

TEST_CASE("a register before the first power makes the first period a part of one") {
    RunningSums sums = add({}, HandmadeReading{}.at(0).energy(10'000));
    sums = half_an_hour(sums, 0);
    sums = add(sums, HandmadeReading{}.at(1'800'000).energy(11'000));
    REQUIRE(sums.check);
    CHECK_FALSE(sums.check->complete);
}

TEST_CASE("a lost stretch is not made up") {
    RunningSums sums = add({}, HandmadeReading{}.at(0).power(500).energy(10'000));
    sums = add(sums, HandmadeReading{}.at(7'200'000).power(500).energy(11'000));
    REQUIRE(sums.check);
    CHECK(sums.check->integrated_wh == values::Decimal::of_signed(0));
    CHECK_FALSE(sums.check->complete);
}

TEST_CASE("what stands for the newest reading is of the newest reading only") {
    RunningSums sums = add({}, HandmadeReading{}.at(0).power(100));
    CHECK(sums.power_milliwatts == 100'000);
    sums = add(sums, HandmadeReading{}.at(30'000).power(300));
    CHECK(sums.average_watts == 300);
    sums = add(sums, HandmadeReading{}.at(31'000));
    CHECK_FALSE(sums.average_watts);
    CHECK_FALSE(sums.power_milliwatts);
}

TEST_CASE("readings without a time add nothing but the register") {
    RunningSums sums = add({}, HandmadeReading{}.power(100).energy(7));
    sums = add(sums, HandmadeReading{}.power(100).energy(9));
    CHECK_FALSE(sums.average.since);
    REQUIRE(sums.check);
    CHECK(sums.check->register_wh == 2);
    CHECK_FALSE(sums.check->complete);
}
