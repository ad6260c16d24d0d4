// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/sinks/mqtt.h"

#include <doctest/doctest.h>

#include <chrono>
#include <functional>
#include <thread>

#include "fakes/reading.h"
#include "hanmeter/io/clock.h"
#include "hanmeter/pipeline/pipeline.h"
#include "hanmeter/store/memory_log.h"
#include "support/broker.h"
#include "support/subscriber.h"

using namespace hanmeter;
using fakes::HandmadeReading;
using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::Subscriber;

namespace {

std::unique_ptr<pipeline::Sink> sink_of(const std::string& url,
                                        sinks::MqttSinkSettings settings = {}) {
    settings.url = url;
    settings.node = "test";
    auto made = sinks::make_mqtt(settings, "mqtt");
    REQUIRE(made);
    return std::move(*made);
}

std::unique_ptr<pipeline::Sink> sink_of(const testing::Broker& broker,
                                        const sinks::MqttSinkSettings& settings = {}) {
    return sink_of("mqtt://127.0.0.1:" + std::to_string(broker.port()), settings);
}

store::Entry entry_of(const values::Reading& reading, std::string_view meter = "home") {
    static store::Sequence last = 0;
    return {++last, std::make_shared<const store::StoredReading>(reading, meter)};
}

pipeline::Delivery deliver(pipeline::Sink& sink, const values::Reading& reading,
                           std::string_view meter = "home") {
    const store::Entry entry = entry_of(reading, meter);
    return sink.deliver({&entry, 1}, io::now());
}

}  // namespace

TEST_CASE(
    "a reading goes to its meter's state with its time; the program and the meter are online") {
    if (!testing::Broker::installed()) return;
    const testing::Broker broker;
    const Subscriber other{broker};
    const auto sink = sink_of(broker, {.values = true});
    HandmadeReading reading;
    reading.at(io::now().milliseconds).power(922);
    const auto answer = deliver(*sink, reading, "a/b c");
    REQUIRE(std::holds_alternative<pipeline::Accepted>(answer));
    CHECK(other.hears("hanmeter/a_b_c/state {\"time\":\""));
    CHECK(other.hears("\"meter\":\"a/b c\""));
    CHECK(other.hears("hanmeter/a_b_c/active_power_import_w 922"));
    CHECK(other.hears("hanmeter/test/status online"));
    CHECK(other.hears("hanmeter/a_b_c/status online"));
    CHECK_FALSE(other.line_with("history").size() > 0);
}

TEST_CASE("a reading that is late goes to history and leaves the state alone") {
    if (!testing::Broker::installed()) return;
    const testing::Broker broker;
    const Subscriber other{broker};
    const auto sink = sink_of(broker);
    HandmadeReading old;
    old.at(io::now().milliseconds - 60'000).power(1);
    HandmadeReading fresh;
    fresh.at(io::now().milliseconds).power(2);
    const store::Entry batch[] = {entry_of(old), entry_of(fresh)};
    REQUIRE(std::holds_alternative<pipeline::Accepted>(sink->deliver(batch, io::now())));
    CHECK(other.hears("hanmeter/home/history "));
    CHECK(other.hears("hanmeter/home/state "));
    CHECK(other.line_with("home/history {").find("\"active_power_import_w\":1}") !=
          std::string::npos);
    CHECK(other.line_with("home/state {").find("\"active_power_import_w\":2}") !=
          std::string::npos);
    CHECK(other.count(" hanmeter/home/state {") == 1);
}

TEST_CASE("discovery for a device says what the meter sends, and the net power beside it") {
    if (!testing::Broker::installed()) return;
    const testing::Broker broker;
    const Subscriber other{broker};
    const auto sink = sink_of(broker);
    HandmadeReading reading;
    reading.at(io::now().milliseconds)
        .power(922)
        .number("active_power_export_w", values::Decimal::of_signed(0), values::Unit::watt)
        .energy(1'234'567);
    deliver(*sink, reading);
    REQUIRE(other.hears("homeassistant/device/home/config {"));
    const std::string line = other.line_with("homeassistant/device/home/config");
    for (const char* part :
         {R"("dev":{"ids":["hanmeter_home"],"name":"home"})", R"("o":{"name":"hanmeter"})",
          R"("avty":[{"t":"hanmeter/test/status"},{"t":"hanmeter/home/status"}],"avty_mode":"all")",
          R"("stat_t":"hanmeter/home/state")",
          R"("active_energy_import_wh":{"p":"sensor","name":"Active energy import",)"
          R"("uniq_id":"hanmeter_home_active_energy_import_wh",)"
          R"("def_ent_id":"sensor.home_active_energy_import_wh","dev_cla":"energy",)"
          R"("stat_cla":"total_increasing","unit_of_meas":"Wh","val_tpl":)"
          R"("{{ value_json.active_energy_import_wh | default('') }}","exp_aft":7500})",
          R"("active_power_net_w":{"p":"sensor","name":"Active power import less export",)"}) {
        CAPTURE(part);
        CHECK(line.find(part) != std::string::npos);
    }
    // Home Assistant was started anew: it is told again, with the next reading.
    REQUIRE(broker.publish("-t homeassistant/status -m online"));
    REQUIRE(other.hears("homeassistant/status online"));
    const auto told = [&] { return other.count("homeassistant/device/home/config {"); };
    const std::size_t before = told();
    const auto until = std::chrono::steady_clock::now() + seconds{10};
    while (told() == before && std::chrono::steady_clock::now() < until) {
        reading.at(io::now().milliseconds);
        deliver(*sink, reading);
    }
    CHECK(told() > before);
}

TEST_CASE("discovery by entity, for Domoticz; what the other form left is cleaned") {
    if (!testing::Broker::installed()) return;
    const testing::Broker broker;
    {
        const auto sink = sink_of(broker);
        deliver(*sink, HandmadeReading{}.at(io::now().milliseconds).power(1));
    }
    const auto sink = sink_of(broker, {.discovery = sinks::Discovery::entity});
    deliver(*sink, HandmadeReading{}.at(io::now().milliseconds).power(1));
    const Subscriber other{broker};  // hears only what is kept
    CHECK(other.hears("1 homeassistant/sensor/home/active_power_import_w/config {\"name\""));
    CHECK(other.line_with("active_power_import_w/config").find("\"dev_cla\":\"power\"") !=
          std::string::npos);
    CHECK(other.line_with("homeassistant/device").empty());
}

namespace {

// This test program anew, since a process that has had threads is not to be forked: the case below.
pid_t program_to_be_killed(const testing::Broker& broker) {
    std::fflush(nullptr);
    const std::string port = std::to_string(broker.port());
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child > 0) return child;
    ::setenv("HANMETER_TEST_BROKER", port.c_str(), 1);
    ::execl("/proc/self/exe", "host-tests", "--no-skip", "-tc=a program that is killed", nullptr);
    ::_exit(127);
}

}  // namespace

TEST_CASE("a program that is killed" * doctest::skip()) {
    const char* const port = std::getenv("HANMETER_TEST_BROKER");
    if (port == nullptr) return;  // of use to the next case alone
    const auto sink = sink_of(std::string{"mqtt://127.0.0.1:"} + port);
    REQUIRE(std::holds_alternative<pipeline::Accepted>(
        deliver(*sink, HandmadeReading{}.at(io::now().milliseconds).power(2), "killed")));
    ::kill(::getpid(), SIGKILL);
}

TEST_CASE("the broker says offline when the program is gone, however it went") {
    if (!testing::Broker::installed()) return;
    const testing::Broker broker;
    const Subscriber other{broker};
    {
        const auto sink = sink_of(broker);
        deliver(*sink, HandmadeReading{}.at(io::now().milliseconds).power(1));
        REQUIRE(other.hears("hanmeter/test/status online"));
    }
    CHECK(other.hears("hanmeter/test/status offline"));
    const pid_t child = program_to_be_killed(broker);
    ::waitpid(child, nullptr, 0);
    CHECK(other.hears("hanmeter/killed/state"));
    const auto until = std::chrono::steady_clock::now() + seconds{10};
    while (other.count("test/status offline") < 2 && std::chrono::steady_clock::now() < until) {
        std::this_thread::sleep_for(milliseconds{20});
    }
    CHECK(other.count("test/status offline") == 2);
}

TEST_CASE("a broker that is not there, refuses or hangs is no reading's fault") {
    if (!testing::Broker::installed()) return;
    testing::Broker broker{"allow_anonymous false\n"};
    const auto refused = deliver(*sink_of(broker), HandmadeReading{}.power(1));
    REQUIRE(std::holds_alternative<pipeline::TryAgain>(refused));
    CHECK(std::get<pipeline::TryAgain>(refused).why.find("another user or password") !=
          std::string::npos);
    broker.kill();
    const auto nobody = deliver(*sink_of(broker), HandmadeReading{}.power(1));
    REQUIRE(std::holds_alternative<pipeline::TryAgain>(nobody));
    CHECK(std::get<pipeline::TryAgain>(nobody).why.find("nothing listens there") !=
          std::string::npos);

    const testing::Broker hanging;
    const auto sink = sink_of(hanging, {.timeout = milliseconds{1500}});
    REQUIRE(std::holds_alternative<pipeline::Accepted>(
        deliver(*sink, HandmadeReading{}.at(io::now().milliseconds).power(1))));
    hanging.hang();
    const auto begun = std::chrono::steady_clock::now();
    const auto silent = deliver(*sink, HandmadeReading{}.at(io::now().milliseconds).power(2));
    CHECK(std::chrono::steady_clock::now() - begun < seconds{6});
    hanging.go_on();
    REQUIRE(std::holds_alternative<pipeline::TryAgain>(silent));
    CHECK(std::get<pipeline::TryAgain>(silent).why.find("does not acknowledge") !=
          std::string::npos);
}

TEST_CASE("what came while the broker was away arrives in order when it is back") {
    if (!testing::Broker::installed()) return;
    testing::Broker broker{"allow_anonymous true\npersistence false\n"};
    store::MemoryLog log;
    pipeline::Pipeline pipeline{log, [](std::string_view) {}};
    pipeline.add(sink_of(broker),
                 {.first_wait = milliseconds{100}, .longest_wait = milliseconds{500}});
    const std::int64_t begun = io::now().milliseconds - 3'600'000;
    pipeline.append(HandmadeReading{}.at(begun).power(0), "home");
    REQUIRE(pipeline.settle(seconds{10}));
    broker.kill();
    for (int i = 1; i <= 300; ++i) {
        pipeline.append(HandmadeReading{}.at(begun + i * 1000).power(i), "home");
    }
    CHECK_FALSE(pipeline.settle(milliseconds{300}));
    broker.start();
    const Subscriber other{broker};
    REQUIRE(pipeline.settle(seconds{60}));
    REQUIRE(other.hears("\"active_power_import_w\":300}"));
    std::vector<int> powers;
    for (const std::string& line : other.lines()) {
        const auto at = line.find("\"active_power_import_w\":");
        if (line.find("home/history") == std::string::npos || at == std::string::npos) continue;
        powers.push_back(std::stoi(line.substr(at + 24)));
    }
    // A batch may come twice where the connection broke behind it: then it is whole and in order.
    for (std::size_t i = 1; i < powers.size(); ++i) {
        CHECK((powers[i] == powers[i - 1] + 1 || powers[i] <= powers[i - 1]));
    }
    CHECK(powers.back() == 300);
    CHECK(other.count(" hanmeter/home/state {") == 0);
}

TEST_CASE("a broker that hung has each reading once in state, however often it was tried") {
    if (!testing::Broker::installed()) return;
    const testing::Broker broker;
    const Subscriber other{broker};
    const auto sink = sink_of(broker, {.timeout = milliseconds{300}});
    REQUIRE(std::holds_alternative<pipeline::Accepted>(
        deliver(*sink, HandmadeReading{}.at(io::now().milliseconds).power(1))));
    broker.hang();
    const std::int64_t then = io::now().milliseconds;
    for (int i = 0; i < 5; ++i) {
        CHECK(std::holds_alternative<pipeline::TryAgain>(
            deliver(*sink, HandmadeReading{}.at(then).power(2))));
    }
    broker.go_on();
    const auto until = std::chrono::steady_clock::now() + seconds{10};
    while (!std::holds_alternative<pipeline::Accepted>(
               deliver(*sink, HandmadeReading{}.at(io::now().milliseconds).power(3))) &&
           std::chrono::steady_clock::now() < until) {
    }
    REQUIRE(other.hears("\"active_power_import_w\":3}"));
    CHECK(other.count("\"active_power_import_w\":2}") <= 1);
}

namespace {

HandmadeReading fresh(std::int64_t watts) {
    return HandmadeReading{}.at(io::now().milliseconds).power(watts);
}

values::Reading with_id(HandmadeReading& reading, std::string_view id) {
    values::Reading view = reading.view();
    view.meter_id = id;
    return view;
}

bool soon(const std::function<bool()>& holds) {
    const auto until = std::chrono::steady_clock::now() + seconds{10};
    while (!holds() && std::chrono::steady_clock::now() < until) {
        std::this_thread::sleep_for(milliseconds{10});
    }
    return holds();
}

}  // namespace

TEST_CASE("Home Assistant and a broker that forgot are told again, also without a reading") {
    testing::Broker broker{"allow_anonymous true\npersistence false\n"};
    const auto sink = sink_of(broker);
    REQUIRE(std::holds_alternative<pipeline::Accepted>(deliver(*sink, fresh(1))));
    {
        const Subscriber other{broker};
        const auto told = [&] { return other.count("homeassistant/device/home/config {"); };
        REQUIRE(soon([&] { return told() == 1; }));
        REQUIRE(broker.publish("-t homeassistant/status -m online"));
        CHECK(soon([&] { return told() == 2; }));
        REQUIRE(broker.publish("-t homeassistant/status -m offline"));
        REQUIRE(other.hears("homeassistant/status offline"));
        CHECK(told() == 2);
    }
    broker.kill();
    broker.start();
    const Subscriber other{broker};
    CHECK(other.hears("hanmeter/test/status online"));
    CHECK(other.hears("homeassistant/device/home/config {"));
    CHECK(other.hears("hanmeter/home/status online"));
}

TEST_CASE("what another form left is taken over before it goes") {
    for (const bool to_entities : {true, false}) {
        CAPTURE(to_entities);
        using sinks::Discovery;
        const testing::Broker broker;
        deliver(
            *sink_of(broker, {.discovery = to_entities ? Discovery::device : Discovery::entity}),
            fresh(1));
        const Subscriber other{broker};
        const std::string device = "homeassistant/device/home/config ";
        const std::string entity = "homeassistant/sensor/home/active_power_import_w/config ";
        const std::string& before = to_entities ? device : entity;
        const std::string& after = to_entities ? entity : device;
        REQUIRE(other.hears(before + "{"));
        deliver(
            *sink_of(broker, {.discovery = to_entities ? Discovery::entity : Discovery::device}),
            fresh(2));
        REQUIRE(soon([&] { return other.count(" " + before) == 3; }));
        std::vector<std::string> order;
        for (const std::string& line : other.lines()) {
            if (line.starts_with("0 " + before) || line.starts_with("0 " + after)) {
                order.push_back(line);
            }
        }
        REQUIRE(order.size() >= 3);
        CHECK(order[0] == "0 " + before + R"({"migrate_discovery":true})");
        CHECK(order[1].starts_with("0 " + after + "{"));
        CHECK(order.back() == "0 " + before);
    }
}

TEST_CASE("a meter that has another name leaves nothing under the old one; others' stay") {
    const testing::Broker broker;
    const std::string foreign = R"({"avty":[{"t":"hanmeter/elsewhere/status"}],"sn":"735"})";
    testing::TemporaryFolder folder;
    folder.write("foreign", foreign);
    REQUIRE(broker.publish("-r -t homeassistant/device/theirs/config -f " + (folder / "foreign")));
    {
        const auto sink = sink_of(broker);
        HandmadeReading reading = fresh(1);
        deliver(*sink, with_id(reading, "735"), "old");
        deliver(*sink, fresh(1), "silent");
    }
    {
        const auto sink = sink_of(broker);
        HandmadeReading reading = fresh(2);
        deliver(*sink, with_id(reading, "735"), "new");
    }
    const Subscriber other{broker};  // hears only what is kept
    CHECK(other.hears("homeassistant/device/new/config {"));
    CHECK(other.hears("homeassistant/device/silent/config {"));
    CHECK(other.hears("homeassistant/device/theirs/config {"));
    CHECK(other.line_with("homeassistant/device/old/").empty());
    CHECK(other.line_with("hanmeter/old/status").empty());
}

TEST_CASE("the keys of before are a meter's from the start, and discovery off takes all away") {
    const testing::Broker broker;
    HandmadeReading both = fresh(1).energy(2);
    deliver(*sink_of(broker), both);
    deliver(*sink_of(broker), fresh(3));
    {
        const Subscriber other{broker};
        REQUIRE(other.hears("homeassistant/device/home/config {"));
        CHECK(other.line_with("device/home/config").find("active_energy_import_wh") !=
              std::string::npos);
    }
    deliver(*sink_of(broker, {.discovery = sinks::Discovery::off}), fresh(4));
    const Subscriber other{broker};
    CHECK(other.hears("hanmeter/home/status online"));
    CHECK(other.hears("0 homeassistant/device/home/config "));  // emptied
    CHECK(other.count("1 homeassistant/") == 0);                // and nothing is kept
}

TEST_CASE("names become levels of topics") {
    const testing::Broker broker;
    const Subscriber other{broker};
    const auto sink = sink_of(broker);
    for (const char* name : {"a+b#c/d $e", "målestation", "\xFF\x7F", ""}) {
        CHECK(std::holds_alternative<pipeline::Accepted>(deliver(*sink, fresh(1), name)));
    }
    CHECK(other.hears(" hanmeter/a_b_c_d__e/state {"));
    CHECK(other.hears(" hanmeter/målestation/state {"));
    CHECK(other.hears(" hanmeter/__/state {"));
    CHECK(other.hears(" hanmeter/_/state {"));
}

TEST_CASE("settings that cannot be used") {
    using Settings = sinks::MqttSinkSettings;
    struct Row {
        Settings settings;
        const char* says;
    };
    for (const Row& row :
         {Row{{.url = "http://box"}, "a broker is written"},
          Row{{.prefix = ""}, "the prefix of topics"}, Row{{.prefix = "a/#"}, "the prefix"},
          Row{{.prefix = "/a"}, "the prefix"}, Row{{.prefix = "a//b"}, "the prefix"},
          Row{{.url = "mqtts://box", .cert_file = "c"}, "belong together"},
          Row{{.ca_file = "c"}, "want a url with mqtts://"},
          Row{{.password = "secret"}, "a password wants a user"},
          Row{{.timeout = milliseconds{0}}, "needs some time"}}) {
        CAPTURE(row.says);
        const auto made = sinks::make_mqtt(row.settings, "mqtt");
        REQUIRE_FALSE(made);
        CHECK(made.error().find(row.says) != std::string::npos);
        CHECK(made.error().find("secret") == std::string::npos);
    }
    CHECK(sinks::make_mqtt({.prefix = "home/power"}, "mqtt"));
}
