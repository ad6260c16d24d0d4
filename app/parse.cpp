// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "app/arguments.h"
#include "app/command_list.h"
#include "app/config/config.h"
#include "app/suggest.h"

namespace hanmeter::app {
namespace {

struct Declared {
    const Option* row;
    CLI::Option* option;
};

std::vector<Declared> declare(CLI::App& parser, CommandId command) {
    std::vector<Declared> declared;
    for (const Option& row : all_options()) {
        if (!belongs_to(row, command)) continue;
        std::string names = fmt::format("--{}", row.name);
        if (row.letter != '\0') names = fmt::format("-{},{}", row.letter, names);
        const bool flag = row.takes == Takes::nothing || row.takes == Takes::maybe_choice;
        CLI::Option* option = flag ? parser.add_flag(names) : parser.add_option(names);
        if (flag) {
            option->disable_flag_override(row.takes == Takes::nothing);
        } else {
            option->expected(1)->allow_extra_args(false);
        }
        option->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
        declared.push_back({&row, option});
    }
    return declared;
}

// The row that `word` names as `--name`, `--name=...` or as the last letter of `-xyz`.
const Option* named_by(std::string_view word, CommandId command) {
    const auto rows = all_options();
    const auto found = std::ranges::find_if(rows, [&](const Option& row) {
        if (!belongs_to(row, command)) return false;
        if (word.starts_with("--")) return word.substr(2, word.find('=') - 2) == row.name;
        return word.starts_with('-') && word.size() > 1 && word.back() == row.letter;
    });
    return found == rows.end() ? nullptr : &*found;
}

std::string list_of(CommandId command) {
    return fmt::format("; hanmeter {} --help lists them", app::command(command).name);
}

UsageError unknown_option(std::string_view word, CommandId command) {
    if (!word.starts_with("--")) {
        return fmt::format("there is no option {}{}", word.substr(0, 2), list_of(command));
    }
    const auto name = word.substr(2, word.find('=') - 2);
    Suggestion nearest{name};
    for (const Option& row : all_options()) {
        if (belongs_to(row, command) && row.group != Group::hidden) nearest.consider(row.name);
    }
    std::vector<std::string> settings;
    if (app::command(command).takes_settings) settings = config::paths();
    for (std::string& path : settings) {
        path = config::option_of(path).substr(2);
        nearest.consider(path);
    }
    return fmt::format("there is no option --{}{}", name,
                       nearest.did_you_mean("--", list_of(command)));
}

// CLI11 refuses a command line for two reasons only: a value where none belongs, or none where
// one does. Its sentence names neither in words of ours, so the place is looked up again.
UsageError misplaced_value(std::span<const std::string> words, CommandId command) {
    for (const std::string& word : words) {
        const Option* row = named_by(word, command);
        if (row != nullptr && row->takes == Takes::nothing && word.find('=') != std::string::npos) {
            return fmt::format("--{} takes no value", row->name);
        }
    }
    const Option* last = words.empty() ? nullptr : named_by(words.back(), command);
    if (last == nullptr) return "an option lacks its value";
    return fmt::format("--{} needs a value: {}", last->name, last->value);
}

UsageError take_values(const Declared& declared, Environment environment, Arguments& arguments) {
    const Option& row = *declared.row;
    std::vector<std::string> values = declared.option->results();
    if (values.empty() && !row.environment.empty()) {
        const char* stands_in = environment(std::string{row.environment}.c_str());
        if (stands_in != nullptr && *stands_in != '\0') values.emplace_back(stands_in);
    }
    for (std::string& value : values) {
        if (row.takes == Takes::maybe_choice && value == "true") value.clear();
        if (auto wrong = check_value(row, value); !wrong.empty()) return wrong;
        arguments.add(row.id, std::move(value));
    }
    return {};
}

// The path of a setting that `--store-sync` names, else empty.
std::string setting_path(std::string_view option) {
    for (const std::string& path : config::paths()) {
        if (config::option_of(path) == option) return path;
    }
    return {};
}

// Takes the settings out of `words`; the rest is left.
UsageError take_settings(std::span<const std::string> words, Environment environment,
                         std::vector<std::string>& rest, Arguments& arguments) {
    for (const std::string& path : config::paths()) {
        const std::string name = config::variable_of(path);
        const char* const value = environment(name.c_str());
        if (value != nullptr) arguments.add_setting({path, value, name});
    }
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i];
        const std::size_t equals = std::min(word.find('='), word.size());
        const std::string name = word.substr(0, equals);
        const std::string path = name.starts_with("--") ? setting_path(name) : std::string{};
        if (path.empty()) {
            rest.push_back(word);
        } else if (equals < word.size()) {
            arguments.add_setting({path, word.substr(equals + 1), name});
        } else if (i + 1 < words.size()) {
            arguments.add_setting({path, words[++i], name});
        } else {
            return fmt::format("{} needs a value", name);
        }
    }
    return {};
}

}  // namespace

tl::expected<Arguments, UsageError> parse(CommandId command, std::span<const std::string> words,
                                          Environment environment) {
    Arguments arguments;
    std::vector<std::string> rest;
    if (app::command(command).takes_settings) {
        auto wrong = take_settings(words, environment, rest, arguments);
        if (!wrong.empty()) return tl::unexpected{std::move(wrong)};
        words = rest;
    }
    CLI::App parser;
    parser.set_help_flag();
    parser.allow_extras();
    const std::vector<Declared> declared = declare(parser, command);
    std::vector<std::string> operands;
    parser.add_option("operands", operands);

    std::vector<std::string> reversed(words.rbegin(), words.rend());
    try {
        parser.parse(std::move(reversed));
    } catch (const CLI::ParseError&) {
        return tl::unexpected{misplaced_value(words, command)};
    }
    for (const std::string& extra : parser.remaining()) {
        if (extra != "--") return tl::unexpected{unknown_option(extra, command)};
    }

    for (const Declared& each : declared) {
        if (auto wrong = take_values(each, environment, arguments); !wrong.empty()) {
            return tl::unexpected{std::move(wrong)};
        }
    }
    for (std::string& operand : operands) arguments.add_operand(std::move(operand));
    return arguments;
}

}  // namespace hanmeter::app
