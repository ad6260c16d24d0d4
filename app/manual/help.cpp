// SPDX-License-Identifier: Apache-2.0
#include "app/manual/help.h"

#include <fmt/core.h>

#include <algorithm>

#include "app/config/config.h"
#include "app/manual/paragraph.h"
#include "hanmeter/sources/source_list.h"

namespace hanmeter::app::manual {
namespace {

constexpr std::size_t options_at = 26;  // columns where the explanations start
constexpr std::size_t terms_at = 20;

void put_heading(std::string& page, std::string_view text) {
    page += fmt::format("\n{}:\n", text);
}

void put_examples(std::string& page, std::span<const Example> examples) {
    put_heading(page, "Examples");
    for (const Example& example : examples) {
        page += fmt::format("  {}\n", example.line);
        put_paragraph(page, example.says, 6, 0);
    }
}

void put_options(std::string& page, CommandId command) {
    for (const Group group : {Group::output, Group::inspection, Group::input, Group::line,
                              Group::domoticz, Group::meter, Group::bad_line, Group::about}) {
        bool begun = false;
        for (const Option& row : all_options()) {
            if (row.group != group || !belongs_to(row, command)) continue;
            if (!begun) put_heading(page, title(group));
            begun = true;
            const std::string letter =
                row.letter == '\0' ? "    " : fmt::format("-{}, ", row.letter);
            put_entry(page, fmt::format("{}--{}{}", letter, row.name, value_behind(row)),
                      explanation(row), options_at);
        }
    }
}

// Every setting as an option, section by section.
void put_settings(std::string& page) {
    for (const config::Section& section : config::sections()) {
        put_heading(page, fmt::format("{} ([{}])", section.says, section.name));
        for (const pipeline::Setting& setting : section.settings) {
            const std::string option =
                config::option_of(fmt::format("{}.{}", section.name, setting.key));
            const std::string words =
                setting.words.empty() ? "" : fmt::format(" ({})", setting.words);
            const std::string fallback =
                setting.fallback.empty() ? "" : fmt::format("; without it {}", setting.fallback);
            put_entry(page, fmt::format("{} VALUE", option),
                      fmt::format("{}{}{}.", setting.says, words, fallback), options_at);
        }
    }
}

void put_inputs(std::string& page) {
    put_heading(page, "INPUT is one of");
    for (const sources::SourceKind& kind : sources::source_kinds())
        put_entry(page, kind.form, kind.help, terms_at);
}

void put_exit_codes(std::string& page) {
    put_heading(page, "Exit status");
    for (const ExitMeaning& each : exit_meanings()) {
        put_entry(page, fmt::format("{}", static_cast<int>(each.code)), each.meaning, 8);
    }
}

void put_body(std::string& page, const Command& command) {
    page += '\n';
    bool first = true;
    for_each_paragraph(command.teaching, [&](std::string_view paragraph) {
        if (!first) page += '\n';
        first = false;
        put_paragraph(page, paragraph, 0, 0);
    });
    put_examples(page, command.examples);
    if (command.id == CommandId::read) put_inputs(page);
    put_options(page, command.id);
    if (command.id == CommandId::run) put_settings(page);
    if (command.id == CommandId::read) put_exit_codes(page);
}

}  // namespace

std::string overview() {
    std::string page =
        "hanmeter reads what an electricity meter pushes out of its customer port.\n\n"
        "Usage: hanmeter [OPTIONS] INPUT...\n"
        "       hanmeter COMMAND [OPTIONS] ...\n";
    put_heading(page, "Commands (hanmeter COMMAND --help explains each)");
    for (const Command& each : all_commands()) put_entry(page, each.name, each.summary, terms_at);
    put_body(page, command(CommandId::read));
    return page;
}

std::string help(const Command& command) {
    std::string page =
        fmt::format("Usage: hanmeter {} [OPTIONS] {}\n", command.name, command.operands);
    put_body(page, command);
    return page;
}

}  // namespace hanmeter::app::manual
