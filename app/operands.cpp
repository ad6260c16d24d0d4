// SPDX-License-Identifier: Apache-2.0
#include "app/operands.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <numeric>
#include <span>

#include "hanmeter/bytes/hex.h"

namespace hanmeter::app {
namespace {

// Bytes in one word without blanks, 0 if it is no hex.
std::size_t bytes_in_word(std::string_view word) {
    std::size_t digits = 0;
    while (!word.empty()) {
        if (word.starts_with("0x") || word.starts_with("0X")) word.remove_prefix(2);
        const auto end = std::min(word.find_first_of(",:"), word.size());
        const std::string_view part = word.substr(0, end);
        if (part.empty() || part.size() % 2 != 0) return 0;
        if (!std::ranges::all_of(part, [](char c) { return bytes::hex_value(c) >= 0; })) return 0;
        digits += part.size();
        word.remove_prefix(std::min(end + 1, word.size()));
    }
    return digits / 2;
}

bool digits_only(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_hex_in_pieces(const std::vector<std::string>& operands, FileExists exists) {
    std::size_t total = 0;
    for (const std::string& operand : operands) {
        const auto size = hex_bytes(operand);
        if (size == 0 || exists(operand)) return false;
        total += size;
    }
    return operands.size() > 1 && total >= hex_input_minimum;
}

// Behind hex, digits that are too many for an index go on with it.
bool has_indexes(const std::vector<std::string>& operands, FileExists exists) {
    constexpr std::size_t most_digits = 10;
    if (operands.size() != 2 && operands.size() != 3) return false;
    const auto size = exists(operands.front()) ? 0 : hex_bytes(operands.front());
    if (size > 0 && size < hex_input_minimum) return false;
    return std::all_of(operands.begin() + 1, operands.end(), [&](const auto& word) {
        return digits_only(word) && !exists(word) && (size == 0 || word.size() <= most_digits);
    });
}

using Index = std::optional<std::uint32_t>;

tl::expected<Index, UsageError> index(const std::string& digits) {
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error == std::errc{}) return number == 0 ? Index{} : Index{number};
    return tl::unexpected{
        fmt::format("\"{}\" cannot be a Domoticz index, which is 4294967295 at most", digits)};
}

}  // namespace

std::size_t hex_bytes(std::string_view text) {
    std::size_t total = 0;
    bool hex = true;
    for_each_word(text, [&](std::string_view word) {
        if (word.empty()) return;
        const auto size = bytes_in_word(word);
        hex = hex && size > 0;
        total += size;
    });
    return hex ? total : 0;
}

tl::expected<Operands, UsageError> sort_operands(const std::vector<std::string>& operands,
                                                 FileExists exists) {
    Operands sorted;
    if (has_indexes(operands, exists)) {
        sorted.inputs.push_back(operands.front());
        const auto energy = index(operands[1]);
        if (!energy) return tl::unexpected{energy.error()};
        sorted.energy_idx = *energy;
        if (operands.size() < 3) return sorted;
        const auto power = index(operands[2]);
        if (!power) return tl::unexpected{power.error()};
        sorted.power_idx = *power;
        return sorted;
    }
    if (is_hex_in_pieces(operands, exists)) {
        sorted.inputs.push_back(
            std::accumulate(operands.begin() + 1, operands.end(), operands.front(),
                            [](const std::string& joined, const std::string& piece) {
                                return joined + " " + piece;
                            }));
        return sorted;
    }
    sorted.inputs = operands;
    return sorted;
}

}  // namespace hanmeter::app
