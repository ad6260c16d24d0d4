// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/sources/tcp_listen.h"

#include <doctest/doctest.h>

#include <asio/buffer.hpp>
#include <asio/io_context.hpp>
#include <asio/write.hpp>

#include "support/loopback.h"
#include "support/source_runner.h"

using namespace hanmeter;
using Kind = pipeline::SourceEnd::Kind;
using Bytes = std::vector<std::uint8_t>;

namespace {

// A port that nobody listens on any more.
io::ListenAddress loopback() {
    testing::LoopbackServer server;
    return {asio::ip::make_address("127.0.0.1"), false, server.port()};
}

// A gateway that connects to `address`, on a context of its own.
struct Gateway {
    explicit Gateway(const io::ListenAddress& address) : socket{context} {
        socket.connect({address.address, address.port});
    }
    void send(const Bytes& data) { asio::write(socket, asio::buffer(data)); }

    asio::io_context context{};
    asio::ip::tcp::socket socket;
};

// The source listens once the runner has had a turn.
void let_it_listen(testing::SourceRunner& runner) {
    runner.handlers_within(std::chrono::milliseconds{50});
}

}  // namespace

TEST_CASE("each connection is a unit, and the newest takes the place of an older one") {
    const auto address = loopback();
    testing::SourceRunner runner;
    sources::TcpListen source{runner.executor(), address, {}};
    CHECK(source.live());
    runner.start(source);
    let_it_listen(runner);

    Gateway first{address};
    first.send({1, 2, 3});
    REQUIRE(runner.until([&] { return runner.intake.received.size() == 3; }));
    Gateway second{address};
    second.send({4, 5});
    REQUIRE(runner.until([&] { return runner.intake.received.size() == 5; }));
    CHECK(runner.intake.received == Bytes{1, 2, 3, 4, 5});
    CHECK(runner.intake.starts == std::vector<std::size_t>{0, 3});
    CHECK(runner.intake.times.back());

    second.socket.close();
    Gateway third{address};
    third.send({6});
    REQUIRE(runner.until([&] { return runner.intake.received.size() == 6; }));
    runner.cancel();
    CHECK(runner.until_end());
}

TEST_CASE("it ends when no more is wanted") {
    const auto address = loopback();
    testing::SourceRunner runner;
    sources::TcpListen source{runner.executor(), address, {}};
    runner.intake.enough = 2;
    runner.start(source);
    let_it_listen(runner);
    Gateway gateway{address};
    gateway.send({1, 2});
    CHECK(runner.until_end());
    CHECK(runner.end->kind == Kind::end_of_input);
}

TEST_CASE("a port that is taken is said") {
    testing::LoopbackServer taken;
    testing::SourceRunner runner;
    sources::TcpListen source{
        runner.executor(), {asio::ip::make_address("127.0.0.1"), false, taken.port()}, {}};
    runner.start(source);
    REQUIRE(runner.until_end());
    CHECK(runner.end->kind == Kind::cannot_open);
    CHECK(runner.end->sentence.find("is taken by another program") != std::string::npos);
}
