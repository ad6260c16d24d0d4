// SPDX-License-Identifier: Apache-2.0
#include "sim/load.h"

#include <algorithm>

#include "sim/random.h"

namespace hanmeter::sim {
namespace {

constexpr std::int64_t second = 1000;
constexpr std::int64_t minute = 60 * second;
constexpr std::int64_t hour = 60 * minute;
constexpr std::int64_t day = 24 * hour;

// What draws the numbers of one appliance: each has its own row of them.
enum Salt : std::uint64_t {
    cycle_salt = 100,
    heater_salt = 200,
    cold_salt = 201,
    kettle_salt = 202,
    cooker_salt = 203,
    washing_salt = 204,
    car_salt = 205,
    cloud_salt = 206,
    base_salt = 207,
    electronics_salt = 300,
};

// Switches by itself, around the clock.
struct Cycle {
    std::size_t line;
    LinePower power;
    std::int64_t period;
    std::int64_t on;
};

constexpr Cycle cycles[] = {
    {.line = 1, .power = {85, 60}, .period = 45 * minute, .on = 18 * minute},   // fridge
    {.line = 2, .power = {110, 80}, .period = 70 * minute, .on = 25 * minute},  // freezer
    {.line = 0, .power = {140, 95}, .period = 30 * minute, .on = 9 * minute},   // ventilation
};

// Percent of the hours in which somebody boils water, by the hour of the day.
constexpr std::uint64_t kettle_percent[24] = {2,  1,  1,  1,  2,  10, 50, 80, 60, 30, 25, 40,
                                              45, 25, 25, 30, 35, 40, 45, 50, 55, 40, 20, 8};

std::uint64_t drawn(std::uint64_t seed, std::uint64_t salt, std::int64_t index) {
    Random random{seed * 0x9E3779B97F4A7C15 + salt};
    return Random{random.next() ^ static_cast<std::uint64_t>(index)}.next();
}

std::int64_t drawn_below(std::uint64_t seed, std::uint64_t salt, std::int64_t index,
                         std::int64_t limit) {
    return static_cast<std::int64_t>(drawn(seed, salt, index) % static_cast<std::uint64_t>(limit));
}

// The house's own time: its days begin at midnight of UTC+1.
class Moment {
public:
    Moment(values::Instant instant, const LoadOptions& options)
        : instant_{instant}, local_{instant.milliseconds + hour}, options_{options} {}

    std::int64_t day_number() const { return local_ / day; }
    std::int64_t time_of_day() const { return local_ % day; }
    std::int64_t hour_of_day() const { return time_of_day() / hour; }
    bool between(std::int64_t from, std::int64_t to) const {
        return time_of_day() >= from && time_of_day() < to;
    }

    void cycle(HousePower& house) const;
    void heaters(HousePower& house) const;
    void kettle(HousePower& house) const;
    void cooker(HousePower& house) const;
    void washing(HousePower& house) const;
    void warm_water(HousePower& house) const;
    void car(HousePower& house) const;
    void sun(HousePower& house) const;
    void base(HousePower& house) const;

private:
    std::uint64_t seed() const { return options_.seed; }
    bool is_charging(std::int64_t day_of_start) const;

    values::Instant instant_;
    std::int64_t local_;
    const LoadOptions& options_;
};

void add(LinePower& line, LinePower more) {
    line.active_w += more.active_w;
    line.reactive_var += more.reactive_var;
}

void Moment::cycle(HousePower& house) const {
    std::uint64_t salt = cycle_salt;
    for (const Cycle& one : cycles) {
        const auto shift = drawn_below(seed(), ++salt, 0, one.period);
        if ((local_ + shift) % one.period < one.on) add(house[one.line], one.power);
    }
}

void Moment::heaters(HousePower& house) const {
    constexpr std::int64_t period = 15 * minute;
    const auto cold = drawn_below(seed(), cold_salt, day_number(), 35);
    const std::int64_t percent = (hour_of_day() < 6 ? 15 : 25) + cold;
    std::int64_t shift = drawn_below(seed(), heater_salt, 0, period);
    for (LinePower& line : house) {
        if ((local_ + shift) % period < period * percent / 100) add(line, {1150, 0});
        shift += period / 3;
    }
}

void Moment::kettle(HousePower& house) const {
    const std::int64_t hour_number = local_ / hour;
    const auto dice = drawn(seed(), kettle_salt, hour_number);
    if (dice % 100 >= kettle_percent[hour_of_day()]) return;
    const auto start = static_cast<std::int64_t>(dice / 100 % 56) * minute;
    const std::int64_t since = local_ % hour - start;
    if (since >= 0 && since < 170 * second) add(house[0], {2040, 0});
}

void Moment::cooker(HousePower& house) const {
    const auto dice = drawn_below(seed(), cooker_salt, day_number(), 90);
    const std::int64_t start = 16 * hour + dice * minute;
    if (!between(start, start + 50 * minute)) return;
    const std::int64_t since = time_of_day() - start;
    if (since < 8 * minute || since % (75 * second) < 30 * second) add(house[2], {1980, 0});
}

void Moment::washing(HousePower& house) const {
    const auto dice = drawn_below(seed(), washing_salt, day_number(), 240);
    if (dice % 2 == 0) return;
    const std::int64_t start = 17 * hour + dice * minute;
    if (between(start, start + 22 * minute)) add(house[1], {2010, 20});
    if (between(start + 22 * minute, start + 70 * minute)) {
        const bool turns = time_of_day() % (18 * second) < 11 * second;
        add(house[1], turns ? LinePower{290, 210} : LinePower{9, -12});
    }
}

void Moment::warm_water(HousePower& house) const {
    if (between(2 * hour, 3 * hour + 25 * minute) || between(7 * hour, 7 * hour + 40 * minute)) {
        add(house[1], {1930, 0});
    }
}

bool Moment::is_charging(std::int64_t day_of_start) const {
    const auto dice = drawn_below(seed(), car_salt, day_of_start, std::int64_t{3} * 90 * 240);
    if (dice % 3 == 0) return false;
    const std::int64_t start = day_of_start * day + 22 * hour + dice / 3 % 90 * minute;
    const std::int64_t length = 2 * hour + dice / 270 * minute;
    return local_ >= start && local_ < start + length;
}

void Moment::car(HousePower& house) const {
    if (!options_.car || !(is_charging(day_number()) || is_charging(day_number() - 1))) return;
    for (LinePower& line : house) add(line, {2390, -45});
}

void Moment::sun(HousePower& house) const {
    constexpr std::int64_t rise = 6 * hour;
    constexpr std::int64_t length = 13 * hour;
    if (options_.sun_peak_w == 0 || !between(rise, rise + length)) return;
    const std::int64_t since = (time_of_day() - rise) / second;
    const std::int64_t rest = length / second - since;
    const std::int64_t half = length / second / 2;
    const std::int64_t clear = options_.sun_peak_w * since / half * rest / half;
    const std::int64_t percent = std::clamp<std::int64_t>(
        75 + wandering(instant_, seed(), cloud_salt, 2 * minute, 60), 15, 100);
    for (LinePower& line : house) add(line, {-clear * percent / 300, 0});
}

void Moment::base(HousePower& house) const {
    constexpr HousePower always{{{92, 4}, {61, 11}, {38, 2}}};
    for (std::size_t i = 0; i < always.size(); ++i) {
        const auto own = static_cast<std::uint64_t>(i);
        const auto wanders = wandering(instant_, seed(), base_salt + 10 * own, minute, 18);
        const auto flickers = wandering(instant_, seed(), base_salt + 10 * own + 1, second, 4);
        const auto electronics =
            wandering(instant_, seed(), electronics_salt + own, 3 * minute, 22) - 45;
        add(house[i], always[i]);
        add(house[i], {wanders + flickers, electronics});
    }
}

}  // namespace

std::int64_t wandering(values::Instant instant, std::uint64_t seed, std::uint64_t salt,
                       std::int64_t step, std::int64_t amplitude) {
    const std::int64_t knot = instant.milliseconds / step;
    const std::int64_t span = 2 * amplitude + 1;
    const std::int64_t from = drawn_below(seed, salt, knot, span) - amplitude;
    const std::int64_t to = drawn_below(seed, salt, knot + 1, span) - amplitude;
    return from + (to - from) * (instant.milliseconds % step) / step;
}

HousePower load_at(values::Instant instant, const LoadOptions& options) {
    const Moment now{instant, options};
    HousePower house{};
    now.base(house);
    now.cycle(house);
    now.heaters(house);
    now.warm_water(house);
    now.kettle(house);
    now.cooker(house);
    now.washing(house);
    now.car(house);
    now.sun(house);
    return house;
}

}  // namespace hanmeter::sim
