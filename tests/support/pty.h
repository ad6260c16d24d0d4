// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <doctest/doctest.h>
#include <fcntl.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

#include <chrono>
#include <string>
#include <thread>

#include "hanmeter/io/file.h"

namespace hanmeter::testing {

// Both ends of a line: the test holds the meter's end, the program opens `path()`.
class Pty {
public:
    Pty() : master_{::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC)} {
        REQUIRE(master_.get() >= 0);
        REQUIRE(::grantpt(master_.get()) == 0);
        REQUIRE(::unlockpt(master_.get()) == 0);
        char name[64] = {};
        REQUIRE(::ptsname_r(master_.get(), name, sizeof name) == 0);
        path_ = name;
    }

    const std::string& path() const { return path_; }
    int master() const { return master_.get(); }
    void send(bytes::Bytes data) const { REQUIRE_FALSE(io::write_all(master_.get(), data)); }
    // What is sent before the reader has opened its end is not edited as if it were typed.
    void make_raw() const {
        termios settings{};
        REQUIRE(::tcgetattr(master_.get(), &settings) == 0);
        ::cfmakeraw(&settings);
        REQUIRE(::tcsetattr(master_.get(), TCSANOW, &settings) == 0);
    }
    // The meter's end is gone: to the reader as if the adapter were pulled out.
    void unplug() { master_.reset(); }

private:
    io::Fd master_;
    std::string path_;
};

// Sends as a line of `baud` does, 10 bits a byte, by a clock that does not drift.
inline void send_at(const Pty& line, unsigned baud, bytes::Bytes data) {
    using std::chrono::nanoseconds;
    const nanoseconds byte_time{10'000'000'000 / baud};
    auto due = std::chrono::steady_clock::now();
    for (std::size_t i = 0; i < data.size(); ++i) {
        due += byte_time;
        std::this_thread::sleep_until(due);
        line.send(data.subspan(i, 1));
    }
}

}  // namespace hanmeter::testing
