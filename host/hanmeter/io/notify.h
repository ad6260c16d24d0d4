// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace hanmeter::io {

// Tells the service manager how things are: sd_notify(3), a datagram a message. Does nothing where
// nobody listens.
class Notifier {
public:
    // `socket`: a path, or `@name` in the abstract name space; empty: nobody listens.
    explicit Notifier(std::string socket) : socket_{std::move(socket)} {}
    // By NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID, which children then do not see any more.
    static Notifier from_environment();

    // Each answers whether the message went out.
    bool ready() const;
    // The configuration is read anew; ready() says when that is done.
    bool reloading() const;
    bool stopping() const;
    bool watchdog() const;
    bool status(std::string_view line) const;

    // From now on watchdog() is called more often than that.
    bool watch_every(std::chrono::microseconds interval) const;

    // watchdog() is expected more often than this.
    std::optional<std::chrono::microseconds> watchdog_interval() const { return interval_; }

private:
    bool send(std::string_view message) const;

    std::string socket_;
    std::optional<std::chrono::microseconds> interval_;
};

}  // namespace hanmeter::io
