// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/sources/tcp_listen.h"

#include <array>
#include <asio/buffer.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/redirect_error.hpp>
#include <asio/socket_base.hpp>
#include <asio/use_awaitable.hpp>

#include "hanmeter/io/clock.h"
#include "hanmeter/io/wait.h"

namespace hanmeter::sources {

using pipeline::SourceEnd;

asio::awaitable<SourceEnd> TcpListen::run(pipeline::Intake& intake) {
    co_await io::cancel_by_value();
    auto acceptor = io::listen_tcp(executor_, address_);
    if (!acceptor) co_return SourceEnd{SourceEnd::Kind::cannot_open, acceptor.error()};
    std::shared_ptr<Connection> connection;  // shared with the coroutine that reads it
    while (!intake.done() && !co_await io::cancelled()) {
        asio::error_code error;
        asio::ip::tcp::socket socket =
            co_await acceptor->async_accept(asio::redirect_error(asio::use_awaitable, error));
        if (error) continue;
        co_await close(connection);
        socket.set_option(asio::socket_base::keep_alive{true}, error);
        connection = std::make_shared<Connection>(std::move(socket));
        asio::co_spawn(executor_, read(connection, undo_, intake, *acceptor), asio::detached);
    }
    co_await close(connection);
    co_return SourceEnd{};
}

asio::awaitable<void> TcpListen::read(std::shared_ptr<Connection> connection, pipeline::Undo undo,
                                      pipeline::Intake& intake, asio::ip::tcp::acceptor& acceptor) {
    pipeline::Received received{intake, undo};
    std::array<std::uint8_t, 16384> room{};
    asio::error_code error;
    received.begin();
    while (!intake.done()) {
        const std::size_t size = co_await connection->socket.async_read_some(
            asio::buffer(room), asio::redirect_error(asio::use_awaitable, error));
        if (error) break;
        received.take({room.data(), size}, io::now());
    }
    received.finish();
    connection->over = true;
    if (intake.done()) acceptor.cancel(error);
}

asio::awaitable<void> TcpListen::close(std::shared_ptr<Connection> connection) {
    if (!connection) co_return;
    asio::error_code ignored;
    connection->socket.close(ignored);
    while (!connection->over) co_await io::give_way();
}

}  // namespace hanmeter::sources
