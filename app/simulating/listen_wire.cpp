// SPDX-License-Identifier: Apache-2.0
#include "app/simulating/listen_wire.h"

#include <fmt/core.h>

#include <asio/redirect_error.hpp>
#include <asio/use_awaitable.hpp>
#include <asio/write.hpp>
#include <charconv>

#include "hanmeter/io/wait.h"

namespace hanmeter::app::simulating {
namespace {

using asio::ip::tcp;

constexpr std::chrono::milliseconds between_looks{10};

// A numeric address, or localhost.
tl::expected<tcp::endpoint, Failure> endpoint_from(std::string_view text) {
    const auto wrong = tl::unexpected{Failure{
        Exit::usage,
        fmt::format("{} is no address to listen on; write one of this machine's and a port, as in "
                    "127.0.0.1:8481",
                    text)}};
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos) return wrong;
    std::string host{text.substr(0, colon)};
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    if (host == "localhost") host = "127.0.0.1";
    std::uint16_t port = 0;
    const char* end = text.data() + text.size();
    const auto [last, error] = std::from_chars(text.data() + colon + 1, end, port);
    asio::error_code unknown;
    const auto address = asio::ip::make_address(host, unknown);
    if (unknown || error != std::errc{} || last != end) return wrong;
    return tcp::endpoint{address, port};
}

// What the kernel takes at once; the rest is lost. False where the client is gone.
bool offer(tcp::socket& client, bytes::Bytes data) {
    asio::error_code error;
    client.write_some(asio::buffer(data.data(), data.size()), error);
    return !error || error == asio::error::would_block;
}

}  // namespace

tl::expected<std::unique_ptr<ListenWire>, Failure> ListenWire::open(
    const asio::any_io_executor& executor, std::string_view address) {
    const auto endpoint = endpoint_from(address);
    if (!endpoint) return tl::unexpected{endpoint.error()};
    tcp::acceptor acceptor{executor};
    asio::error_code error;
    acceptor.open(endpoint->protocol(), error);
    if (!error) acceptor.set_option(tcp::acceptor::reuse_address{true}, error);
    if (!error) acceptor.bind(*endpoint, error);
    if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (!error) acceptor.non_blocking(true, error);
    if (error) {
        return tl::unexpected{Failure{Exit::cannot_open, fmt::format("{} cannot be listened on: {}",
                                                                     address, error.message())}};
    }
    return std::unique_ptr<ListenWire>{new ListenWire{std::move(acceptor)}};
}

ListenWire::ListenWire(tcp::acceptor acceptor) : acceptor_{std::move(acceptor)} {
    accept_next();
}

std::string ListenWire::address() const {
    asio::error_code ignored;
    const auto endpoint = acceptor_.local_endpoint(ignored);
    const std::string host = endpoint.address().to_string();
    return endpoint.address().is_v6() ? fmt::format("[{}]:{}", host, endpoint.port())
                                      : fmt::format("{}:{}", host, endpoint.port());
}

void ListenWire::accept_next() {
    acceptor_.async_wait(tcp::acceptor::wait_read, [this](asio::error_code error) {
        if (error == asio::error::operation_aborted) return;
        accept_waiting();
        accept_next();
    });
}

void ListenWire::accept_waiting() {
    for (;;) {
        asio::error_code error;
        tcp::socket client = acceptor_.accept(error);
        if (error) return;
        client.non_blocking(true, error);
        clients_.push_back(std::move(client));
    }
}

asio::awaitable<void> ListenWire::ready() {
    while (clients_.empty()) {
        const bool over = co_await io::cancelled();
        if (over) break;
        co_await io::sleep_for(between_looks);
    }
}

asio::awaitable<std::error_code> ListenWire::send(bytes::Bytes data, bool patient) {
    for (auto client = clients_.begin(); client != clients_.end();) {
        bool gone = false;
        if (patient) {
            asio::error_code error;
            co_await asio::async_write(*client, asio::buffer(data.data(), data.size()),
                                       asio::redirect_error(asio::use_awaitable, error));
            gone = static_cast<bool>(error);
        } else {
            gone = !offer(*client, data);
        }
        client = gone ? clients_.erase(client) : std::next(client);
    }
    const bool over = patient && clients_.empty();
    co_return over ? make_error_code(std::errc::broken_pipe) : std::error_code{};
}

}  // namespace hanmeter::app::simulating
