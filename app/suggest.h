// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace hanmeter::app {

// How many letters must be inserted, dropped, changed or swapped with their neighbour to make one
// word of the other.
std::size_t edit_distance(std::string_view left, std::string_view right);

// The candidate nearest to a mistyped word. A candidate counts when no more than a third of its
// letters (at least one) differ, or when it begins with the word, which is
// as near as one letter.
class Suggestion {
public:
    explicit Suggestion(std::string_view typed) : typed_{typed} {}

    // `candidate` outlives the suggestion.
    void consider(std::string_view candidate);
    // Empty when none is near.
    std::string_view nearest() const { return nearest_; }
    // "; did you mean X?" with `prefix` before X; `otherwise` when none is near.
    std::string did_you_mean(std::string_view prefix, std::string_view otherwise) const;

private:
    std::string_view typed_;
    std::string_view nearest_{};
    std::size_t distance_ = static_cast<std::size_t>(-1);
};

}  // namespace hanmeter::app
