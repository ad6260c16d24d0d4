// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/sinks/domoticz.h"

#include <doctest/doctest.h>

#include "fakes/domoticz.h"
#include "fakes/reading.h"
#include "hanmeter/io/mutex.h"

using namespace hanmeter;
using namespace std::chrono_literals;
using fakes::HandmadeReading;
using pipeline::Accepted;
using pipeline::Delivery;
using pipeline::Refused;
using pipeline::TryAgain;
using sinks::DomoticzSettings;
using Update = fakes::Domoticz::Update;

namespace {

constexpr std::uint32_t energy_idx = 13;
constexpr std::uint32_t power_idx = 12;

// A sink without a pipeline, so that every answer of it can be seen.
struct Bench {
    fakes::Domoticz domoticz{{{energy_idx, fakes::Domoticz::Device::counter},
                              {power_idx, fakes::Domoticz::Device::electric_meter}}};
    std::vector<std::string> told;
    std::unique_ptr<pipeline::Sink> sink = make(settings());
    std::vector<store::Entry> entries;

    DomoticzSettings settings() const {
        return {.url = domoticz.url(), .energy_idx = energy_idx, .power_idx = power_idx};
    }
    std::unique_ptr<pipeline::Sink> make(const DomoticzSettings& with) {
        auto made = sinks::make_domoticz(
            with, [this](std::string_view sentence) { told.emplace_back(sentence); });
        REQUIRE(made);
        return std::move(*made);
    }
    Bench& add(const values::Reading& reading) {
        entries.push_back(
            {entries.size() + 1, std::make_shared<const store::StoredReading>(reading)});
        return *this;
    }
    // Powers 10 s apart from `watts` on, one W more each.
    Bench& add_powers(int count, std::int64_t watts) {
        for (int i = 0; i < count; ++i) {
            const auto at = static_cast<std::int64_t>(entries.size()) * 10'000;
            add(HandmadeReading{}.at(at).power(watts + i));
        }
        return *this;
    }
    Delivery deliver(std::size_t from = 0) {
        return sink->deliver(std::span{entries}.subspan(from), {});
    }
};

bool all_accepted(const Delivery& answer, std::size_t count) {
    const auto* yes = std::get_if<Accepted>(&answer);
    return yes != nullptr && yes->count == count;
}

std::string why_again(const Delivery& answer) {
    const auto* again = std::get_if<TryAgain>(&answer);
    return again == nullptr ? "not to be tried again" : again->why;
}

bool holds(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("power goes to its idx as the mean of 30 s, energy to its own as it comes") {
    Bench bench;
    bench.add(HandmadeReading{}.at(0).power(5000).energy(5'070'630));
    bench.add_powers(3, 826);
    CHECK(all_accepted(bench.deliver(), 4));
    CHECK(bench.domoticz.updates() ==
          std::vector<Update>{{energy_idx, "5070630"}, {power_idx, "827;0"}});
    CHECK(bench.domoticz.complaints().empty());
    CHECK(bench.domoticz.last_path() ==
          "/json.htm?type=command&param=udevice&idx=12&nvalue=0&svalue=827;0");
}

TEST_CASE("each call and its answer are told") {
    Bench bench;
    bench.add(HandmadeReading{}.at(0).energy(7));
    bench.deliver();
    REQUIRE(bench.told.size() == 1);
    CHECK(bench.told[0] == "URL " + bench.domoticz.url() +
                               "/json.htm?type=command&param=udevice&idx=13&nvalue=0&svalue=7 --> "
                               "{ \"status\" : \"OK\", \"title\" : \"Update Device\" }");
}

TEST_CASE("an idx of 0 is not sent") {
    Bench bench;
    DomoticzSettings settings = bench.settings();
    settings.energy_idx = 0;
    bench.sink = bench.make(settings);
    bench.add(HandmadeReading{}.at(0).power(1).energy(7)).add_powers(3, 100);
    CHECK(all_accepted(bench.deliver(), 4));
    CHECK(bench.domoticz.updates() == std::vector<Update>{{power_idx, "101;0"}});
    settings.power_idx = 0;
    bench.sink = bench.make(settings);
    CHECK(all_accepted(bench.deliver(), 4));
    CHECK(bench.domoticz.requests() == 1);
}

TEST_CASE("a reading that has neither is accepted without a call") {
    Bench bench;
    bench.add(HandmadeReading{}.at(0));
    CHECK(all_accepted(bench.deliver(), 1));
    CHECK(bench.domoticz.requests() == 0);
}

TEST_CASE("a power without any time is sent by itself") {
    Bench bench;
    bench.add(HandmadeReading{}.power(10)).add(HandmadeReading{}.power(20));
    bench.deliver();
    CHECK(bench.domoticz.updates() ==
          std::vector<Update>{{power_idx, "10;0"}, {power_idx, "20;0"}});
}

TEST_CASE("when a call fails, what was sent is accepted and nothing counts twice") {
    Bench bench;
    bench.add(HandmadeReading{}.at(0).power(1)).add_powers(6, 100);
    bench.domoticz.die();
    CHECK(all_accepted(bench.deliver(), 3));  // none of these needs a call
    const std::string why = why_again(bench.deliver(3));
    CHECK(holds(why, "cannot connect to " + bench.domoticz.url()));
    CHECK(why_again(bench.deliver(3)) == why);
    bench.domoticz.come_back();
    CHECK(all_accepted(bench.deliver(3), 4));
    CHECK(bench.domoticz.updates() ==
          std::vector<Update>{{power_idx, "101;0"}, {power_idx, "104;0"}});
    CHECK(holds(bench.told.front(), " ERROR: cannot connect to "));
}

TEST_CASE("what was collected comes back from the sink's own bytes") {
    Bench bench;
    bench.add(HandmadeReading{}.at(0).power(1)).add_powers(3, 100);
    const Delivery first = bench.sink->deliver(std::span{bench.entries}.first(3), {});
    REQUIRE(all_accepted(first, 3));
    const store::OwnBytes own = std::get<Accepted>(first).own;
    CHECK(own.view().size() <= store::OwnBytes::limit);
    bench.sink = bench.make(bench.settings());
    static_cast<void>(bench.sink->resume(own.view()));
    CHECK(all_accepted(bench.deliver(3), 1));
    CHECK(bench.domoticz.updates() == std::vector<Update>{{power_idx, "101;0"}});
}

TEST_CASE("own bytes cut anywhere, or of another version, begin anew") {
    Bench bench;
    bench.add(HandmadeReading{}.at(0).power(1)).add_powers(3, 100);
    const Delivery first = bench.sink->deliver(std::span{bench.entries}.first(3), {});
    const bytes::Bytes whole = std::get<Accepted>(first).own.view();
    std::vector<std::uint8_t> other{whole.begin(), whole.end()};
    other[0] = 200;
    for (std::size_t size = 0; size < whole.size(); ++size) {
        static_cast<void>(bench.sink->resume(whole.first(size)));
        CHECK(all_accepted(bench.deliver(3), 1));
    }
    static_cast<void>(bench.sink->resume(other));
    CHECK(all_accepted(bench.deliver(3), 1));
    CHECK(bench.domoticz.requests() == 0);
}

TEST_CASE("a wrong idx is a refusal that says what to check; the other idx is served") {
    Bench bench;
    DomoticzSettings settings = bench.settings();
    settings.energy_idx = 99;
    bench.sink = bench.make(settings);
    bench.add(HandmadeReading{}.at(0).power(1)).add_powers(2, 100);
    bench.add(HandmadeReading{}.at(30'000).power(102).energy(7)).add_powers(3, 200);
    const Delivery answer = bench.deliver();
    const auto* no = std::get_if<Refused>(&answer);
    REQUIRE(no != nullptr);
    CHECK(no->which == 3);
    CHECK(holds(no->why, "energy for idx 99"));
    CHECK(holds(no->why, "{ \"status\" : \"ERR\" }"));
    CHECK(bench.domoticz.complaints() == std::vector<std::string>{"no device 99"});
    CHECK(bench.domoticz.updates() == std::vector<Update>{{power_idx, "101;0"}});
    CHECK(all_accepted(bench.deliver(4), 3));
    CHECK(bench.domoticz.updates().back() == Update{power_idx, "201;0"});
}

TEST_CASE("a reading whose second call fails does not repeat its first") {
    Bench bench;
    bench.add(HandmadeReading{}.at(0).power(1)).add_powers(2, 100);
    bench.add(HandmadeReading{}.at(30'000).power(102).energy(7));
    // Power is taken, then Domoticz dies under the talk of it, before the energy.
    bool once = true;
    auto made = sinks::make_domoticz(bench.settings(), [&](std::string_view) {
        if (once) bench.domoticz.die();
        once = false;
    });
    REQUIRE(made);
    bench.sink = std::move(*made);
    CHECK(all_accepted(bench.deliver(), 3));
    CHECK(holds(why_again(bench.deliver(3)), "cannot connect"));
    bench.domoticz.come_back();
    CHECK(all_accepted(bench.deliver(3), 1));
    CHECK(bench.domoticz.updates() == std::vector<Update>{{power_idx, "101;0"}, {energy_idx, "7"}});
}

TEST_CASE("a wrong password is no reading's fault, and is never told") {
    Bench bench;
    bench.domoticz.require_login("me", "right");
    DomoticzSettings settings = bench.settings();
    settings.user = "me";
    settings.password = "wr0ng";
    bench.sink = bench.make(settings);
    bench.add(HandmadeReading{}.at(0).energy(7));
    const std::string why = why_again(bench.deliver());
    CHECK(holds(why, "check user and password"));
    CHECK(holds(why, "HTTP 401"));
    CHECK_FALSE(holds(why, "wr0ng"));
    for (const std::string& each : bench.told) CHECK_FALSE(holds(each, "wr0ng"));
    settings.password = "right";
    bench.sink = bench.make(settings);
    CHECK(all_accepted(bench.deliver(), 1));
}

TEST_CASE("user and password may stand in the URL") {
    Bench bench;
    bench.domoticz.require_login("me", "s:3cret");
    DomoticzSettings settings = bench.settings();
    settings.url.insert(std::string_view{"http://"}.size(), "me:s%3A3cret@");
    bench.sink = bench.make(settings);
    bench.add(HandmadeReading{}.at(0).energy(7));
    CHECK(all_accepted(bench.deliver(), 1));
    CHECK_FALSE(holds(bench.told.back(), "cret"));
}

TEST_CASE("a server that is not Domoticz, or is in trouble, is tried again") {
    Bench bench;
    bench.add(HandmadeReading{}.at(0).energy(7));
    const auto why_with = [&bench](int status, const std::string& body) {
        bench.domoticz.answer_with(status, body);
        return why_again(bench.deliver());
    };
    CHECK(holds(why_with(200, "<html>It works!</html>"), "is not Domoticz"));
    CHECK(holds(why_with(200, ""), "is not Domoticz"));
    CHECK(holds(why_with(404, "{}"), "is not Domoticz (HTTP 404)"));
    CHECK(holds(why_with(302, ""), "is not Domoticz (HTTP 302)"));
    CHECK(holds(why_with(403, ""), "check user and password"));
    CHECK(holds(why_with(500, ""), "trouble of its own (HTTP 500)"));
    CHECK(holds(why_with(503, "{\"status\":\"OK\"}"), "trouble of its own (HTTP 503)"));
    CHECK(holds(why_with(429, ""), "trouble of its own (HTTP 429)"));
    bench.domoticz.answer_with(200, "{\"title\":\"x\",\"status\":\"OK\"}");
    CHECK(all_accepted(bench.deliver(), 1));
    for (const char* body : {"{}", "{\"status\":\"ERROR\"}", "{\"status\":", "{\"status\"",
                             "{\"status\" \"OK\"}", "{\"title\" : \"OK\"}"}) {
        bench.domoticz.answer_with(200, body);
        CAPTURE(body);
        CHECK(std::holds_alternative<Refused>(bench.deliver()));
    }
}

TEST_CASE("an answer that never comes ends with the time-out") {
    Bench bench;
    DomoticzSettings settings = bench.settings();
    settings.timeout = 50ms;
    bench.sink = bench.make(settings);
    bench.add(HandmadeReading{}.at(0).energy(7));
    bench.domoticz.hang(true);
    CHECK(holds(why_again(bench.deliver()), "no answer within 50 ms from " + bench.domoticz.url()));
    bench.domoticz.hang(false);
}

TEST_CASE("a strange answer is told as one short printable line") {
    Bench bench;
    bench.add(HandmadeReading{}.at(0).energy(7));
    bench.domoticz.answer_with(200, " {\r\n\t\x1b[31m\xC3\xA9 " + std::string(100'000, 'x'));
    bench.deliver();
    const std::string& told = bench.told.back();
    CHECK(told.ends_with("xxx..."));
    CHECK(holds(told, "--> { ?[31m?? xxx"));
    CHECK(told.size() < 400);
}

TEST_CASE("for a file the calls are told and not sent") {
    Bench bench;
    DomoticzSettings settings = bench.settings();
    settings.print_only = true;
    bench.sink = bench.make(settings);
    bench.add(HandmadeReading{}.power(826).energy(5'070'630));
    CHECK(all_accepted(bench.deliver(), 1));
    const std::string head =
        "File data URL: " + bench.domoticz.url() + "/json.htm?type=command&param=udevice&idx=";
    CHECK(bench.told == std::vector<std::string>{head + "12&nvalue=0&svalue=826;0",
                                                 head + "13&nvalue=0&svalue=5070630"});
    CHECK(bench.domoticz.requests() == 0);
}

TEST_CASE("for a file powers are averaged over the meter's clock") {
    Bench bench;
    DomoticzSettings settings = bench.settings();
    settings.print_only = true;
    bench.sink = bench.make(settings);
    values::DateTime clock{
        .year = 2021, .month = 3, .day = 24, .hour = 8, .minute = 0, .second = 0};
    for (std::uint8_t i = 0; i < 4; ++i) {
        clock.second = static_cast<std::uint8_t>(i * 10);
        bench.add(HandmadeReading{}.meter_clock(clock).power(100 * i));
    }
    bench.deliver();
    REQUIRE(bench.told.size() == 1);
    CHECK(bench.told[0].ends_with("idx=12&nvalue=0&svalue=200;0"));
}

TEST_CASE("for a file without any idx both calls are told with 0, with one only that one") {
    Bench bench;
    bench.add(HandmadeReading{}.power(826).energy(7));
    bench.sink = bench.make({.print_only = true});
    bench.deliver();
    REQUIRE(bench.told.size() == 2);
    CHECK(holds(bench.told[0], "http://127.0.0.1:8080/json.htm?"));
    CHECK(holds(bench.told[0], "idx=0&nvalue=0&svalue=826;0"));
    CHECK(holds(bench.told[1], "idx=0&nvalue=0&svalue=7"));
    bench.sink = bench.make({.energy_idx = 13, .print_only = true});
    bench.deliver();
    REQUIRE(bench.told.size() == 3);
    CHECK(holds(bench.told[2], "idx=13&nvalue=0&svalue=7"));
}

TEST_CASE("a register finer than a Wh is cut to whole ones") {
    Bench bench;
    bench.add(HandmadeReading{}.at(0).number("active_energy_import_wh",
                                             values::Decimal::of_signed(50'706'309, -1),
                                             values::Unit::watt_hour));
    bench.deliver();
    CHECK(bench.domoticz.updates() == std::vector<Update>{{energy_idx, "5070630"}});
}

TEST_CASE("a URL that is none is refused with a clause") {
    const auto made = sinks::make_domoticz({.url = "ftp://box"});
    REQUIRE_FALSE(made);
    CHECK(holds(made.error(), "http://127.0.0.1:8080"));
}
