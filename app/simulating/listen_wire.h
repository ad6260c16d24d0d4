// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <asio/any_io_executor.hpp>
#include <asio/ip/tcp.hpp>
#include <list>
#include <memory>
#include <string>
#include <tl/expected.hpp>

#include "app/failure.h"
#include "app/simulating/wire.h"

namespace hanmeter::app::simulating {

// A TCP port like a serial server's: every client gets what the meter sends while it is connected.
class ListenWire : public Wire {
public:
    // `HOST:PORT`; port 0 takes a free one. Where it fails, one sentence.
    static tl::expected<std::unique_ptr<ListenWire>, Failure> open(
        const asio::any_io_executor& executor, std::string_view address);

    std::string address() const;  // with the port that it got

    asio::awaitable<void> ready() override;
    asio::awaitable<std::error_code> send(bytes::Bytes data, bool patient) override;
    asio::awaitable<void> drain() override { co_return; }
    bool byte_by_byte() const override { return true; }

private:
    explicit ListenWire(asio::ip::tcp::acceptor acceptor);
    void accept_next();
    void accept_waiting();

    asio::ip::tcp::acceptor acceptor_;
    std::list<asio::ip::tcp::socket> clients_{};
};

}  // namespace hanmeter::app::simulating
