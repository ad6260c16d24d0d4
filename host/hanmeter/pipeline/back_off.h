// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <chrono>

namespace hanmeter::pipeline {

// How one sink is treated.
struct SinkPolicy {
    std::size_t batch = 100;                         // readings a delivery, at most
    std::chrono::milliseconds first_wait{1000};      // doubled with every failure in a row ...
    std::chrono::milliseconds longest_wait{60'000};  // ... up to this
};

// How long to wait behind the `failures`th failure in a row (at least 1): 1, 2, 4 .. 32, 60, 60 s.
constexpr std::chrono::milliseconds wait_after(const SinkPolicy& policy, std::uint64_t failures) {
    std::chrono::milliseconds wait = policy.first_wait;
    for (; failures > 1 && wait < policy.longest_wait; --failures) wait *= 2;
    return std::min(wait, policy.longest_wait);
}

}  // namespace hanmeter::pipeline
