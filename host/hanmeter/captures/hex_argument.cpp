// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/captures/hex_argument.h"

#include <algorithm>

#include "hanmeter/captures/words.h"

namespace hanmeter::captures {

namespace {

constexpr std::size_t shortest = 8;

// Hex that was broken anywhere, as a terminal breaks it.
bool is_broken(const Word& word) {
    return word.kind == Word::Kind::odd && word.text.size() > 4;
}

}  // namespace

std::optional<std::vector<std::uint8_t>> hex_argument(std::string_view argument) {
    WordSplitter splitter;
    const auto& words = splitter.split(argument).list;
    const bool broken = std::ranges::any_of(words, is_broken);
    std::vector<std::uint8_t> data;
    int half = -1;
    for (const Word& word : words) {
        const bool whole = word.kind == Word::Kind::hex || word.kind == Word::Kind::number ||
                           word.kind == Word::Kind::literal;
        if (!whole && !is_broken(word)) return std::nullopt;
        const auto take = [&](int digit) {
            if (half >= 0) data.push_back(static_cast<std::uint8_t>(half << 4 | digit));
            half = half < 0 ? digit : -1;
        };
        if (broken && word.text.size() == 1) {
            take(bytes::hex_value(word.text[0]));
        } else {
            for_each_digit(word, take);
        }
    }
    if (half >= 0 || data.size() < shortest) return std::nullopt;
    return data;
}

}  // namespace hanmeter::captures
