// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/io/listen.h"

#include <fmt/core.h>

#include <asio/ip/v6_only.hpp>
#include <asio/socket_base.hpp>

#include "hanmeter/io/tcp.h"

namespace hanmeter::io {
namespace {

std::string explain(const ListenAddress& address, const asio::error_code& why) {
    constexpr std::uint16_t first_free_port = 1024;
    if (why == asio::error::address_in_use) {
        return fmt::format("Port {} is taken by another program: `ss -lntup` shows which.",
                           address.port);
    }
    if (why == asio::error::access_denied && address.port < first_free_port) {
        return fmt::format("Port {} is for root only: take one from {} on.", address.port,
                           first_free_port);
    }
    if (why == std::errc::address_not_available) {
        return fmt::format("{} is no address of this machine: `ip address` lists them.",
                           address.address.to_string());
    }
    return fmt::format("Cannot listen on {}: {}.", text(address), why.message());
}

template <class Protocol, class Socket>
asio::error_code bind(Socket& socket, const ListenAddress& address) {
    asio::error_code error;
    const auto open_and_bind = [&](const typename Protocol::endpoint& endpoint) {
        socket.open(endpoint.protocol(), error);
        if (error) return;
        if (endpoint.address().is_v6()) socket.set_option(asio::ip::v6_only{false}, error);
        socket.set_option(asio::socket_base::reuse_address{true}, error);
        socket.bind(endpoint, error);
    };
    if (!address.every) {
        open_and_bind({address.address, address.port});
        return error;
    }
    open_and_bind({Protocol::v6(), address.port});
    const bool no_ipv6 = error == asio::error::address_family_not_supported ||
                         error == std::errc::address_not_available;
    if (no_ipv6) {
        asio::error_code closing;
        socket.close(closing);
        open_and_bind({Protocol::v4(), address.port});
    }
    return error;
}

}  // namespace

tl::expected<ListenAddress, std::string> listen_address_from(std::string_view text) {
    const bool every = text.starts_with(':');
    const std::string whole = every ? fmt::format("0.0.0.0{}", text) : std::string{text};
    const auto parsed = tcp_address_from(whole);
    if (!parsed) return tl::unexpected{parsed.error()};
    if (every) return ListenAddress{.port = parsed->port};
    asio::error_code error;
    const auto address = asio::ip::make_address(
        parsed->host == "localhost" ? std::string{"127.0.0.1"} : parsed->host, error);
    if (error) {
        return tl::unexpected{
            fmt::format("{} is no address of this machine: write it in digits, or :{} for all",
                        parsed->host, parsed->port)};
    }
    return ListenAddress{address, false, parsed->port};
}

std::string text(const ListenAddress& address) {
    if (address.every) return fmt::format(":{}", address.port);
    return text(TcpAddress{address.address.to_string(), address.port});
}

tl::expected<asio::ip::tcp::acceptor, std::string> listen_tcp(const asio::any_io_executor& executor,
                                                              const ListenAddress& address) {
    asio::ip::tcp::acceptor acceptor{executor};
    asio::error_code error = bind<asio::ip::tcp>(acceptor, address);
    if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error) return tl::unexpected{explain(address, error)};
    return acceptor;
}

tl::expected<asio::ip::udp::socket, std::string> listen_udp(const asio::any_io_executor& executor,
                                                            const ListenAddress& address) {
    asio::ip::udp::socket socket{executor};
    if (const asio::error_code error = bind<asio::ip::udp>(socket, address)) {
        return tl::unexpected{explain(address, error)};
    }
    return socket;
}

}  // namespace hanmeter::io
