// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <asio/ip/tcp.hpp>
#include <memory>

#include "hanmeter/io/listen.h"
#include "hanmeter/pipeline/received.h"
#include "hanmeter/pipeline/source.h"

namespace hanmeter::sources {

// Waits for a gateway to connect. One connection at a time is read, the newest: a gateway that
// restarted comes again before its old connection is known to be dead. Each connection is a unit of
// its own.
class TcpListen : public pipeline::Source {
public:
    TcpListen(asio::any_io_executor executor, io::ListenAddress address, pipeline::Undo undo)
        : executor_{std::move(executor)}, address_{std::move(address)}, undo_{undo} {}

    asio::awaitable<pipeline::SourceEnd> run(pipeline::Intake& intake) override;
    bool live() const override { return true; }

private:
    struct Connection {
        explicit Connection(asio::ip::tcp::socket accepted) : socket{std::move(accepted)} {}
        asio::ip::tcp::socket socket;
        bool over = false;
    };

    // A coroutine of its own for each connection; `over` is set at its end.
    static asio::awaitable<void> read(std::shared_ptr<Connection> connection, pipeline::Undo undo,
                                      pipeline::Intake& intake, asio::ip::tcp::acceptor& acceptor);
    // Ends a connection, if there is one, and waits until it is over.
    static asio::awaitable<void> close(std::shared_ptr<Connection> connection);

    asio::any_io_executor executor_;
    io::ListenAddress address_;
    pipeline::Undo undo_;
};

}  // namespace hanmeter::sources
