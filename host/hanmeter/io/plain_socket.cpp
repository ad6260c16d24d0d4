// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/io/plain_socket.h"

#include <fmt/core.h>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>

#include <cerrno>
#include <memory>
#include <system_error>

namespace hanmeter::io {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds turn{100};

std::string reason(int error) {
    return std::generic_category().message(error);
}

int error_of(int fd) {
    int error = 0;
    socklen_t size = sizeof error;
    ::getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size);
    return error;
}

}  // namespace

std::string PlainSocket::failed(std::string_view why) {
    fd_.reset();
    return fmt::format("{}: {}", text(address_), why);
}

bool PlainSocket::wait(short events, TimePoint until) {
    while (Clock::now() < until && !stop_) {
        pollfd wanted{fd_.get(), events, 0};
        if (::poll(&wanted, 1, static_cast<int>(turn.count())) > 0) return true;
    }
    return false;
}

std::string PlainSocket::connect(TimePoint until) {
    if (fd_ && !is_closed_by_peer()) return {};
    const int type = kind_ == Kind::tcp ? SOCK_STREAM : SOCK_DGRAM;
    addrinfo wanted{};
    wanted.ai_socktype = type;
    addrinfo* raw = nullptr;
    const int code =
        ::getaddrinfo(address_.host.c_str(), std::to_string(address_.port).c_str(), &wanted, &raw);
    if (code != 0) return failed(fmt::format("there is no such host ({})", ::gai_strerror(code)));
    const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> found{raw, ::freeaddrinfo};
    std::string why = "no address";
    for (const addrinfo* each = raw; each != nullptr; each = each->ai_next) {
        fd_.reset(::socket(each->ai_family, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
        if (!fd_) continue;
        if (::connect(fd_.get(), each->ai_addr, each->ai_addrlen) == 0) return {};
        int error = errno;
        if (error == EINPROGRESS) {
            error = wait(POLLOUT, until) ? error_of(fd_.get()) : ETIMEDOUT;
        }
        if (error == 0) return {};
        why = reason(error);
    }
    return failed(why);
}

bool PlainSocket::is_closed_by_peer() const {
    if (kind_ == Kind::udp) return false;
    char byte = 0;
    const ssize_t size = ::recv(fd_.get(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    return size == 0 || (size < 0 && errno != EAGAIN);
}

std::string PlainSocket::send(std::string_view data, TimePoint until) {
    do {
        const ssize_t size = ::send(fd_.get(), data.data(), data.size(), MSG_NOSIGNAL);
        if (size >= 0) {
            data.remove_prefix(static_cast<std::size_t>(size));
            continue;
        }
        if (errno == EINTR) continue;
        if (errno != EAGAIN) return failed(reason(errno));
        if (!wait(POLLOUT, until)) return failed("it takes nothing");
    } while (!data.empty());
    return {};
}

}  // namespace hanmeter::io
