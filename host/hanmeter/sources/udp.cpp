// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/sources/udp.h"

#include <asio/buffer.hpp>
#include <asio/redirect_error.hpp>
#include <asio/use_awaitable.hpp>
#include <vector>

#include "hanmeter/io/clock.h"
#include "hanmeter/io/wait.h"

namespace hanmeter::sources {

using pipeline::SourceEnd;

asio::awaitable<SourceEnd> Udp::run(pipeline::Intake& intake) {
    constexpr std::size_t largest_datagram = 65'536;
    co_await io::cancel_by_value();
    auto socket = io::listen_udp(executor_, address_);
    if (!socket) co_return SourceEnd{SourceEnd::Kind::cannot_open, socket.error()};
    pipeline::Received received{intake, undo_};
    std::vector<std::uint8_t> room(largest_datagram);
    while (!intake.done() && !co_await io::cancelled()) {
        asio::ip::udp::endpoint sender;
        asio::error_code error;
        const std::size_t size = co_await socket->async_receive_from(
            asio::buffer(room), sender, asio::redirect_error(asio::use_awaitable, error));
        if (error || size == 0) continue;
        received.take_unit({room.data(), size}, io::now());
    }
    co_return SourceEnd{};
}

}  // namespace hanmeter::sources
