// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/sources/udp.h"

#include <doctest/doctest.h>

#include <asio/buffer.hpp>
#include <asio/io_context.hpp>

#include "support/loopback.h"
#include "support/source_runner.h"

using namespace hanmeter;
using Bytes = std::vector<std::uint8_t>;

namespace {

// A port that nobody listens on any more.
io::ListenAddress loopback() {
    testing::LoopbackServer server;
    return {asio::ip::make_address("127.0.0.1"), false, server.port()};
}

// The source listens once the runner has had a turn.
void let_it_listen(testing::SourceRunner& runner) {
    runner.handlers_within(std::chrono::milliseconds{50});
}

}  // namespace

TEST_CASE("each datagram is a unit, large ones whole") {
    const auto address = loopback();
    testing::SourceRunner runner;
    sources::Udp source{runner.executor(), address, {}};
    CHECK(source.live());
    runner.start(source);
    let_it_listen(runner);

    asio::io_context context;
    asio::ip::udp::socket gateway{context, asio::ip::udp::v4()};
    const asio::ip::udp::endpoint target{address.address, address.port};
    gateway.send_to(asio::buffer(Bytes{1, 2, 3}), target);
    gateway.send_to(asio::buffer(Bytes{}), target);
    gateway.send_to(asio::buffer(Bytes(9000, 7)), target);
    REQUIRE(runner.until([&] { return runner.intake.received.size() == 9003; }));
    REQUIRE(runner.until(
        [&] { return !runner.intake.ends.empty() && runner.intake.ends.back() == 9003; }));
    CHECK(runner.intake.ends == std::vector<std::size_t>{0, 3, 3, 9003});
    CHECK(runner.intake.starts.empty());
    CHECK(runner.intake.sizes == std::vector<std::size_t>{3, 9000});
    runner.cancel();
    CHECK(runner.until_end());
}
