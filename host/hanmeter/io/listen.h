// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <asio/any_io_executor.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/ip/udp.hpp>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace hanmeter::io {

// Where to wait for others: an address of this machine, or every one of them.
struct ListenAddress {
    asio::ip::address address{};  // only where `every` is false
    bool every = true;
    std::uint16_t port = 0;
};

// `:8481`, `127.0.0.1:8481` or `[::1]:8481`; else one sentence.
tl::expected<ListenAddress, std::string> listen_address_from(std::string_view text);

// As listen_address_from() reads it.
std::string text(const ListenAddress& address);

// Both listen at once, for IPv6 and IPv4 where the machine has both. The error is one sentence that
// says why and what to do.
tl::expected<asio::ip::tcp::acceptor, std::string> listen_tcp(const asio::any_io_executor& executor,
                                                              const ListenAddress& address);
tl::expected<asio::ip::udp::socket, std::string> listen_udp(const asio::any_io_executor& executor,
                                                            const ListenAddress& address);

}  // namespace hanmeter::io
