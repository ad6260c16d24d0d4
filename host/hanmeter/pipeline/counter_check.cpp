// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/pipeline/counter_check.h"

#include <algorithm>

namespace hanmeter::pipeline {
namespace {

constexpr std::int64_t unknown_fuse_watts = 1'000'000;
// Three phases of 230 V, and twice what the fuse is rated for: 3 x 230 x 2.
constexpr std::int64_t watts_per_ampere = 1380;
// Counters come once an hour and may be late, and clocks differ.
constexpr std::int64_t slack_ms = 3'600'000;
constexpr std::int64_t longest_ms = 400LL * 86'400'000;

bool is_energy(const values::Object& object) {
    using values::Unit;
    return object.quantity != nullptr && object.quantity->kind == values::Kind::counter &&
           object.value.kind == values::Value::Kind::number &&
           (object.unit == Unit::watt_hour || object.unit == Unit::var_hour ||
            object.unit == Unit::volt_ampere_hour);
}

}  // namespace

CounterCheck::CounterCheck(std::uint64_t fuse_amperes)
    : most_watts_{fuse_amperes == 0
                      ? unknown_fuse_watts
                      : static_cast<std::int64_t>(std::min<std::uint64_t>(fuse_amperes, 10'000)) *
                            watts_per_ampere} {}

bool CounterCheck::follows(const Point& before, const Point& now) const {
    if (now.milli < before.milli) return false;
    const std::int64_t passed =
        std::clamp<std::int64_t>(now.time_ms - before.time_ms, 0, longest_ms) + slack_ms;
    // W x ms / 3600 s = mWh / 3.6e6 x 1e3; the quotient first keeps it within 64 bits.
    const std::int64_t most = passed / 3600 * most_watts_;
    return now.milli - before.milli <= most;
}

void CounterCheck::check(std::span<values::Object> objects, values::Instant time) {
    for (values::Object& object : objects) {
        if (!is_energy(object)) continue;
        const auto milli = object.value.number.scaled(3).as_integer();
        if (!milli) continue;
        const Point now{*milli, time.milliseconds};
        const auto [at, is_new] = known_.try_emplace(object.quantity->key, Known{now, {}});
        Known& known = at->second;
        if (is_new || follows(known.good, now) || (known.doubted && follows(*known.doubted, now))) {
            known = {now, {}};
        } else {
            object.suspect = true;
            known.doubted = now;
        }
    }
}

}  // namespace hanmeter::pipeline
