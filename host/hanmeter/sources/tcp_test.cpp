// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/sources/tcp.h"

#include <doctest/doctest.h>
#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#include "support/loopback.h"
#include "support/source_runner.h"

using namespace hanmeter;
using Kind = pipeline::SourceEnd::Kind;
using std::chrono::milliseconds;

namespace {

sources::Tcp::Settings quick() {
    return {.connect_timeout = milliseconds{300}, .back_off = {milliseconds{10}, milliseconds{80}}};
}

bytes::Bytes part(const std::vector<std::uint8_t>& data, std::size_t from, std::size_t size) {
    return bytes::Bytes{data}.subspan(from, size);
}

// Nobody listens there any more.
std::uint16_t free_port() {
    testing::LoopbackServer server;
    return server.port();
}

// Whether this machine knows the host: a bare container may have no IPv6 and no name of its own.
bool is_here(const char* host) {
    addrinfo wanted{};
    wanted.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (::getaddrinfo(host, "0", &wanted, &found) != 0) return false;
    const int socket = ::socket(found->ai_family, SOCK_STREAM, 0);
    const bool bound = socket >= 0 && ::bind(socket, found->ai_addr, found->ai_addrlen) == 0;
    if (socket >= 0) ::close(socket);
    ::freeaddrinfo(found);
    return bound;
}

}  // namespace

TEST_CASE("what a gateway sends is received, over IPv4, IPv6 and by name") {
    for (const char* host : {"127.0.0.1", "::1", "localhost"}) {
        CAPTURE(host);
        if (!is_here(host)) {
            MESSAGE("not tried, since this machine does not have it: ", host);
            continue;
        }
        testing::LoopbackServer server{std::string_view{host} == "::1" ? AF_INET6 : AF_INET};
        testing::SourceRunner runner;
        sources::Tcp source{{host, server.port()}, {}};
        CHECK(source.live());
        const auto data = testing::pattern(300);
        runner.intake.enough = data.size();
        runner.start(source);
        REQUIRE(runner.until([&] { return server.connected(); }));
        server.send(part(data, 0, 100));
        REQUIRE(runner.until([&] { return runner.intake.received.size() == 100; }));
        server.send(part(data, 100, 200));
        REQUIRE(runner.until_end());
        CHECK(runner.end->kind == Kind::end_of_input);
        CHECK(runner.intake.received == data);
        CHECK(runner.intake.raw == data);
        CHECK(runner.intake.starts == std::vector<std::size_t>{0});
        CHECK(runner.intake.times.at(0));
        CHECK(runner.intake.notices.empty());
        CHECK(server.was_left());
    }
}

TEST_CASE("a server that is killed and started again: said once each, every connection begins") {
    testing::LoopbackServer server;
    testing::SourceRunner runner;
    sources::Tcp source{{"127.0.0.1", server.port()}, quick()};
    const auto data = testing::pattern(60);
    runner.start(source);
    for (std::size_t outage = 0; outage < 3; ++outage) {
        REQUIRE(runner.until([&] { return server.connected(); }));
        server.send(part(data, outage * 20, 20));
        REQUIRE(runner.until([&] { return runner.intake.received.size() == (outage + 1) * 20; }));
        CHECK(runner.intake.noticed(" is back") == outage);
        server.kill();
        REQUIRE(runner.until([&] { return runner.intake.noticed("was lost") == outage + 1; }));
        CHECK_FALSE(runner.until_end(milliseconds{100}));
        server.start();
    }
    CHECK(runner.intake.notices.size() == 5);
    CHECK(runner.intake.received == data);
    CHECK(runner.intake.starts == std::vector<std::size_t>{0, 20, 40});
}

TEST_CASE("a server that hangs up on everybody is complained of once, and not asked in a hurry") {
    testing::LoopbackServer server;
    testing::SourceRunner runner;
    sources::Tcp source{{"127.0.0.1", server.port()}, quick()};
    runner.start(source);
    const auto begun = std::chrono::steady_clock::now();
    for (int connection = 0; connection < 6; ++connection) {
        REQUIRE(runner.until([&] { return server.connected(); }));
        server.hang_up();
    }
    CHECK(std::chrono::steady_clock::now() - begun >= milliseconds{10 + 20 + 40 + 80 + 80});
    CHECK(runner.intake.notices.size() == 1);
}

TEST_CASE("the back-off doubles up to its limit and starts anew when bytes come") {
    io::BackOff back_off = sources::Tcp::Settings{}.back_off;
    for (const int seconds : {1, 2, 4, 8, 16, 30, 30}) {
        CHECK(back_off.next() == std::chrono::seconds{seconds});
    }
    back_off.reset();
    CHECK(back_off.next() == std::chrono::seconds{1});
}

TEST_CASE("a host that does not answer at start ends the source with the reason") {
    testing::SourceRunner runner;
    SUBCASE("refused") {
        sources::Tcp source{{"127.0.0.1", free_port()}, quick()};
        runner.start(source);
        REQUIRE(runner.until_end());
        CHECK(runner.end->sentence.find("Nothing listens at 127.0.0.1:") == 0);
    }
    SUBCASE("no such host") {
        sources::Tcp source{{"no-such-host.invalid", 8481}, quick()};
        runner.start(source);
        REQUIRE(runner.until_end());
        CHECK(runner.end->sentence.find("no-such-host.invalid") != std::string::npos);
        CHECK(runner.end->sentence.find("give its address") != std::string::npos);
    }
    SUBCASE("timed out") {
        // A queue that is full drops whoever knocks.
        testing::LoopbackServer server{AF_INET, 0};
        testing::SourceRunner first;
        sources::Tcp filler{{"127.0.0.1", server.port()}, {}};
        first.start(filler);
        REQUIRE(first.until([&] { return !first.intake.starts.empty(); }));
        sources::Tcp source{{"127.0.0.1", server.port()}, quick()};
        runner.start(source);
        REQUIRE(runner.until_end());
        CHECK(runner.end->sentence.find("timed out") != std::string::npos);
    }
    CHECK(runner.end->kind == Kind::cannot_open);
    CHECK(runner.intake.notices.empty());
    CHECK(runner.intake.starts.empty());
}

TEST_CASE("a patient source waits for a server that is not there at start") {
    testing::LoopbackServer server;
    server.kill();
    auto settings = quick();
    settings.patient = true;
    testing::SourceRunner runner;
    sources::Tcp source{{"127.0.0.1", server.port()}, settings};
    runner.intake.enough = 8;
    runner.start(source);
    REQUIRE(runner.until([&] { return runner.intake.noticed("Nothing listens") == 1; }));
    CHECK_FALSE(runner.until_end(milliseconds{100}));
    server.start();
    REQUIRE(runner.until([&] { return server.connected(); }));
    server.send(testing::pattern(8));
    REQUIRE(runner.until_end());
    CHECK(runner.intake.notices.size() == 2);
}

TEST_CASE("cancelling ends it at once, whatever it waits for") {
    testing::SourceRunner runner;
    testing::LoopbackServer server;
    auto settings = quick();
    settings.patient = true;
    settings.connect_timeout = std::chrono::seconds{30};
    settings.back_off = {std::chrono::seconds{30}, std::chrono::seconds{30}};
    sources::Tcp source{{"127.0.0.1", server.port()}, settings};
    SUBCASE("bytes") {
        runner.start(source);
        REQUIRE(runner.until([&] { return server.connected(); }));
    }
    SUBCASE("the next attempt") {
        server.kill();
        runner.start(source);
        REQUIRE(runner.until([&] { return runner.intake.notices.size() == 1; }));
    }
    runner.cancel();
    REQUIRE(runner.until_end(std::chrono::seconds{5}));
    CHECK(runner.end->kind == Kind::end_of_input);
}

TEST_CASE("cancelling ends an attempt to connect and a question to the name servers") {
    testing::LoopbackServer server{AF_INET, 0};
    testing::SourceRunner first;
    sources::Tcp filler{{"127.0.0.1", server.port()}, {}};
    first.start(filler);
    REQUIRE(first.until([&] { return !first.intake.starts.empty(); }));
    for (const char* host : {"127.0.0.1", "no-such-host.invalid"}) {
        testing::SourceRunner runner;
        sources::Tcp source{{host, server.port()}, {.connect_timeout = std::chrono::seconds{30}}};
        runner.start(source);
        CHECK_FALSE(runner.until([&] { return runner.end && host[0] == '1'; }, milliseconds{60}));
        runner.cancel();
        REQUIRE(runner.until_end(std::chrono::seconds{5}));
    }
}
