// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/formats/near_names.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace hanmeter::formats {
namespace {

// Characters put in, left out or exchanged (Levenshtein).
std::size_t distance(std::string_view left, std::string_view right) {
    std::vector<std::size_t> row(right.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= left.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= right.size(); ++j) {
            const std::size_t exchanged = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, exchanged});
        }
    }
    return row.back();
}

}  // namespace

std::vector<std::string_view> near_names(std::string_view wanted,
                                         std::span<const std::string> names, std::size_t count) {
    // By distance, then by place among the names.
    std::vector<std::pair<std::size_t, std::size_t>> candidates;
    const std::size_t tolerated = std::max<std::size_t>(2, wanted.size() / 4);
    for (std::size_t i = 0; i < names.size(); ++i) {
        const std::size_t keystrokes = distance(wanted, names[i]);
        if (keystrokes <= tolerated) {
            candidates.emplace_back(keystrokes, i);
        } else if (!wanted.empty() && names[i].find(wanted) != std::string::npos) {
            candidates.emplace_back(tolerated + 1, i);
        }
    }
    std::sort(candidates.begin(), candidates.end());
    std::vector<std::string_view> nearest;
    for (const auto& [keystrokes, place] : candidates) {
        if (nearest.size() < count) nearest.push_back(names[place]);
    }
    return nearest;
}

}  // namespace hanmeter::formats
