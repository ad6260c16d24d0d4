// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <tl/expected.hpp>
#include <utility>

#include "hanmeter/bytes/cursor.h"

namespace hanmeter::io {

// Owns one open file descriptor.
class Fd {
public:
    Fd() = default;
    explicit Fd(int fd) : fd_{fd} {}
    Fd(Fd&& other) noexcept : fd_{other.release()} {}
    Fd& operator=(Fd&& other) noexcept {
        if (this != &other) reset(other.release());
        return *this;
    }
    ~Fd() { reset(); }

    int get() const { return fd_; }  // -1: none
    explicit operator bool() const { return fd_ >= 0; }
    int release() { return std::exchange(fd_, -1); }
    void reset(int fd = -1);

private:
    int fd_ = -1;
};

// open(2), closed on exec; taken up again where a signal interrupts it.
tl::expected<Fd, std::error_code> open_fd(const std::string& path, int flags, mode_t mode = 0666);

// A second descriptor of the same open file, closed on exec.
tl::expected<Fd, std::error_code> duplicate(int fd);

// 0 at the end of the input.
tl::expected<std::size_t, std::error_code> read_some(int fd, std::span<std::uint8_t> room);

// All of it, or the reason why not (std::errc::no_space_on_device ...), after which any part of it
// may have been written. Waits where a non-blocking descriptor is full.
std::error_code write_all(int fd, bytes::Bytes data);
std::error_code write_all(int fd, std::string_view text);

}  // namespace hanmeter::io
