// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/energy/amount.h"

#include <doctest/doctest.h>

#include "fakes/reading.h"

using namespace hanmeter;
using energy::whole;
using fakes::HandmadeReading;
using values::Decimal;

TEST_CASE("whole cuts towards zero and multiplies out") {
    CHECK(whole(Decimal::of_signed(2359, -1), 0) == 235);
    CHECK(whole(Decimal::of_signed(-2359, -1), 0) == -235);
    CHECK(whole(Decimal::of_signed(826), -3) == 826'000);
    CHECK(whole(Decimal::of_signed(123, 1), 0) == 1230);
    CHECK(whole(Decimal::of_signed(5, -30), 0) == 0);
    CHECK(whole(Decimal::of_signed(0, 100), 0) == 0);
}

TEST_CASE("whole gives nothing where the number does not fit") {
    CHECK(whole(Decimal::of_signed(9'223'372'036'854'775'807), 0) == 9'223'372'036'854'775'807);
    CHECK_FALSE(whole(Decimal::of_unsigned(9'223'372'036'854'775'808U), 0));
    CHECK_FALSE(whole(Decimal::of_unsigned(18'446'744'073'709'551'615U), 0));
    CHECK_FALSE(whole(Decimal::of_signed(1, 19), 0));
    CHECK_FALSE(whole(Decimal::of_signed(1, 120), 0));
    CHECK(whole(Decimal::of_signed(1, 18), 0) == 1'000'000'000'000'000'000);
}

TEST_CASE("power and energy are taken only with a known unit") {
    CHECK(energy::import_milliwatts(HandmadeReading{}.power(826)) == 826'000);
    CHECK(energy::import_watt_hours(HandmadeReading{}.energy(5'070'630)) == 5'070'630);
    CHECK_FALSE(energy::import_milliwatts(HandmadeReading{}.energy(1)));
    CHECK_FALSE(energy::import_watt_hours(HandmadeReading{}.power(1)));
    HandmadeReading unknown;
    unknown.number("active_power_import_w", Decimal::of_signed(7), values::Unit::none);
    unknown.number("active_energy_import_wh", Decimal::of_signed(7), values::Unit::none);
    CHECK_FALSE(energy::import_milliwatts(unknown));
    CHECK_FALSE(energy::import_watt_hours(unknown));
}

TEST_CASE("a power of more than 1 GW is no power") {
    CHECK(energy::import_milliwatts(HandmadeReading{}.power(1'000'000'000)));
    CHECK_FALSE(energy::import_milliwatts(HandmadeReading{}.power(1'000'000'001)));
    CHECK_FALSE(energy::import_milliwatts(HandmadeReading{}.power(-1'000'000'001)));
}

TEST_CASE("a register of more than 10^15 Wh is none") {
    CHECK(energy::import_watt_hours(HandmadeReading{}.energy(1'000'000'000'000'000)));
    CHECK_FALSE(energy::import_watt_hours(HandmadeReading{}.energy(1'000'000'000'000'001)));
}

TEST_CASE("a moment is when it was received, else the meter's clock") {
    const values::DateTime clock{.year = 2021,
                                 .month = 3,
                                 .day = 24,
                                 .hour = 8,
                                 .minute = 0,
                                 .second = 10,
                                 .hundredths = 25};
    CHECK_FALSE(energy::moment(HandmadeReading{}));
    CHECK(energy::moment(HandmadeReading{}.at(5)) == values::Instant{5});
    CHECK(energy::moment(HandmadeReading{}.at(5).meter_clock(clock)) == values::Instant{5});
    // date -u -d '2021-03-24 08:00:10' +%s
    CHECK(energy::moment(HandmadeReading{}.meter_clock(clock)) ==
          values::Instant{1'616'572'810'250});
    values::DateTime open = clock;
    open.second = values::DateTime::unspecified;
    open.hundredths = values::DateTime::unspecified;
    CHECK(energy::moment(HandmadeReading{}.meter_clock(open)) ==
          values::Instant{1'616'572'800'000});
    values::DateTime impossible = clock;
    impossible.month = 13;
    CHECK_FALSE(energy::moment(HandmadeReading{}.meter_clock(impossible)));
}
