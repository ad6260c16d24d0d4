// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace hanmeter::app::reading {

// The line on a terminal that says how far a file has been read, when that takes longer than a
// second. It stands on standard error and is wiped away when it is no longer true.
class Progress {
public:
    using Clock = std::chrono::steady_clock;

    // `shown`: somebody looks at standard error, and nothing else is printed there or beside it.
    explicit Progress(bool shown) : shown_{shown} {}

    // A file of `size` bytes begins; absent: nobody knows how many.
    void begin(const std::string& name, std::optional<std::uint64_t> size);
    void advance(std::size_t bytes, Clock::time_point now);
    void end();

private:
    static constexpr std::chrono::milliseconds patience{1000};
    static constexpr std::chrono::milliseconds interval{200};

    bool shown_;
    std::string name_;
    std::optional<std::uint64_t> size_{};
    std::uint64_t done_ = 0;
    std::optional<Clock::time_point> next_{};  // when to print again
    bool printed_ = false;
};

// `capture.bin: 45 % of 300 MB`, without a known size `capture.bin: 135 MB`.
std::string progress_line(const std::string& name, std::uint64_t done,
                          std::optional<std::uint64_t> size);

}  // namespace hanmeter::app::reading
