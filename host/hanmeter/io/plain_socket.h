// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <chrono>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "hanmeter/io/file.h"
#include "hanmeter/io/tcp.h"

namespace hanmeter::io {

// A socket for threads that block, each call up to `until` at most. Errors are clauses.
class PlainSocket {
public:
    using TimePoint = std::chrono::steady_clock::time_point;
    enum class Kind { tcp, udp };

    PlainSocket(Kind kind, TcpAddress address) : kind_{kind}, address_{std::move(address)} {}

    bool connected() const { return static_cast<bool>(fd_); }
    // Empty where it is connected. A name server is waited for as long as it takes.
    std::string connect(TimePoint until);
    // All of it, or why not; then the connection is closed.
    std::string send(std::string_view data, TimePoint until);
    void close() { fd_.reset(); }

    // From any thread: a call that waits ends soon.
    void cancel() { stop_ = true; }

private:
    bool wait(short events, TimePoint until);
    std::string failed(std::string_view why);
    // The other side has closed, which a write would notice too late.
    bool is_closed_by_peer() const;

    Kind kind_;
    TcpAddress address_;
    Fd fd_{};
    std::atomic<bool> stop_ = false;
};

}  // namespace hanmeter::io
