// SPDX-License-Identifier: Apache-2.0
#include "app/reading/progress.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstdio>

namespace hanmeter::app::reading {
namespace {

constexpr std::uint64_t megabyte = 1'000'000;

}  // namespace

void Progress::begin(const std::string& name, std::optional<std::uint64_t> size) {
    name_ = name;
    size_ = size;
    done_ = 0;
    next_.reset();
}

void Progress::advance(std::size_t bytes, Clock::time_point now) {
    if (!shown_) return;
    done_ += bytes;
    if (!next_) next_ = now + patience;
    if (now < *next_) return;
    next_ = now + interval;
    printed_ = true;
    fmt::print(stderr, "\r{}\033[K", progress_line(name_, done_, size_));
}

void Progress::end() {
    if (printed_) fmt::print(stderr, "\r\033[K");
    printed_ = false;
}

std::string progress_line(const std::string& name, std::uint64_t done,
                          std::optional<std::uint64_t> size) {
    if (!size || *size == 0) return fmt::format("{}: {} MB", name, done / megabyte);
    const double share = static_cast<double>(std::min(done, *size)) / static_cast<double>(*size);
    return fmt::format("{}: {:.0f} % of {} MB", name, 100 * share, *size / megabyte);
}

}  // namespace hanmeter::app::reading
