// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>

#include "hanmeter/io/serial_port.h"

namespace hanmeter::app::service {

// Finds speed and parity of a serial line by trying those that meters use, the likeliest first:
// bytes that make no frame mean another one. A line on which frames were found is searched anew
// when it brings bytes and no frame for minutes: the utility changed it. Silence says nothing.
class LineSearch {
public:
    using Clock = std::chrono::steady_clock;

    static constexpr std::chrono::seconds patience_at_first{12};  // longer than any list's period
    static constexpr std::chrono::minutes patience_later{3};
    static constexpr std::uint64_t fewest_bytes = 32;

    explicit LineSearch(Clock::time_point now) : since_{now} {}

    const io::SerialSettings& settings() const;

    // What came so far: bytes, and frames whose checks hold. True: settings() are other ones now.
    bool look(std::uint64_t bytes, std::uint64_t frames, Clock::time_point now);

    // Frames came with these settings.
    bool found() const { return found_; }

private:
    void begin_anew(std::uint64_t bytes, std::uint64_t frames, Clock::time_point now);

    std::size_t at_ = 0;
    bool found_ = false;
    Clock::time_point since_;  // of the last frame, or when these settings began
    std::uint64_t bytes_ = 0;  // what had come by then
    std::uint64_t frames_ = 0;
};

}  // namespace hanmeter::app::service
