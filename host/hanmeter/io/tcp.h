// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <asio/awaitable.hpp>
#include <asio/ip/tcp.hpp>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace hanmeter::io {

struct TcpAddress {
    std::string host;  // a name, or an address without brackets
    std::uint16_t port = 0;
};

// `host:port`, `192.0.2.1:8481` or `[2001:db8::1]:8481`; else one sentence.
tl::expected<TcpAddress, std::string> tcp_address_from(std::string_view text);

// As tcp_address_from() reads it.
std::string text(const TcpAddress& address);

// The addresses of a host. A name server that does not answer is waited for no longer than
// `timeout`, nor when the coroutine is cancelled. Wants cancel_by_value() first.
asio::awaitable<tl::expected<std::vector<asio::ip::tcp::endpoint>, std::string>> look_up(
    TcpAddress address, std::chrono::milliseconds timeout);

// Tries the host's addresses one after the other, each for `timeout`. Where none answers: one
// sentence that says why and what to do. The connection notices a peer that vanished without a word
// after about two minutes (keep-alive). Wants cancel_by_value() first.
asio::awaitable<tl::expected<asio::ip::tcp::socket, std::string>> connect(
    TcpAddress address, std::chrono::milliseconds timeout);

}  // namespace hanmeter::io
