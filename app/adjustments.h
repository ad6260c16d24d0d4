// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <tl/expected.hpp>
#include <vector>

#include "app/arguments.h"
#include "app/failure.h"
#include "hanmeter/meters/adjustments.h"

namespace hanmeter::app {

// All of --scale and --multiply.
struct Adjustments {
    std::vector<meters::ScaleRule> scales{};
    std::vector<meters::Factor> factors{};

    meters::Adjustments view() const { return {scales, factors}; }
};

// `voltage=-1`, `1-0:128.8.0=3,Wh`.
tl::expected<meters::ScaleRule, Failure> parse_scale(std::string_view word);

// `current=100`, `voltage=110.5`.
tl::expected<meters::Factor, Failure> parse_factor(std::string_view word);

tl::expected<Adjustments, Failure> adjustments_of(const Arguments& arguments);

}  // namespace hanmeter::app
