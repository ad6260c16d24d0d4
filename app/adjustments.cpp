// SPDX-License-Identifier: Apache-2.0
#include "app/adjustments.h"

#include <fmt/core.h>

namespace hanmeter::app {
namespace {

using meters::Selection;

tl::unexpected<Failure> wrong(OptionId id, const std::string& what) {
    return tl::unexpected{Failure{Exit::usage, fmt::format("--{}: {}", option(id).name, what)}};
}

// What stands in front of `=`; `word` keeps what is behind it.
tl::expected<Selection, Failure> take_selection(std::string_view& word, OptionId id) {
    const std::size_t equals = word.find('=');
    if (equals == std::string_view::npos) {
        return wrong(id, fmt::format("{} lacks its =, as {} has it", word,
                                     id == OptionId::scale ? "voltage=-1" : "current=100"));
    }
    const std::string_view what = word.substr(0, equals);
    const auto selection = Selection::parse(what);
    if (!selection) {
        return wrong(id, fmt::format("{} is neither current, voltage, power nor energy, and no key "
                                     "or OBIS code",
                                     what));
    }
    word.remove_prefix(equals + 1);
    return *selection;
}

}  // namespace

tl::expected<meters::ScaleRule, Failure> parse_scale(std::string_view word) {
    const auto which = take_selection(word, OptionId::scale);
    if (!which) return tl::unexpected{which.error()};
    const std::size_t comma = std::min(word.find(','), word.size());
    const auto number = values::Decimal::parse(word.substr(0, comma));
    const auto scaler = number ? number->as_integer() : std::nullopt;
    constexpr std::int64_t furthest = 18;
    if (!scaler || *scaler < -furthest || *scaler > furthest) {
        return wrong(OptionId::scale,
                     fmt::format("{} is no power of ten: -1 is for tenths, 3 for thousands",
                                 word.substr(0, comma)));
    }
    meters::ScaleRule rule{*which, static_cast<std::int8_t>(*scaler)};
    if (comma == word.size()) return rule;
    const std::string_view symbol = word.substr(comma + 1);
    const auto unit = values::unit_of_symbol(symbol);
    if (!unit) {
        return wrong(OptionId::scale, fmt::format("{} is no unit; there are W, var, VA, Wh, varh, "
                                                  "VAh, A, V, Hz, m3, J and others",
                                                  symbol));
    }
    rule.unit = *unit;
    return rule;
}

tl::expected<meters::Factor, Failure> parse_factor(std::string_view word) {
    const auto which = take_selection(word, OptionId::multiply);
    if (!which) return tl::unexpected{which.error()};
    const auto by = values::Decimal::parse(word);
    if (!by || by->magnitude() == 0) {
        return wrong(OptionId::multiply,
                     fmt::format("{} is no factor: a number such as 100 or 0.1, and not 0", word));
    }
    return meters::Factor{*which, *by};
}

tl::expected<Adjustments, Failure> adjustments_of(const Arguments& arguments) {
    Adjustments all;
    for (const std::string& word : arguments.values(OptionId::scale)) {
        const auto rule = parse_scale(word);
        if (!rule) return tl::unexpected{rule.error()};
        all.scales.push_back(*rule);
    }
    for (const std::string& word : arguments.values(OptionId::multiply)) {
        const auto factor = parse_factor(word);
        if (!factor) return tl::unexpected{factor.error()};
        all.factors.push_back(*factor);
    }
    return all;
}

}  // namespace hanmeter::app
