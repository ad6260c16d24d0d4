// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/sources/simulator.h"

#include <doctest/doctest.h>

#include "support/source_runner.h"

using namespace hanmeter;
using sources::parse_simulator;
using sources::Simulator;
using Kind = pipeline::SourceEnd::Kind;

namespace {

constexpr values::Instant some_time{1768431600000};  // 2026-01-14T23:00:00Z

Simulator::Settings settings_of(std::string_view input) {
    const auto settings = parse_simulator(input, some_time);
    REQUIRE_MESSAGE(settings.has_value(), (settings ? "" : settings.error()));
    return *settings;
}

std::string complaint_of(std::string_view input) {
    const auto settings = parse_simulator(input, some_time);
    return settings ? std::string{} : settings.error();
}

// What a meter with these settings sends over a good line, from the library itself.
std::vector<std::uint8_t> sent_by(const Simulator::Settings& settings, std::uint64_t count) {
    sim::Meter meter{*settings.model, settings.meter};
    std::vector<std::uint8_t> all;
    for (std::uint64_t i = 0; i < count; ++i) {
        const auto bytes = meter.next().bytes;
        all.insert(all.end(), bytes.begin(), bytes.end());
    }
    return all;
}

}  // namespace

TEST_CASE("Settings of a simulated meter are read") {
    const auto plain = settings_of("sim:aidon-3p");
    CHECK(plain.model == sim::find_model("aidon-3p"));
    CHECK(plain.speed == 1);
    CHECK_FALSE(plain.count);
    CHECK(plain.meter.start == some_time);

    const auto all = settings_of(
        "sim:kaifa-it?speed=100&seed=7&start=2026-01-15T00:00:00&noise=5&lost=6&flip=7&cut=8"
        "&share=9&count=10&sun=9000&segment=64");
    CHECK(all.speed == 100);
    CHECK(all.meter.load.seed == 7);
    CHECK(all.meter.start.milliseconds == 1768431600000);
    CHECK(all.meter.load.sun_peak_w == 9000);
    CHECK(all.meter.segments.information_size == 64);
    CHECK(all.faults.seed == 7);
    CHECK(all.faults.noise == 5);
    CHECK(all.faults.lost == 6);
    CHECK(all.faults.flip == 7);
    CHECK(all.faults.cut == 8);
    CHECK(all.faults.share == 9);
    CHECK(all.count == 10);
    CHECK(settings_of("sim:kaifa-it?speed=max").speed == 0);
}

TEST_CASE("What is wrong with them is said") {
    CHECK(complaint_of("sim:aidon").find("no simulated meter \"aidon\"") != std::string::npos);
    CHECK(complaint_of("sim:").find("aidon-1p, aidon-3p, aidon-it") != std::string::npos);
    CHECK(complaint_of("sim:aidon-3p?fast=1").find("no setting \"fast\"") != std::string::npos);
    CHECK(complaint_of("sim:aidon-3p?speed").find("speed=") != std::string::npos);
    CHECK(complaint_of("sim:aidon-3p?speed=-1").find("speed=-1") != std::string::npos);
    CHECK(complaint_of("sim:aidon-3p?noise=101").find("0 to 100") != std::string::npos);
    CHECK(complaint_of("sim:aidon-3p?count=0").find("count=0") != std::string::npos);
    CHECK(complaint_of("sim:aidon-3p?start=today").find("start=today") != std::string::npos);
}

TEST_CASE("Without waiting it gives count telegrams with their simulated times and ends") {
    const auto settings = settings_of("sim:aidon-3p?speed=max&count=500");
    testing::SourceRunner runner;
    Simulator source{settings};
    CHECK_FALSE(source.live());
    runner.start(source);
    REQUIRE(runner.until_end());
    CHECK(runner.end->kind == Kind::end_of_input);
    CHECK(runner.intake.starts == std::vector<std::size_t>{0});
    CHECK(runner.intake.received == sent_by(settings, 500));
    CHECK(runner.intake.raw == runner.intake.received);
    REQUIRE(runner.intake.times.size() == 500);
    // A list 2 of 288 bytes takes 1.2 s at 2400 baud, a list 1 of 44 bytes 0.184 s.
    CHECK(runner.intake.times[0] == values::Instant{some_time.milliseconds + 1200});
    CHECK(runner.intake.times[1] == values::Instant{some_time.milliseconds + 2500 + 184});
}

TEST_CASE("At a speed it takes its time") {
    const auto settings = settings_of("sim:aidon-1p?speed=100&count=17");
    testing::SourceRunner runner;
    Simulator source{settings};
    const auto began = std::chrono::steady_clock::now();
    runner.start(source);
    REQUIRE(runner.until_end());
    const auto took = std::chrono::steady_clock::now() - began;
    // The last one is complete 40.884 s behind the first: list 2 after 40 s, 212 bytes.
    CHECK(took >= std::chrono::milliseconds{408});
    CHECK(runner.intake.received == sent_by(settings, 17));
}

TEST_CASE("Without a count it is live and goes on until it is cancelled or nobody wants more") {
    testing::SourceRunner runner;
    Simulator source{settings_of("sim:kaifa-3p?speed=max")};
    CHECK(source.live());
    runner.start(source);
    REQUIRE(runner.until([&] { return runner.intake.received.size() > 10'000; }));
    CHECK_FALSE(runner.end);
    runner.cancel();
    REQUIRE(runner.until_end());
    CHECK(runner.end->kind == Kind::end_of_input);

    testing::SourceRunner wanting;
    wanting.intake.enough = 1000;
    Simulator other{settings_of("sim:kaifa-3p?speed=max")};
    wanting.start(other);
    REQUIRE(wanting.until_end());
    CHECK(wanting.intake.received.size() >= 1000);
    CHECK(wanting.intake.received.size() < 1200);
}

TEST_CASE("Cancelled while it waits for the next telegram it ends within a second") {
    testing::SourceRunner runner;
    Simulator source{settings_of("sim:kamstrup-3p?start=2026-01-15T00:00:06")};
    runner.start(source);
    CHECK_FALSE(runner.until_end(std::chrono::milliseconds{50}));
    runner.cancel();
    CHECK(runner.until_end(std::chrono::seconds{1}));
    CHECK(runner.intake.received.empty());
}

TEST_CASE("A bad line is the same for the same seed") {
    const auto received = [](std::string_view input) {
        testing::SourceRunner runner;
        Simulator source{settings_of(input)};
        runner.start(source);
        REQUIRE(runner.until_end());
        return runner.intake.received;
    };
    const std::string_view bad = "sim:kaifa-3p?speed=max&count=200&noise=20&lost=10&seed=5";
    CHECK(received(bad) == received(bad));
    CHECK(received(bad) != received("sim:kaifa-3p?speed=max&count=200&seed=5"));
    CHECK(received(bad) != received("sim:kaifa-3p?speed=max&count=200&noise=20&lost=10&seed=6"));
}
