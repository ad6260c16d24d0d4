// SPDX-License-Identifier: Apache-2.0
#include "app/program.h"

#include <fmt/core.h>

#include <cstdio>
#include <filesystem>
#include <optional>

#include "app/command_list.h"
#include "app/complaint.h"
#include "app/manual/completion.h"
#include "app/manual/help.h"
#include "app/manual/man_page.h"
#include "app/manual/markdown.h"
#include "app/suggest.h"

namespace hanmeter::app {
namespace {

constexpr std::string_view version = HANMETER_VERSION;

// What only prints a text and ends. `named` is the command where one was named, else null.
std::optional<std::string> page_asked_for(const Arguments& arguments, const Command* named) {
    if (arguments.given(OptionId::help)) {
        return named == nullptr ? manual::overview() : manual::help(*named);
    }
    if (arguments.given(OptionId::version)) return fmt::format("hanmeter {}\n", version);
    if (arguments.given(OptionId::man)) return manual::man_page(version);
    if (arguments.given(OptionId::markdown)) return manual::markdown();
    if (arguments.given(OptionId::completion)) {
        return manual::completion(arguments.value(OptionId::completion));
    }
    return {};
}

// A first argument that is neither option, command nor file, but nearly a command's name.
std::optional<std::string> mistyped_command(std::string_view word) {
    const bool plain = !word.empty() && word.find_first_of("-./:") == std::string_view::npos;
    std::error_code unknown;  // a word too long for a name is no file
    if (!plain || std::filesystem::exists(word, unknown)) return {};
    Suggestion nearest{word};
    for (const Command& each : all_commands()) nearest.consider(each.name);
    if (nearest.nearest().empty()) return {};
    return fmt::format("there is neither a command nor a file called \"{}\"{}", word,
                       nearest.did_you_mean({}, {}));
}

}  // namespace

Exit run(std::span<const std::string> words, Environment environment) {
    const Command* named = words.empty() ? nullptr : find_command(words.front());
    if (named != nullptr) words = words.subspan(1);
    if (named == nullptr && !words.empty()) {
        if (is_reserved(words.front())) return complain_reserved(words.front());
        if (const auto wrong = mistyped_command(words.front())) {
            return complain(Exit::usage, *wrong);
        }
    }
    const Command& chosen = named != nullptr ? *named : command(CommandId::read);
    const auto arguments = parse(chosen.id, words, environment);
    if (!arguments) return complain(Exit::usage, arguments.error());
    if (const auto page = page_asked_for(*arguments, named)) {
        return print_page(*page);
    }
    return chosen.run(*arguments);
}

}  // namespace hanmeter::app
