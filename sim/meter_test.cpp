// SPDX-License-Identifier: Apache-2.0
#include "sim/meter.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <map>

#include "sim/state.h"

namespace hanmeter::sim {
namespace {

constexpr std::int64_t hour = 3'600'000;

MeterOptions options_at(const Model& model, std::string_view start, std::uint64_t seed = 1) {
    const auto instant = start_of(model, start);
    REQUIRE(instant);
    return {.start = *instant, .load = {.seed = seed}};
}

const Model& model_of(std::string_view name) {
    const Model* model = find_model(name);
    REQUIRE(model != nullptr);
    return *model;
}

std::vector<Telegram> telegrams_until(Meter& meter, std::int64_t end) {
    std::vector<Telegram> all;
    for (;;) {
        Telegram telegram = meter.next();
        if (telegram.sent_at.milliseconds >= end) return all;
        all.push_back(std::move(telegram));
    }
}

// By C.D.E, whatever A and B are.
std::string value_of(const Telegram& telegram, std::array<std::uint8_t, 3> code) {
    for (const SentValue& value : telegram.values) {
        if (std::array{value.code.c, value.code.d, value.code.e} == code) return value.value;
    }
    return {};
}

std::int64_t number_of(const Telegram& telegram, std::array<std::uint8_t, 3> code) {
    return std::stoll(value_of(telegram, code));
}

TEST_CASE("Every model has a name, sends, and repeats itself") {
    CHECK(models().size() == 31);
    for (const Model& model : models()) {
        CAPTURE(model.name);
        CHECK(find_model(model.name) == &model);
        Meter one{model, options_at(model, "2026-01-15T00:00:00")};
        Meter other{model, options_at(model, "2026-01-15T00:00:00")};
        Meter seeded{model, options_at(model, "2026-01-15T00:00:00", 2)};
        bool differs = false;
        for (int i = 0; i < 50; ++i) {
            const Telegram telegram = one.next();
            CHECK(telegram.bytes == other.next().bytes);
            differs = differs || telegram.bytes != seeded.next().bytes;
            CHECK_FALSE(telegram.values.empty());
            CHECK(telegram.received_at.milliseconds > telegram.sent_at.milliseconds);
        }
        CHECK(differs);
    }
    CHECK(find_model("aidon") == nullptr);
    CHECK(model_names().starts_with("aidon-1p, aidon-3p, "));
}

TEST_CASE("The lists are as long as the documents say") {
    // Elements on the wire by list: names of meters.md's variants.
    const std::map<std::string_view, std::array<std::size_t, 3>> sizes{
        {"aidon-1p", {1, 9, 14}},  {"aidon-3p", {1, 13, 18}}, {"aidon-it", {1, 12, 17}},
        {"kaifa-1p", {1, 9, 14}},  {"kaifa-3p", {1, 13, 18}}, {"kaifa-it", {1, 13, 18}},
        {"kaifa-ct", {1, 13, 18}}, {"lg-3p", {1, 13, 18}},    {"lg-it", {1, 13, 18}},
    };
    for (const auto& [name, counts] : sizes) {
        CAPTURE(name);
        const Model& model = model_of(name);
        Meter meter{model, options_at(model, "2026-01-15T00:00:00")};
        for (const Telegram& telegram :
             telegrams_until(meter, start_of(model, "2026-01-15T00:00:15")->milliseconds)) {
            CHECK(telegram.values.size() == counts[static_cast<std::size_t>(telegram.list) - 1]);
        }
    }
}

std::vector<std::pair<std::int64_t, int>> schedule(std::string_view name, std::int64_t length) {
    const Model& model = model_of(name);
    const MeterOptions options = options_at(model, "2026-01-15T12:00:00");
    Meter meter{model, options};
    std::vector<std::pair<std::int64_t, int>> slots;
    for (const auto& telegram : telegrams_until(meter, options.start.milliseconds + length)) {
        slots.emplace_back(telegram.sent_at.milliseconds - options.start.milliseconds,
                           telegram.list);
    }
    return slots;
}

TEST_CASE("Aidon sends every 2.5 s, the hourly list ten seconds behind the hour") {
    using Slots = std::vector<std::pair<std::int64_t, int>>;
    CHECK(schedule("aidon-3p", 22'500) == Slots{{0, 2},
                                                {2500, 1},
                                                {5000, 1},
                                                {7500, 1},
                                                {10000, 3},
                                                {12500, 1},
                                                {15000, 1},
                                                {17500, 1},
                                                {20000, 2}});
    CHECK(schedule("kaifa-3p", 12'001) ==
          Slots{{0, 2}, {2000, 1}, {4000, 1}, {6000, 1}, {8000, 1}, {10000, 3}, {12000, 1}});
    CHECK(schedule("kamstrup-3p", 20'001) == Slots{{0, 2}, {5000, 3}, {10000, 2}, {20000, 2}});
    CHECK(schedule("aidon-se", 20'001) == Slots{{0, 3}, {10000, 3}, {20000, 3}});
}

TEST_CASE("Clocks: Aidon tells of the full hour, Kaifa of the moment, in summer time") {
    const auto hourly_clock = [](std::string_view name, std::string_view start) {
        const Model& model = model_of(name);
        Meter meter{model, options_at(model, start)};
        Telegram telegram = meter.next();
        while (telegram.list != 3) telegram = meter.next();
        return value_of(telegram, {1, 0, 0});
    };
    CHECK(hourly_clock("aidon-3p", "2026-07-15T11:59:30") == "2026-07-15T12:00:00");
    CHECK(hourly_clock("kaifa-3p", "2026-07-15T11:59:30") == "2026-07-15T12:00:10");
    CHECK(hourly_clock("kamstrup-3p", "2026-07-15T11:59:30") == "2026-07-15T12:00:05");
    CHECK(hourly_clock("kaifa-se", "2026-07-15T11:59:30") == "2026-07-15T11:59:30");
}

// Adds up from the values that were sent alone, by the definition in registers.h.
class Sums {
public:
    Sums(std::int64_t start, const Energies& energies)
        : last_{start, start, start, start},
          sums_{energies.active_import_wh * hour, energies.active_export_wh * hour,
                energies.reactive_import_varh * hour, energies.reactive_export_varh * hour} {}

    void add(const Telegram& telegram) {
        const std::int64_t at = telegram.measured_at.milliseconds;
        for (std::uint8_t i = 0; i < 4; ++i) {
            const std::array<std::uint8_t, 3> code{static_cast<std::uint8_t>(i + 1), 7, 0};
            if (value_of(telegram, code).empty() || at < last_[i]) continue;
            sums_[i] += number_of(telegram, code) * (at - last_[i]);
            last_[i] = at;
        }
        by_time_.try_emplace(at, sums_);
    }

    // Of a telegram that was added.
    std::int64_t wh_at(const Telegram& telegram, std::size_t i, std::int64_t resolution) const {
        return by_time_.at(telegram.measured_at.milliseconds)[i] / hour / resolution * resolution;
    }

private:
    std::array<std::int64_t, 4> last_;
    std::array<std::int64_t, 4> sums_;
    std::map<std::int64_t, std::array<std::int64_t, 4>> by_time_;
};

TEST_CASE("Registers are the integral of the powers sent, over a day, to their last digit") {
    const Energies energies{61'234'567, 89, 12'345, 678'901};
    for (const std::string_view name : {"aidon-3p", "kaifa-it", "kamstrup-3p", "aidon-se"}) {
        CAPTURE(name);
        const Model& model = model_of(name);
        MeterOptions options = options_at(model, "2026-06-20T23:59:57");
        options.load.sun_peak_w = 9000;
        options.energies = energies;
        Meter meter{model, options};
        Sums sums{options.start.milliseconds, energies};
        const std::int64_t resolution = name == "aidon-3p" || name == "kamstrup-3p" ? 10 : 1;
        std::int64_t exported = 0;
        int hourly = 0;
        for (const Telegram& telegram :
             telegrams_until(meter, options.start.milliseconds + 24 * hour)) {
            sums.add(telegram);
            exported += telegram.power.active_export_w;
            if (telegram.list != 3) continue;
            ++hourly;
            for (std::uint8_t i = 0; i < 4; ++i) {
                const std::array<std::uint8_t, 3> code{static_cast<std::uint8_t>(i + 1), 8, 0};
                const bool equal = number_of(telegram, code) == sums.wh_at(telegram, i, resolution);
                CHECK(equal);
            }
        }
        CHECK(hourly >= 24);
        CHECK(exported > 0);
    }
}

TEST_CASE("A meter that was stopped goes on as if it had not been") {
    for (const Model& model : models()) {
        CAPTURE(model.name);
        const MeterOptions options = options_at(model, "2026-01-15T06:59:40");
        for (int stop = 0; stop < 30; ++stop) {
            Meter whole{model, options};
            Meter first{model, options};
            for (int i = 0; i < stop; ++i) {
                whole.next();
                first.next();
            }
            const std::string text = to_text({std::string{model.name}, first.state()});
            const auto saved = from_text(text);
            REQUIRE(saved);
            CHECK(saved->model == model.name);
            CHECK(saved->state == first.state());
            Meter second{model, {.load = options.load}, saved->state};
            for (int i = 0; i < 20; ++i) CHECK(second.next().bytes == whole.next().bytes);
        }
    }
}

TEST_CASE("Without power the registers stand and the clock goes on") {
    const Model& model = model_of("kaifa-se");
    Meter meter{model, options_at(model, "2026-01-15T06:00:00")};
    meter.next();
    const auto before = meter.state().now;
    meter.skip_to(*start_of(model, "2026-01-20T06:00:00"));
    const Telegram telegram = meter.next();
    CHECK(value_of(telegram, {1, 0, 0}) == "2026-01-20T06:00:00");
    CHECK(meter.state().now == before);
}

TEST_CASE("A state that is cut or changed is refused") {
    const Model& model = model_of("aidon-3p");
    Meter meter{model, options_at(model, "2026-01-15T06:59:40")};
    const std::string text = to_text({"aidon-3p", meter.state()});
    REQUIRE(from_text(text));
    const std::size_t last_line = text.find("at_hour");
    for (std::size_t size = 0; size < last_line; ++size) {
        CHECK_FALSE(from_text(text.substr(0, size)));
    }
    CHECK_FALSE(from_text(text + "more"));
    CHECK_FALSE(from_text("hanmeter-sim-state 2" + text.substr(text.find('\n'))));
}

TEST_CASE("A day of load is one that a house may have") {
    const Model& model = model_of("aidon-3p");
    const MeterOptions options = options_at(model, "2026-01-15T00:00:00");
    Meter meter{model, options};
    std::int64_t least = 100'000;
    std::int64_t most = 0;
    std::int64_t lowest_mv = 300'000;
    std::int64_t highest_mv = 0;
    const auto before = meter.state().now.energies().active_import_wh;
    for (const Telegram& telegram :
         telegrams_until(meter, options.start.milliseconds + 24 * hour)) {
        least = std::min(least, telegram.power.active_import_w);
        most = std::max(most, telegram.power.active_import_w);
        if (telegram.list == 1) continue;
        const auto millivolts =
            static_cast<std::int64_t>(1000 * std::stod(value_of(telegram, {32, 7, 0})));
        lowest_mv = std::min(lowest_mv, millivolts);
        highest_mv = std::max(highest_mv, millivolts);
    }
    const auto used = meter.state().now.energies().active_import_wh - before;
    MESSAGE("least " << least << " W, most " << most << " W, " << used << " Wh, " << lowest_mv
                     << " to " << highest_mv << " mV");
    CHECK(least > 50);
    CHECK(most > 3000);
    CHECK(most < 25'000);
    CHECK(used > 10'000);
    CHECK(used < 150'000);
    CHECK(lowest_mv > 207'000);  // 230 V -10 %
    CHECK(highest_mv < 253'000);
}

}  // namespace
}  // namespace hanmeter::sim
