// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

namespace hanmeter::values {

// The groups of a P1 or D0 line, one after the other: of `(1)(03.018*kW)` first `1`, then
// `03.018*kW`. Text between groups is passed over; a group that nobody closes is none.
class Groups {
public:
    constexpr explicit Groups(std::string_view text) : rest_{text} {}

    constexpr std::optional<std::string_view> next() {
        const std::size_t open = rest_.find('(');
        if (open == std::string_view::npos) return std::nullopt;
        const std::size_t close = rest_.find(')', open);
        if (close == std::string_view::npos) return std::nullopt;
        const std::string_view group{rest_.data() + open + 1, close - open - 1};
        rest_.remove_prefix(close + 1);
        return group;
    }

private:
    std::string_view rest_;
};

}  // namespace hanmeter::values
