// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/sinks/json_net.h"

#include <doctest/doctest.h>

#include <string>
#include <thread>

#include "fakes/reading.h"
#include "hanmeter/pipeline/pipeline.h"
#include "hanmeter/store/memory_log.h"
#include "support/loopback.h"

using namespace hanmeter;
using fakes::HandmadeReading;
using pipeline::Accepted;
using pipeline::TryAgain;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

std::vector<store::Entry> powers(int from, int to) {
    std::vector<store::Entry> batch;
    for (int i = from; i <= to; ++i) {
        batch.push_back({1, std::make_shared<const store::StoredReading>(
                                HandmadeReading{}.at(i * 1000).power(i).view(), "home")});
    }
    return batch;
}

std::string line(int power) {
    char time[32];
    std::snprintf(time, sizeof time, "1970-01-01T00:00:%02d.000Z", power);
    return std::string{"{\"time\":\""} + time + "\",\"meter\":\"home\",\"check\":\"none\"," +
           "\"active_power_import_w\":" + std::to_string(power) + "}\n";
}

std::string address(std::uint16_t port) {
    return "127.0.0.1:" + std::to_string(port);
}

}  // namespace

TEST_CASE("TCP: lines, and again where the other side was away") {
    testing::LoopbackServer server;
    auto sink = sinks::make_json_tcp({.to = address(server.port())}, "tcp");
    REQUIRE(sink);
    CHECK(std::get<Accepted>((*sink)->deliver(powers(1, 2), {})).count == 2);
    REQUIRE(server.connected());
    CHECK(server.received() == line(1) + line(2));
    server.kill();
    const auto away = (*sink)->deliver(powers(3, 3), {});
    REQUIRE(std::holds_alternative<TryAgain>(away));
    CHECK(std::get<TryAgain>(away).why == address(server.port()) + ": Connection refused");
    server.start();
    CHECK(std::get<Accepted>((*sink)->deliver(powers(3, 3), {})).count == 1);
    REQUIRE(server.connected());
    CHECK(server.received() == line(3));
}

TEST_CASE("TCP: one that takes nothing holds a delivery up no longer than the timeout") {
    testing::LoopbackServer server;
    auto sink =
        sinks::make_json_tcp({.to = address(server.port()), .timeout = milliseconds{300}}, "tcp");
    REQUIRE(sink);
    const auto begun = std::chrono::steady_clock::now();
    const auto many = powers(1, 50);
    bool again = false;
    for (int i = 0; i < 10'000 && !again; ++i) {
        again = std::holds_alternative<TryAgain>((*sink)->deliver(many, {}));
    }
    CHECK(again);
    CHECK(std::chrono::steady_clock::now() - begun < seconds{20});
}

TEST_CASE("UDP: a datagram a reading, and nobody there is no trouble") {
    const io::Fd receiver{::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0)};
    sockaddr_in here{};
    here.sin_family = AF_INET;
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof here;
    void* const raw = &here;
    REQUIRE(::bind(receiver.get(), static_cast<sockaddr*>(raw), size) == 0);
    REQUIRE(::getsockname(receiver.get(), static_cast<sockaddr*>(raw), &size) == 0);
    auto sink = sinks::make_json_udp({.to = address(ntohs(here.sin_port))}, "udp");
    REQUIRE(sink);
    CHECK(std::get<Accepted>((*sink)->deliver(powers(1, 2), {})).count == 2);
    std::array<char, 512> room;
    for (const int power : {1, 2}) {
        const ssize_t got = ::recv(receiver.get(), room.data(), room.size(), 0);
        REQUIRE(got > 0);
        CHECK(std::string(room.data(), static_cast<std::size_t>(got)) == line(power));
    }
    auto nobody = sinks::make_json_udp({.to = "127.0.0.1:1"}, "udp");
    REQUIRE(nobody);
    for (int i = 0; i < 3; ++i) {
        CHECK(std::get<Accepted>((*nobody)->deliver(powers(1, 1), {})).count == 1);
    }
    CHECK_FALSE(sinks::make_json_udp({.to = "nowhere"}, "udp"));
}
