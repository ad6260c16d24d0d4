// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/energy/average.h"

#include <doctest/doctest.h>

#include <vector>

using namespace hanmeter;
using energy::collect;
using energy::EnergySum;
using energy::integrate;
using energy::PowerAverage;

namespace {

struct Power {
    std::int64_t seconds;
    std::int64_t watts;
};

// What comes out of a row of powers: one number an average.
std::vector<std::int64_t> averages(const std::vector<Power>& powers) {
    std::vector<std::int64_t> given;
    PowerAverage state;
    for (const Power& power : powers) {
        const auto step = collect(state, {power.seconds * 1000}, power.watts * 1000);
        state = step.next;
        if (step.watts) given.push_back(*step.watts);
    }
    return given;
}

EnergySum energy_of(const std::vector<Power>& powers) {
    EnergySum sum;
    for (const Power& power : powers) {
        sum = integrate(sum, {power.seconds * 1000}, power.watts * 1000);
    }
    return sum;
}

}  // namespace

TEST_CASE("an average covers at least 30 s and begins anew") {
    CHECK(averages({{0, 9999}, {10, 100}, {20, 200}, {30, 300}, {40, 1}, {50, 2}, {60, 6}}) ==
          std::vector<std::int64_t>{200, 3});
    CHECK(averages({{0, 9999}, {29, 100}}).empty());
    CHECK(averages({{0, 9999}, {29, 100}, {31, 300}}) == std::vector<std::int64_t>{200});
}

TEST_CASE("30 s are 30,000 ms, not one less") {
    PowerAverage state = collect({}, {1000}, 0).next;
    CHECK_FALSE(collect(state, {30'999}, 5000).watts);
    CHECK(collect(state, {31'000}, 5000).watts == 5);
    CHECK(collect(state, {6000}, 5000, 5000).watts == 5);
}

TEST_CASE("the mean is cut to whole watts, also below zero") {
    CHECK(averages({{0, 0}, {15, 1}, {30, 2}}) == std::vector<std::int64_t>{1});
    CHECK(averages({{0, 0}, {15, -1}, {30, -2}}) == std::vector<std::int64_t>{-1});
    PowerAverage state = collect({}, {0}, 0).next;
    state = collect(state, {1000}, 400).next;
    CHECK(collect(state, {30'000}, 1600).watts == 1);
}

TEST_CASE("a long silence ends the interval with the next reading") {
    CHECK(averages({{0, 0}, {10, 100}, {4000, 300}}) == std::vector<std::int64_t>{200});
}

TEST_CASE("a clock that goes back restarts the interval and loses no power") {
    CHECK(averages({{1000, 0}, {1010, 100}, {500, 200}, {520, 300}}).empty());
    CHECK(averages({{1000, 0}, {1010, 100}, {500, 200}, {530, 600}}) ==
          std::vector<std::int64_t>{300});
}

TEST_CASE("powers that no sum can hold begin anew instead of overflowing") {
    constexpr std::int64_t most = 1'000'000'000'000;
    PowerAverage state{.since = values::Instant{0},
                       .sum_milliwatts = std::int64_t{0x7FFFFFFFFFFFFFFF} - 1,
                       .count = 9};
    const auto step = collect(state, {1}, most);
    CHECK_FALSE(step.watts);
    CHECK(step.next == PowerAverage{.since = values::Instant{1}});
}

TEST_CASE("the same reading counted again from the same state gives the same answer") {
    const PowerAverage state = collect(collect({}, {0}, 0).next, {20'000}, 900'000).next;
    const auto once = collect(state, {30'000}, 100'000);
    const auto again = collect(state, {30'000}, 100'000);
    CHECK(once.watts == 500);
    CHECK(again.watts == once.watts);
    CHECK(again.next == once.next);
}

TEST_CASE("energy is power over time, exactly") {
    // 1 kW for an hour in steps of 10 s.
    std::vector<Power> hour;
    for (std::int64_t second = 0; second <= 3600; second += 10) hour.push_back({second, 1000});
    CHECK(energy_of(hour).watt_hours == 1000);
    CHECK(energy_of(hour).microjoules == 0);
    CHECK(energy_of(hour).complete);
    // A third of a watt-hour a step stays exact over many steps: 120 W for 10 s.
    std::vector<Power> thirds;
    for (std::int64_t step = 0; step <= 3000; ++step) thirds.push_back({step * 10, 120});
    CHECK(energy_of(thirds).watt_hours == 1000);
    CHECK(energy_of(thirds).microjoules == 0);
}

TEST_CASE("the first power counts for nothing, the next from the one before it") {
    CHECK(energy_of({{0, 50'000}}).watt_hours == 0);
    CHECK(energy_of({{0, 50'000}, {3600, 10}}).watt_hours == 10);
}

TEST_CASE("energy has three digits behind the point") {
    CHECK(energy::watt_hours(energy_of({{0, 0}, {1, 1}})) == values::Decimal::of_signed(0, -3));
    CHECK(energy::watt_hours(energy_of({{0, 0}, {9, 1}})) == values::Decimal::of_signed(2, -3));
    CHECK(energy::watt_hours(energy_of({{0, 0}, {1800, 3}})) ==
          values::Decimal::of_signed(1500, -3));
}

TEST_CASE("a gap of more than an hour and a step back are left out and marked") {
    const EnergySum gap = energy_of({{0, 1000}, {3601, 1000}, {7201, 1000}});
    CHECK(gap.watt_hours == 1000);
    CHECK_FALSE(gap.complete);
    const EnergySum back = energy_of({{7200, 1000}, {3600, 1000}, {7200, 1000}});
    CHECK(back.watt_hours == 1000);
    CHECK_FALSE(back.complete);
}

TEST_CASE("the greatest power over the longest gap fits") {
    CHECK(energy_of({{0, 0}, {3600, 1'000'000'000}}).watt_hours == 1'000'000'000);
    CHECK(energy_of({{0, 0}, {3600, -1'000'000'000}}).watt_hours == -1'000'000'000);
}
