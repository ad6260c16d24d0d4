// SPDX-License-Identifier: Apache-2.0
#include "app/suggest.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace hanmeter::app {

std::size_t edit_distance(std::string_view left, std::string_view right) {
    std::vector<std::size_t> older(right.size() + 1);
    std::vector<std::size_t> old(right.size() + 1);
    std::vector<std::size_t> row(right.size() + 1);
    for (std::size_t j = 0; j <= right.size(); ++j) old[j] = j;
    for (std::size_t i = 1; i <= left.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= right.size(); ++j) {
            const std::size_t changed = left[i - 1] == right[j - 1] ? 0 : 1;
            row[j] = std::min({old[j] + 1, row[j - 1] + 1, old[j - 1] + changed});
            const bool swapped =
                i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
            if (swapped) row[j] = std::min(row[j], older[j - 2] + 1);
        }
        std::swap(older, old);
        std::swap(old, row);
    }
    return old[right.size()];
}

void Suggestion::consider(std::string_view candidate) {
    const bool begun = typed_.size() >= 2 && candidate.starts_with(typed_);
    const auto distance = begun ? 1 : edit_distance(typed_, candidate);
    const auto allowed = std::max<std::size_t>(1, candidate.size() / 3);
    if (distance > allowed || distance >= distance_) return;
    if (distance >= candidate.size()) return;
    distance_ = distance;
    nearest_ = candidate;
}

std::string Suggestion::did_you_mean(std::string_view prefix, std::string_view otherwise) const {
    if (nearest_.empty()) return std::string{otherwise};
    return fmt::format("; did you mean {}{}?", prefix, nearest_);
}

}  // namespace hanmeter::app
