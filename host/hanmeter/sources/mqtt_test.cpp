// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/sources/mqtt.h"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include "support/broker.h"
#include "support/source_runner.h"

using namespace hanmeter;
using testing::Broker;
using Bytes = std::vector<std::uint8_t>;

namespace {

io::MqttAddress address(const Broker& broker, const std::string& scheme = "mqtt") {
    return *io::mqtt_address_from(
        fmt::format("{}://127.0.0.1:{}/meter/raw", scheme, broker.port()));
}

// Publishes again until the source has it, since it may not have subscribed yet.
bool hears(testing::SourceRunner& runner, const Broker& broker, const std::string& more = "") {
    return runner.until([&] {
        REQUIRE(broker.publish("-t meter/raw -m $(printf \"\\1\\2\\3\") " + more));
        return runner.until([&] { return !runner.intake.received.empty(); },
                            std::chrono::milliseconds{300});
    });
}

}  // namespace

TEST_CASE("what an address says") {
    const auto full = io::mqtt_address_from("mqtts://me:p%40ss@[::1]:1884/a/+/%23");
    REQUIRE(full.has_value());
    CHECK(full->secure);
    CHECK(full->host == "::1");
    CHECK(full->port == 1884);
    CHECK(full->topic == "a/+/#");
    CHECK(full->user == "me");
    CHECK(full->password == "p@ss");
    CHECK(io::text(*full) == "mqtts://[::1]:1884/a/+/#");
    CHECK(io::mqtt_address_from("mqtt://box/t")->port == 1883);
    CHECK(io::mqtt_address_from("mqtts://box/t")->port == 8883);
    for (const char* wrong : {"mqtt://box", "mqtt://box/", "mqtt:///t", "mqtt://box:0/t",
                              "mqtt://box:x/t", "tcp://box/t", "mqtt://box/a#b"}) {
        INFO(wrong);
        CHECK_FALSE(io::mqtt_address_from(wrong));
    }
}

TEST_CASE("each message is a unit; one that the broker kept has no time") {
    if (!Broker::installed()) return;
    const Broker broker;
    REQUIRE(broker.publish("-r -t meter/raw -m kept"));
    testing::SourceRunner runner;
    sources::Mqtt source{runner.executor(), address(broker), {}};
    CHECK(source.live());
    runner.start(source);
    REQUIRE(runner.until([&] { return runner.intake.received.size() == 4; }));
    CHECK_FALSE(runner.intake.times[0]);
    REQUIRE(broker.publish("-t meter/raw -m $(printf \"\\1\\2\\3\")"));
    REQUIRE(broker.publish("-t meter/other -m no"));
    REQUIRE(broker.publish("-t meter/raw -m $(printf \"\\4\\5\")"));
    REQUIRE(runner.until([&] { return runner.intake.received.size() == 9; }));
    CHECK(runner.intake.received == Bytes{'k', 'e', 'p', 't', 1, 2, 3, 4, 5});
    CHECK(runner.intake.times[1]);
    CHECK(runner.intake.ends.back() == 9);
    runner.cancel();
    CHECK(runner.until_end());
}

TEST_CASE("a broker that is killed and comes back") {
    if (!Broker::installed()) return;
    Broker broker;
    testing::SourceRunner runner;
    sources::Mqtt source{runner.executor(), address(broker), {}};
    runner.start(source);
    REQUIRE(hears(runner, broker));
    broker.kill();
    REQUIRE(runner.until([&] { return runner.intake.noticed("Trying again.") == 1; }));
    broker.start();
    REQUIRE(runner.until([&] { return runner.intake.noticed("is back.") == 1; }));
    runner.intake.received.clear();
    CHECK(hears(runner, broker));
    CHECK(runner.intake.notices.size() == 2);
}

TEST_CASE("user and password") {
    if (!Broker::installed()) return;
    const testing::TemporaryFolder folder;
    const std::string file = folder / "users";
    REQUIRE(Broker::shell("mosquitto_passwd -b -c " + file + " me right 2>/dev/null"));
    const Broker broker{"allow_anonymous false\npassword_file " + file + "\n"};
    testing::SourceRunner runner;
    io::MqttAddress with = address(broker);
    with.user = "me";
    with.password = "wrong";
    testing::SourceRunner other;
    sources::Mqtt refused{other.executor(), with, {}};
    other.start(refused);
    REQUIRE(other.until_end());
    CHECK(other.end->kind == pipeline::SourceEnd::Kind::cannot_open);
    CHECK(other.end->sentence.find("it wants another user or password") != std::string::npos);
    CHECK(other.end->sentence.find("wrong") == std::string::npos);
    with.password = "right";
    sources::Mqtt source{runner.executor(), with, {}};
    runner.start(source);
    CHECK(hears(runner, broker, "-u me -P right"));
}

TEST_CASE("TLS, with and without trust") {
    if (!Broker::installed()) return;
    const testing::TemporaryFolder folder;
    const std::string at = folder.path().string();
    REQUIRE(
        Broker::shell("cd " + at +
                      " && openssl req -x509 -newkey rsa:2048 -nodes -days 2 -keyout key -out ca "
                      "-subj /CN=test -addext subjectAltName=IP:127.0.0.1 2>/dev/null"));
    const Broker broker{
        fmt::format("allow_anonymous true\ncertfile {0}/ca\nkeyfile {0}/key\n", at)};
    testing::SourceRunner stranger;
    sources::Mqtt untrusted{stranger.executor(), address(broker, "mqtts"), {}};
    stranger.start(untrusted);
    REQUIRE(stranger.until_end());
    CHECK(stranger.end->kind == pipeline::SourceEnd::Kind::cannot_open);
    CHECK(stranger.end->sentence.find("--mqtt-ca") != std::string::npos);

    testing::SourceRunner runner;
    sources::Mqtt source{
        runner.executor(), address(broker, "mqtts"), {.mqtt = {.ca_file = at + "/ca"}}};
    runner.start(source);
    CHECK(hears(runner, broker, "--cafile " + at + "/ca"));
}

TEST_CASE("without the authority's file nothing is sent in the clear") {
    testing::LoopbackServer server;
    const testing::TemporaryFolder folder;
    auto to =
        *io::mqtt_address_from(fmt::format("mqtts://me:secret@127.0.0.1:{}/t", server.port()));
    testing::SourceRunner runner;
    sources::Mqtt source{runner.executor(), to, {.mqtt = {.ca_file = folder / "missing"}}};
    runner.start(source);
    REQUIRE(runner.until_end());
    CHECK(runner.end->kind == pipeline::SourceEnd::Kind::cannot_open);
    CHECK(runner.end->sentence.find("missing cannot be read: No such file") != std::string::npos);
    CHECK_FALSE(server.connected());
}

TEST_CASE("where there is no broker") {
    testing::LoopbackServer server;
    const auto address =
        *io::mqtt_address_from(fmt::format("mqtt://127.0.0.1:{}/t", server.port()));
    server.kill();
    testing::SourceRunner runner;
    sources::Mqtt source{runner.executor(), address, {}};
    runner.start(source);
    REQUIRE(runner.until_end());
    CHECK(runner.end->kind == pipeline::SourceEnd::Kind::cannot_open);
    CHECK(runner.end->sentence.find("nothing listens there") != std::string::npos);
}

TEST_CASE("a broker that says nothing does not hold up the end") {
    const testing::LoopbackServer silent;
    testing::SourceRunner runner;
    const auto address =
        *io::mqtt_address_from(fmt::format("mqtt://127.0.0.1:{}/t", silent.port()));
    sources::Mqtt source{runner.executor(), address, {}};
    runner.start(source);
    runner.handlers_within(std::chrono::milliseconds{100});
    runner.cancel();
    CHECK(runner.until_end(std::chrono::seconds{2}));
}
