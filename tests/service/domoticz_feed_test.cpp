// SPDX-License-Identifier: Apache-2.0
// Domoticz behind the pipeline: what it does wrong delays nothing, loses nothing, doubles nothing.
#include <doctest/doctest.h>

#include <chrono>

#include "fakes/domoticz.h"
#include "fakes/reading.h"
#include "hanmeter/io/mutex.h"
#include "hanmeter/pipeline/pipeline.h"
#include "hanmeter/sinks/domoticz.h"
#include "hanmeter/store/memory_log.h"

using namespace hanmeter;
using namespace std::chrono_literals;
using fakes::HandmadeReading;
using sinks::DomoticzSettings;
using Update = fakes::Domoticz::Update;

namespace {

constexpr auto patience = 60s;
constexpr std::uint32_t energy_idx = 13;
constexpr std::uint32_t power_idx = 12;

class Feed {
public:
    explicit Feed(std::size_t limit = store::MemoryLog::default_limit) : log_{limit} {}

    void start(DomoticzSettings settings = {}) {
        settings.url = domoticz.url();
        if (settings.energy_idx == 0) settings.energy_idx = energy_idx;
        settings.power_idx = power_idx;
        settings.timeout = patience;
        auto sink = sinks::make_domoticz(settings);
        REQUIRE(sink);
        pipeline.add(std::move(*sink), {.batch = 10, .first_wait = 1ms, .longest_wait = 10ms});
    }
    // `count` readings 10 s apart: power 1000 + its number, and energy every tenth.
    void append(int count) {
        for (; count > 0; --count, ++next_) {
            HandmadeReading reading;
            reading.at(std::int64_t{next_} * 10'000).power(1000 + next_);
            if (next_ % 10 == 5) reading.energy(next_);
            pipeline.append(reading);
        }
    }
    // What Domoticz is to get of readings 0 .. `count` - 1, worked out from the words of the task:
    // the mean of three powers each 30 s, the register as it is.
    static std::vector<Update> expected(int count) {
        std::vector<Update> all;
        for (int number = 0; number < count; ++number) {
            if (number % 3 == 0 && number > 0) {
                all.push_back({power_idx, std::to_string(1000 + number - 1) + ";0"});
            }
            if (number % 10 == 5) all.push_back({energy_idx, std::to_string(number)});
        }
        return all;
    }
    pipeline::SinkCounters counters() const { return pipeline.counters().at(0); }
    std::size_t times_said(std::string_view part) const {
        io::Lock lock{mutex_};
        std::size_t times = 0;
        for (const std::string& each : said_) times += each.find(part) != std::string::npos;
        return times;
    }

private:
    mutable io::Mutex mutex_;
    std::vector<std::string> said_ HANMETER_GUARDED_BY(mutex_);
    store::MemoryLog log_;
    int next_ = 0;

public:
    fakes::Domoticz domoticz{{{energy_idx, fakes::Domoticz::Device::counter},
                              {power_idx, fakes::Domoticz::Device::electric_meter}}};
    pipeline::Pipeline pipeline{log_, [this](std::string_view sentence) {
                                    io::Lock lock{mutex_};
                                    said_.emplace_back(sentence);
                                }};
};

}  // namespace

TEST_CASE("all is well: every call comes, in order, once") {
    Feed feed;
    feed.start();
    feed.append(100);
    REQUIRE(feed.pipeline.settle(patience));
    CHECK(feed.domoticz.updates() == Feed::expected(100));
    CHECK(feed.domoticz.complaints().empty());
    CHECK(feed.counters().delivered == 100);
    CHECK(feed.counters().retried == 0);
}

TEST_CASE("a Domoticz that hangs does not delay the readings, and gets them all later") {
    Feed feed;
    feed.start();
    feed.domoticz.hang(true);
    feed.append(4);
    REQUIRE(feed.domoticz.await_requests(1));
    feed.append(296);
    CHECK(feed.domoticz.updates().empty());
    CHECK(feed.counters().delivered < 4);
    CHECK(feed.counters().waiting > 296);
    feed.domoticz.hang(false);
    REQUIRE(feed.pipeline.settle(patience));
    CHECK(feed.domoticz.updates() == Feed::expected(300));
    CHECK(feed.counters().delivered == 300);
}

TEST_CASE("a dead Domoticz is caught up with in order, nothing lost, nothing twice") {
    Feed feed;
    feed.start();
    feed.append(50);
    REQUIRE(feed.pipeline.settle(patience));
    feed.domoticz.die();
    feed.append(100);
    while (feed.counters().retried < 3) std::this_thread::yield();
    CHECK(feed.counters().delivered < 60);
    feed.domoticz.come_back();
    REQUIRE(feed.pipeline.settle(patience));
    CHECK(feed.domoticz.updates() == Feed::expected(150));
    CHECK(feed.counters().delivered == 150);
    CHECK(feed.times_said("cannot connect to") == 1);
    CHECK(feed.times_said("works again") == 1);
}

TEST_CASE("a Domoticz in trouble is tried again until it is well") {
    Feed feed;
    feed.start();
    feed.domoticz.answer_with(500);
    feed.append(60);
    REQUIRE(feed.domoticz.await_requests(4));
    feed.domoticz.answer_with(0);
    REQUIRE(feed.pipeline.settle(patience));
    CHECK(feed.domoticz.updates() == Feed::expected(60));
    CHECK(feed.times_said("trouble of its own (HTTP 500)") == 1);
    CHECK(feed.counters().retried >= 3);
}

TEST_CASE("a wrong idx is skipped with a sentence and counted, the right one goes on") {
    Feed feed;
    feed.start({.energy_idx = 99});
    feed.append(100);
    REQUIRE(feed.pipeline.settle(patience));
    std::vector<Update> expected = Feed::expected(100);
    std::erase_if(expected, [](const Update& each) { return each.idx == energy_idx; });
    CHECK(feed.domoticz.updates() == expected);
    CHECK(feed.domoticz.complaints() == std::vector<std::string>(10, "no device 99"));
    CHECK(feed.counters().refused == 10);
    CHECK(feed.counters().delivered == 90);
    CHECK(feed.counters().waiting == 0);
    CHECK(feed.times_said("reading 6 of 1970-01-01T00:00:50.000Z is left out: Domoticz does not "
                          "take energy for idx 99") == 1);
}

TEST_CASE("a wrong password is said once, and nothing is lost until it is put right") {
    Feed feed;
    feed.domoticz.require_login("me", "right");
    feed.start({.user = "me", .password = "wrong"});
    feed.append(60);
    REQUIRE(feed.domoticz.await_requests(5));
    CHECK(feed.times_said("check user and password") == 1);
    CHECK(feed.counters().refused == 0);
    feed.domoticz.require_login("me", "wrong");  // put right on the other side
    REQUIRE(feed.pipeline.settle(patience));
    CHECK(feed.domoticz.updates() == Feed::expected(60));
}

TEST_CASE("an outage longer than the memory drops the oldest, counts them, and goes on") {
    HandmadeReading one;
    const std::size_t size = store::StoredReading{one.power(1).view()}.bytes();
    Feed feed{100 * size};
    feed.start();
    feed.domoticz.die();
    feed.append(1000);
    CHECK(feed.counters().dropped > 800);
    CHECK(feed.counters().waiting <= 120);
    feed.domoticz.come_back();
    REQUIRE(feed.pipeline.settle(patience));
    CHECK(feed.counters().delivered + feed.counters().dropped == 1000);
    CHECK(feed.times_said("dropped unsent") >= 1);
    std::vector<Update> registers = feed.domoticz.updates();
    std::erase_if(registers, [](const Update& each) { return each.idx != energy_idx; });
    REQUIRE(registers.size() >= 10);
    for (std::size_t i = 1; i <= 10; ++i) {
        CHECK(registers[registers.size() - i].svalue == std::to_string(1005 - 10 * i));
    }
    CHECK(feed.domoticz.complaints().empty());
}

TEST_CASE("the end does not wait for a Domoticz that hangs, and says what is left") {
    Feed feed;
    feed.start();
    feed.domoticz.hang(true);
    feed.append(10);
    REQUIRE(feed.domoticz.await_requests(1));
    const auto before = std::chrono::steady_clock::now();
    feed.pipeline.stop(1ms);
    CHECK(std::chrono::steady_clock::now() - before < patience / 2);
    CHECK(feed.counters().delivered + feed.counters().waiting == 10);
    CHECK(feed.times_said("readings could not be handed on before the end") == 1);
    feed.domoticz.hang(false);
}

TEST_CASE("at the end what is there is still sent") {
    Feed feed;
    feed.start();
    feed.append(300);
    feed.pipeline.stop(patience);
    CHECK(feed.domoticz.updates() == Feed::expected(300));
    CHECK(feed.counters().waiting == 0);
}
