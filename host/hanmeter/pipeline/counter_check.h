// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string_view>

#include "hanmeter/values/reading.h"

namespace hanmeter::pipeline {

// Finds the energy counters of a meter that cannot be: one that falls, or leaps further than the
// fuse allows in the time that passed, is suspect, until the next reading agrees with it: then the
// meter was changed, and counting goes on from there.
class CounterCheck {
public:
    // `fuse_amperes` of three phases; 0: not known, and nobody has more than a megawatt.
    explicit CounterCheck(std::uint64_t fuse_amperes = 0);

    // Marks those of a reading received at `time`.
    void check(std::span<values::Object> objects, values::Instant time);

private:
    struct Point {
        std::int64_t milli = 0;  // thousandths of Wh, varh, VAh
        std::int64_t time_ms = 0;
    };
    struct Known {
        Point good{};
        std::optional<Point> doubted{};
    };
    bool follows(const Point& before, const Point& now) const;

    std::int64_t most_watts_;
    std::map<std::string_view, Known> known_{};  // by the catalogue's key
};

}  // namespace hanmeter::pipeline
