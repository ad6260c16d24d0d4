// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <asio/ip/tcp.hpp>
#include <list>
#include <memory>
#include <string>
#include <tl/expected.hpp>

#include "hanmeter/bytes/cursor.h"

namespace hanmeter::app::service {

// Passes the bytes of a line on to whoever connects, as they came: a serial port has one reader.
// Nobody is waited for: a client that does not keep up is let go of.
class Share {
public:
    // `address`: tcp-listen://127.0.0.1:8481. The error is a clause.
    static tl::expected<std::unique_ptr<Share>, std::string> open(
        const asio::any_io_executor& executor, std::string_view address);
    ~Share();

    void send(bytes::Bytes data);

private:
    using Socket = asio::ip::tcp::socket;

    explicit Share(asio::ip::tcp::acceptor acceptor) : acceptor_{std::move(acceptor)} {}
    void accept();

    asio::ip::tcp::acceptor acceptor_;
    std::list<Socket> clients_{};
};

// Whether it is such an address.
bool is_share_address(std::string_view address);

}  // namespace hanmeter::app::service
