// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/io/file.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>

namespace hanmeter::io {
namespace {

std::error_code last_error() {
    return {errno, std::system_category()};
}

std::error_code write_all(int fd, const void* data, std::size_t size) {
    const char* at = static_cast<const char*>(data);
    const char* const end = at + size;
    while (at != end) {
        const ssize_t written = ::write(fd, at, static_cast<std::size_t>(end - at));
        if (written >= 0) {
            at += written;
        } else if (errno == EAGAIN) {
            pollfd room{.fd = fd, .events = POLLOUT, .revents = 0};
            ::poll(&room, 1, -1);
        } else if (errno != EINTR) {
            return last_error();
        }
    }
    return {};
}

}  // namespace

void Fd::reset(int fd) {
    const int old = std::exchange(fd_, fd);
    if (old >= 0) ::close(old);
}

tl::expected<Fd, std::error_code> open_fd(const std::string& path, int flags, mode_t mode) {
    int fd = -1;
    do {
        fd = ::open(path.c_str(), flags | O_CLOEXEC, mode);
    } while (fd < 0 && errno == EINTR);
    if (fd < 0) return tl::unexpected{last_error()};
    return Fd{fd};
}

tl::expected<Fd, std::error_code> duplicate(int fd) {
    const int second = ::fcntl(fd, F_DUPFD_CLOEXEC, 3);
    if (second < 0) return tl::unexpected{last_error()};
    return Fd{second};
}

tl::expected<std::size_t, std::error_code> read_some(int fd, std::span<std::uint8_t> room) {
    ssize_t got = -1;
    do {
        got = ::read(fd, room.data(), room.size());
    } while (got < 0 && errno == EINTR);
    if (got < 0) return tl::unexpected{last_error()};
    return static_cast<std::size_t>(got);
}

std::error_code write_all(int fd, bytes::Bytes data) {
    return write_all(fd, data.data(), data.size());
}

std::error_code write_all(int fd, std::string_view text) {
    return write_all(fd, text.data(), text.size());
}

}  // namespace hanmeter::io
