// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "app/options.h"

namespace hanmeter::app {

constexpr std::size_t option_count = static_cast<std::size_t>(OptionId::markdown) + 1;

// A command line after parsing: every value has been checked against its row.
class Arguments {
public:
    // Given on the command line, or by the environment variable of its row.
    bool given(OptionId id) const { return !at(id).empty(); }
    // The last value given, else the row's fallback, else empty.
    std::string_view value(OptionId id) const;
    // Of an option that takes a number and is given or has a fallback.
    std::uint64_t number(OptionId id) const;
    const std::vector<std::string>& values(OptionId id) const { return at(id); }
    // What options and variables say of settings, by their path (`store.sync`); for run and check.
    struct Setting {
        std::string path{};
        std::string value{};
        std::string origin{};  // `--store-sync`
    };
    const std::vector<Setting>& settings() const { return settings_; }
    void add_setting(Setting setting) { settings_.push_back(std::move(setting)); }

    // What stands beside the options, in order.
    const std::vector<std::string>& operands() const { return operands_; }

    void add(OptionId id, std::string value);
    void add_operand(std::string operand) { operands_.push_back(std::move(operand)); }

private:
    const std::vector<std::string>& at(OptionId id) const {
        return values_[static_cast<std::size_t>(id)];
    }

    std::array<std::vector<std::string>, option_count> values_;
    std::vector<std::string> operands_;
    std::vector<Setting> settings_;
};

// One sentence that says what is wrong with the command line, without a full stop.
using UsageError = std::string;

// The value of an environment variable, or null; std::getenv or a test's own.
using Environment = const char* (*)(const char*);

// `words` are the arguments behind the program's and the command's name.
tl::expected<Arguments, UsageError> parse(CommandId command, std::span<const std::string> words,
                                          Environment environment);

// Empty where `value` is one that the row allows, else a sentence.
UsageError check_value(const Option& row, std::string_view value);

}  // namespace hanmeter::app
