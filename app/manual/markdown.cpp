// SPDX-License-Identifier: Apache-2.0
#include "app/manual/markdown.h"

#include <fmt/core.h>

#include "app/command_list.h"
#include "app/manual/paragraph.h"
#include "hanmeter/sources/source_list.h"

namespace hanmeter::app::manual {
namespace {

// A bar would end the cell, and Markdown would take an asterisk or underscore as emphasis.
std::string cell(std::string_view text) {
    std::string out;
    for (const char character : text) {
        if (character == '|' || character == '*' || character == '_') out += '\\';
        out += character;
    }
    return out;
}

void put_options(std::string& page, CommandId command) {
    auto last = Group::hidden;
    for (const Option& row : all_options()) {
        if (row.group == Group::hidden || !belongs_to(row, command)) continue;
        if (row.group != last) {
            page +=
                fmt::format("\n### {}\n\n| option | meaning |\n| --- | --- |\n", title(row.group));
        }
        last = row.group;
        const std::string letter = row.letter == '\0' ? "" : fmt::format("-{} ", row.letter);
        page += fmt::format("| `{}--{}{}` | {} |\n", letter, row.name, value_behind(row),
                            cell(explanation(row)));
    }
}

void put_command(std::string& page, const Command& command) {
    page += fmt::format("\n## hanmeter {} {}\n\n{}\n", command.name, command.operands,
                        command.teaching);
    page += "\n| example | |\n| --- | --- |\n";
    for (const Example& example : command.examples) {
        page += fmt::format("| `{}` | {} |\n", example.line, cell(example.says));
    }
    if (command.id == CommandId::read) {
        page += "\n| INPUT | |\n| --- | --- |\n";
        for (const sources::SourceKind& kind : sources::source_kinds()) {
            page += fmt::format("| `{}` | {} |\n", kind.form, cell(kind.help));
        }
    }
    put_options(page, command.id);
}

}  // namespace

std::string markdown() {
    std::string page =
        "<!-- SPDX-License-Identifier: Apache-2.0 -->\n"
        "<!-- Generated from app/options.cpp and app/command_list.cpp by hanmeter --markdown. -->\n"
        "# Commands and options\n\n"
        "`hanmeter [OPTIONS] INPUT...` is `hanmeter read`.\n";
    for (const Command& each : all_commands()) put_command(page, each);
    page += "\n## Exit status\n\n| status | meaning |\n| --- | --- |\n";
    for (const ExitMeaning& each : exit_meanings()) {
        page += fmt::format("| {} | {} |\n", static_cast<int>(each.code), each.meaning);
    }
    return page;
}

}  // namespace hanmeter::app::manual
