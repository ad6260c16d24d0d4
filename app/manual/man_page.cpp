// SPDX-License-Identifier: Apache-2.0
#include "app/manual/man_page.h"

#include <fmt/core.h>

#include "app/command_list.h"
#include "app/manual/paragraph.h"
#include "hanmeter/sources/source_list.h"

namespace hanmeter::app::manual {
namespace {

// A hyphen that is typed must not become a typographic one, and a control line begins with a dot
// or an apostrophe.
std::string escaped(std::string_view text) {
    std::string out;
    for (const char character : text) {
        if (out.empty() && (character == '.' || character == '\'')) out += "\\&";
        if (character == '-') {
            out += "\\-";
        } else if (character == '\\') {
            out += "\\e";
        } else {
            out += character;
        }
    }
    return out;
}

void put_term(std::string& page, std::string_view term, std::string_view text) {
    page += fmt::format(".TP\n\\fB{}\\fR\n{}\n", escaped(term), escaped(text));
}

void put_options(std::string& page, CommandId command) {
    auto last = Group::hidden;
    for (const Option& row : all_options()) {
        if (row.group == Group::hidden || !belongs_to(row, command)) continue;
        if (row.group != last) page += fmt::format(".SS {}\n", title(row.group));
        last = row.group;
        const std::string letter =
            row.letter == '\0' ? "" : fmt::format("\\fB\\-{}\\fR, ", row.letter);
        page += fmt::format(".TP\n{}\\fB\\-\\-{}\\fR\\fI{}\\fR\n{}\n", letter, escaped(row.name),
                            escaped(value_behind(row)), escaped(explanation(row)));
    }
}

void put_teaching(std::string& page, const Command& command) {
    bool first = true;
    for_each_paragraph(command.teaching, [&](std::string_view paragraph) {
        if (!first) page += ".PP\n";
        first = false;
        page += escaped(paragraph) + "\n";
    });
}

void put_commands(std::string& page) {
    page += ".SH COMMANDS\n";
    for (const Command& each : all_commands()) put_term(page, each.name, each.summary);
    for (const Command& each : all_commands()) {
        if (each.id == CommandId::read) continue;
        page += fmt::format(".SH HANMETER {}\n", each.name);
        page +=
            fmt::format(".B hanmeter {}\n[OPTIONS] {}\n.PP\n", each.name, escaped(each.operands));
        put_teaching(page, each);
        put_options(page, each.id);
    }
}

void put_examples(std::string& page) {
    page += ".SH EXAMPLES\n";
    for (const Command& each : all_commands()) {
        for (const Example& example : each.examples) put_term(page, example.line, example.says);
    }
}

void put_environment(std::string& page) {
    page += ".SH ENVIRONMENT\n";
    for (const Option& row : all_options()) {
        if (row.environment.empty()) continue;
        put_term(page, row.environment, fmt::format("Stands in for --{}.", row.name));
    }
    put_term(page, "NO_COLOR", "Where set and not empty, --color=auto means never.");
}

}  // namespace

std::string man_page(std::string_view version) {
    std::string page = fmt::format(
        ".\\\" SPDX-License-Identifier: Apache-2.0\n"
        ".TH HANMETER 1 \"\" \"hanmeter {}\" \"User commands\"\n.nh\n.ad l\n"
        ".SH NAME\nhanmeter \\- read what an electricity meter pushes out of its customer port\n"
        ".SH SYNOPSIS\n.B hanmeter\n[OPTIONS] INPUT...\n.br\n.B hanmeter\nCOMMAND [OPTIONS] ...\n"
        ".SH DESCRIPTION\n",
        version);
    put_teaching(page, command(CommandId::read));
    page += ".SH INPUT\n";
    for (const sources::SourceKind& kind : sources::source_kinds())
        put_term(page, kind.form, kind.help);
    page += ".SH OPTIONS\n";
    put_options(page, CommandId::read);
    put_commands(page);
    put_examples(page);
    put_environment(page);
    page += ".SH EXIT STATUS\n";
    for (const ExitMeaning& each : exit_meanings()) {
        put_term(page, fmt::format("{}", static_cast<int>(each.code)), each.meaning);
    }
    return page;
}

}  // namespace hanmeter::app::manual
