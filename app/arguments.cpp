// SPDX-License-Identifier: Apache-2.0
#include "app/arguments.h"

#include <fmt/core.h>

#include <charconv>

#include "app/suggest.h"

namespace hanmeter::app {
namespace {

std::string listed(std::string_view words) {
    std::string list;
    for_each_word(words, [&](std::string_view word) {
        const bool last = word.data() + word.size() == words.data() + words.size();
        if (!list.empty()) list += last ? " or " : ", ";
        list += word;
    });
    return list;
}

UsageError check_choice(const Option& row, std::string_view value) {
    bool known = false;
    Suggestion nearest{value};
    for_each_word(row.words, [&](std::string_view word) {
        known = known || word == value;
        nearest.consider(word);
    });
    if (known) return {};
    return fmt::format("--{} cannot be \"{}\"{}", row.name, value,
                       nearest.did_you_mean({}, "; it can be " + listed(row.words)));
}

UsageError check_number(const Option& row, std::string_view value) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    const bool whole = error == std::errc{} && end == value.data() + value.size();
    if (whole && number >= row.minimum && number <= row.maximum) return {};
    return fmt::format("--{} cannot be \"{}\"; it is a whole number from {} to {}", row.name, value,
                       row.minimum, row.maximum);
}

}  // namespace

std::string_view Arguments::value(OptionId id) const {
    return given(id) ? std::string_view{at(id).back()} : option(id).fallback;
}

std::uint64_t Arguments::number(OptionId id) const {
    const auto digits = value(id);
    std::uint64_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

void Arguments::add(OptionId id, std::string value) {
    values_[static_cast<std::size_t>(id)].push_back(std::move(value));
}

UsageError check_value(const Option& row, std::string_view value) {
    switch (row.takes) {
        case Takes::nothing: return {};
        case Takes::text:
        case Takes::file:
            return value.empty() ? fmt::format("--{} needs a value: {}", row.name, row.value)
                                 : UsageError{};
        case Takes::number: return check_number(row, value);
        case Takes::choice: return check_choice(row, value);
        case Takes::maybe_choice: return value.empty() ? UsageError{} : check_choice(row, value);
        case Takes::choice_and_file: {
            const auto colon = value.find(':');
            if (colon != std::string_view::npos && colon + 1 == value.size()) {
                return fmt::format("--{} {} has a colon but no file name behind it", row.name,
                                   value);
            }
            return check_choice(row, value.substr(0, colon));
        }
    }
    return {};
}

}  // namespace hanmeter::app
