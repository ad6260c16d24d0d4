// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/io/tcp.h"

#include <fmt/core.h>
#include <netdb.h>
#include <netinet/tcp.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <asio/ip/address.hpp>
#include <asio/posix/stream_descriptor.hpp>
#include <asio/redirect_error.hpp>
#include <asio/this_coro.hpp>
#include <asio/use_awaitable.hpp>
#include <atomic>
#include <charconv>
#include <cstring>
#include <memory>
#include <thread>

#include "hanmeter/io/file.h"
#include "hanmeter/io/wait.h"

namespace hanmeter::io {
namespace {

using asio::ip::tcp;
using Endpoints = std::vector<tcp::endpoint>;
using std::chrono::milliseconds;

// A question to the name servers. Its thread cannot be called back, so it shares this with whoever
// asked and touches nothing else.
struct Question {
    TcpAddress address;
    Fd answered_event{::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)};
    std::atomic<bool> answered = false;
    int error = 0;
    Endpoints endpoints{};
};

void ask(Question& question) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    question.error = ::getaddrinfo(question.address.host.c_str(), nullptr, &hints, &found);
    for (const addrinfo* at = found; at != nullptr; at = at->ai_next) {
        tcp::endpoint endpoint;
        if (at->ai_addrlen > endpoint.capacity()) continue;
        std::memcpy(endpoint.data(), at->ai_addr, at->ai_addrlen);
        endpoint.resize(at->ai_addrlen);
        endpoint.port(question.address.port);
        question.endpoints.push_back(endpoint);
    }
    if (found != nullptr) ::freeaddrinfo(found);
    question.answered.store(true);
    ::eventfd_write(question.answered_event.get(), 1);
}

std::string explain_look_up(const std::string& host, int error) {
    if (error == EAI_NONAME || error == EAI_NODATA) {
        return fmt::format(
            "There is no host named {}: see whether the name is right, or give its "
            "address.",
            host);
    }
    return fmt::format("The host name {} cannot be looked up ({}): give its address.", host,
                       ::gai_strerror(error));
}

std::string explain_connect(const TcpAddress& address, asio::error_code error) {
    const std::string name = text(address);
    if (error == asio::error::connection_refused) {
        return fmt::format(
            "Nothing listens at {} (connection refused): see whether the port is "
            "right and the gateway's server is on.",
            name);
    }
    if (error == asio::error::timed_out) {
        return fmt::format(
            "{} did not answer (timed out): see whether it is on and the address "
            "is right.",
            name);
    }
    return fmt::format("{} cannot be reached: {}.", name, error.message());
}

void keep_alive(tcp::socket& socket) {
    const auto set = [&](int level, int option, int value) {
        ::setsockopt(socket.native_handle(), level, option, &value, sizeof value);
    };
    set(SOL_SOCKET, SO_KEEPALIVE, 1);
    set(IPPROTO_TCP, TCP_KEEPIDLE, 60);
    set(IPPROTO_TCP, TCP_KEEPINTVL, 15);
    set(IPPROTO_TCP, TCP_KEEPCNT, 4);
}

asio::awaitable<asio::error_code> try_one(tcp::socket& socket, tcp::endpoint endpoint,
                                          milliseconds timeout) {
    asio::error_code error;
    socket.close(error);
    const Deadline deadline{socket.get_executor(), timeout, [&socket] {
                                asio::error_code ignored;
                                socket.close(ignored);
                            }};
    co_await socket.async_connect(endpoint, asio::redirect_error(asio::use_awaitable, error));
    if (deadline.expired()) co_return asio::error::timed_out;
    co_return error;
}

}  // namespace

tl::expected<TcpAddress, std::string> tcp_address_from(std::string_view text) {
    const auto wrong = [&](std::string_view what) {
        return tl::unexpected{fmt::format(
            "{} is no address to connect to ({}): write HOST:PORT, as in meter.local:8481.", text,
            what)};
    };
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos) return wrong("the port is missing");
    std::string_view host = text.substr(0, colon);
    const std::string_view port = text.substr(colon + 1);
    if (host.starts_with('[') && host.ends_with(']')) {
        host = host.substr(1, host.size() - 2);
    } else if (host.find_first_of(":[]") != std::string_view::npos) {
        return wrong("an IPv6 address stands in brackets");
    }
    if (host.empty()) return wrong("the host is missing");
    if (host.find_first_of("/ \t@") != std::string_view::npos) return wrong("that is no host");
    TcpAddress address{std::string{host}, 0};
    const char* const end = port.data() + port.size();
    const auto parsed = std::from_chars(port.data(), end, address.port);
    if (parsed.ec != std::errc{} || parsed.ptr != end || address.port == 0) {
        return wrong("a port is a number from 1 to 65535");
    }
    return address;
}

std::string text(const TcpAddress& address) {
    const bool is_v6 = address.host.find(':') != std::string::npos;
    return fmt::format("{}{}{}:{}", is_v6 ? "[" : "", address.host, is_v6 ? "]" : "", address.port);
}

asio::awaitable<tl::expected<Endpoints, std::string>> look_up(TcpAddress address,
                                                              milliseconds timeout) {
    asio::error_code error;
    const asio::ip::address literal = asio::ip::make_address(address.host, error);
    if (!error) co_return Endpoints{tcp::endpoint{literal, address.port}};

    const auto question = std::make_shared<Question>();
    question->address = address;
    auto event = duplicate(question->answered_event.get());
    if (!event) co_return tl::unexpected{event.error().message()};
    const auto executor = co_await asio::this_coro::executor;
    asio::posix::stream_descriptor answer{executor, event->release()};
    std::thread{[question] { ask(*question); }}.detach();
    const Deadline deadline{executor, timeout, [&answer] { answer.cancel(); }};
    co_await answer.async_wait(asio::posix::descriptor_base::wait_read,
                               asio::redirect_error(asio::use_awaitable, error));
    if (!question->answered.load()) {
        co_return tl::unexpected{explain_look_up(address.host, EAI_AGAIN)};
    }
    if (question->endpoints.empty()) {
        co_return tl::unexpected{explain_look_up(address.host, question->error)};
    }
    co_return question->endpoints;
}

asio::awaitable<tl::expected<tcp::socket, std::string>> connect(TcpAddress address,
                                                                milliseconds timeout) {
    const auto endpoints = co_await look_up(address, timeout);
    if (!endpoints) co_return tl::unexpected{endpoints.error()};
    tcp::socket socket{co_await asio::this_coro::executor};
    asio::error_code error;
    for (const tcp::endpoint& endpoint : *endpoints) {
        error = co_await try_one(socket, endpoint, timeout);
        if (!error || co_await cancelled()) break;
    }
    if (error) co_return tl::unexpected{explain_connect(address, error)};
    keep_alive(socket);
    co_return socket;
}

}  // namespace hanmeter::io
