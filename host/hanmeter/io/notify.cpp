// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/io/notify.h"

#include <fmt/core.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>

#include "hanmeter/io/file.h"

namespace hanmeter::io {
namespace {

// Takes the variable out of the environment.
std::string take_variable(const char* name) {
    const char* const value = std::getenv(name);
    std::string taken = value != nullptr ? value : "";
    ::unsetenv(name);
    return taken;
}

std::optional<std::int64_t> number(std::string_view text) {
    std::int64_t value = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
    if (parsed.ec != std::errc{} || parsed.ptr != text.data() + text.size()) return std::nullopt;
    return value;
}

}  // namespace

Notifier Notifier::from_environment() {
    Notifier notifier{take_variable("NOTIFY_SOCKET")};
    const auto interval = number(take_variable("WATCHDOG_USEC"));
    const std::string process = take_variable("WATCHDOG_PID");
    const bool for_us = process.empty() || number(process) == std::int64_t{::getpid()};
    if (interval && *interval > 0 && for_us) {
        notifier.interval_ = std::chrono::microseconds{*interval};
    }
    return notifier;
}

bool Notifier::reloading() const {
    timespec now{};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    const std::int64_t microseconds = std::int64_t{now.tv_sec} * 1'000'000 + now.tv_nsec / 1000;
    return send(fmt::format("RELOADING=1\nMONOTONIC_USEC={}", microseconds));
}

bool Notifier::ready() const {
    return send("READY=1");
}

bool Notifier::stopping() const {
    return send("STOPPING=1");
}

bool Notifier::watchdog() const {
    return send("WATCHDOG=1");
}

bool Notifier::watch_every(std::chrono::microseconds interval) const {
    return send(fmt::format("WATCHDOG_USEC={}", interval.count()));
}

bool Notifier::status(std::string_view line) const {
    std::string message = fmt::format("STATUS={}", line);
    std::replace(message.begin(), message.end(), '\n', ' ');
    return send(message);
}

bool Notifier::send(std::string_view message) const {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (socket_.empty() || socket_.size() >= sizeof address.sun_path) return false;
    std::memcpy(address.sun_path, socket_.data(), socket_.size());
    if (socket_.front() == '@') address.sun_path[0] = '\0';
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + socket_.size());
    const Fd from{::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)};
    const void* const raw_address = &address;
    return from && ::sendto(from.get(), message.data(), message.size(), MSG_NOSIGNAL | MSG_DONTWAIT,
                            static_cast<const sockaddr*>(raw_address),
                            size) == static_cast<ssize_t>(message.size());
}

}  // namespace hanmeter::io
