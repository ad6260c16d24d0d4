// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace hanmeter::sim {

// A seeded source of numbers (splitmix64) that gives the same row on every machine.
class Random {
public:
    explicit Random(std::uint64_t seed) : state_{seed} {}

    std::uint64_t next();
    // Below `limit`, which is not 0.
    std::uint64_t below(std::uint64_t limit) { return next() % limit; }
    // True once in `limit` times.
    bool once_in(std::uint64_t limit) { return below(limit) == 0; }

private:
    std::uint64_t state_;
};

}  // namespace hanmeter::sim
