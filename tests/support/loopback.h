// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <cstdint>
#include <cstring>
#include <string>

#include "hanmeter/io/file.h"

namespace hanmeter::testing {

// A TCP server on 127.0.0.1 (or ::1) that can be killed and started again on its port.
class LoopbackServer {
public:
    explicit LoopbackServer(int family = AF_INET, int backlog = 8)
        : family_{family}, backlog_{backlog} {
        start();
    }

    std::uint16_t port() const { return port_; }

    // On the same port as before.
    void start() {
        listener_ = io::Fd{::socket(family_, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)};
        REQUIRE(listener_);
        const int yes = 1;
        ::setsockopt(listener_.get(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
        sockaddr_storage address{};
        socklen_t size = fill(address);
        void* const raw = &address;
        REQUIRE(::bind(listener_.get(), static_cast<sockaddr*>(raw), size) == 0);
        REQUIRE(::listen(listener_.get(), backlog_) == 0);
        REQUIRE(::getsockname(listener_.get(), static_cast<sockaddr*>(raw), &size) == 0);
        port_ = ntohs(family_ == AF_INET ? static_cast<sockaddr_in*>(raw)->sin_port
                                         : static_cast<sockaddr_in6*>(raw)->sin6_port);
    }
    // Listener and connection are gone.
    void kill() {
        listener_.reset();
        connection_.reset();
    }
    void hang_up() { connection_.reset(); }

    // Whether somebody is connected by now; takes one connection at a time.
    bool connected() {
        if (!connection_) {
            connection_ = io::Fd{::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC)};
        }
        return static_cast<bool>(connection_);
    }
    // Whether the other side has closed the connection.
    bool was_left() const {
        char byte = 0;
        return ::recv(connection_.get(), &byte, 1, MSG_DONTWAIT) == 0;
    }
    // What came by now from who is connected.
    std::string received() {
        std::string text;
        if (!connected()) return text;
        std::array<char, 4096> room{};
        for (ssize_t size = 1; size > 0;) {
            size = ::recv(connection_.get(), room.data(), room.size(), MSG_DONTWAIT);
            if (size > 0) text.append(room.data(), static_cast<std::size_t>(size));
        }
        return text;
    }
    void send(bytes::Bytes data) const { REQUIRE_FALSE(io::write_all(connection_.get(), data)); }

private:
    socklen_t fill(sockaddr_storage& address) const {
        void* const raw = &address;
        if (family_ == AF_INET) {
            auto* const v4 = static_cast<sockaddr_in*>(raw);
            v4->sin_family = AF_INET;
            v4->sin_port = htons(port_);
            v4->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
            return sizeof *v4;
        }
        auto* const v6 = static_cast<sockaddr_in6*>(raw);
        v6->sin6_family = AF_INET6;
        v6->sin6_port = htons(port_);
        v6->sin6_addr = in6addr_loopback;
        return sizeof *v6;
    }

    int family_;
    int backlog_;
    std::uint16_t port_ = 0;
    io::Fd listener_;
    io::Fd connection_;
};

}  // namespace hanmeter::testing
