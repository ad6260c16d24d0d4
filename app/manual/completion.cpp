// SPDX-License-Identifier: Apache-2.0
#include "app/manual/completion.h"

#include <fmt/core.h>

#include "app/command_list.h"

namespace hanmeter::app::manual {
namespace {

constexpr std::string_view devices = "/dev/serial/by-id/* /dev/HANserial*";

template <class Use>
void for_each_row(CommandId command, Use use) {
    for (const Option& row : all_options()) {
        if (row.group != Group::hidden && belongs_to(row, command)) use(row);
    }
}

bool takes_word_behind(const Option& row) {
    return row.takes != Takes::nothing && row.takes != Takes::maybe_choice;
}

// The first clause of what an option does, without what a shell's quotes and brackets would eat.
std::string brief(const Option& row) {
    std::string text;
    for (const char character : row.says.substr(0, row.says.find_first_of(":;("))) {
        if (character == '[' || character == ']' || character == '\'' || character == '`') continue;
        text += character;
    }
    while (text.ends_with(' ')) text.pop_back();
    return text;
}

std::string command_names() {
    std::string names;
    for (const Command& each : all_commands()) {
        if (!names.empty()) names += ' ';
        names += each.name;
    }
    return names;
}

std::string bash_values(CommandId command) {
    std::string cases;
    for_each_row(command, [&](const Option& row) {
        if (!takes_word_behind(row)) return;
        if (row.letter != '\0') cases += fmt::format("        *,-{}|", row.letter);
        cases += fmt::format("{}{},--{}) ", row.letter == '\0' ? "        " : "",
                             app::command(command).name, row.name);
        if (row.takes == Takes::file) {
            cases += "COMPREPLY=($(compgen -f -- \"$word\")); return;;\n";
        } else {
            cases +=
                fmt::format("COMPREPLY=($(compgen -W \"{}\" -- \"$word\")); return;;\n", row.words);
        }
    });
    return cases;
}

std::string bash_names(CommandId command) {
    std::string names;
    for_each_row(command, [&](const Option& row) {
        if (!names.empty()) names += ' ';
        if (row.letter != '\0') names += fmt::format("-{} ", row.letter);
        names += fmt::format("--{}", row.name);
    });
    return names;
}

std::string bash() {
    std::string script =
        "# bash completion for hanmeter\n"
        "_hanmeter() {\n"
        "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} "
        "command=read\n";
    std::string options;
    std::string values;
    std::string names;
    for (const Command& each : all_commands()) {
        if (!names.empty()) names += '|';
        names += each.name;
        values += bash_values(each.id);
        options += fmt::format("            {}) COMPREPLY=($(compgen -W \"{}\" -- \"$word\"));;\n",
                               each.name, bash_names(each.id));
    }
    script += fmt::format(
        "    case ${{COMP_WORDS[1]}} in {}) command=${{COMP_WORDS[1]}};; esac\n"
        "    case $command,$before in\n{}    esac\n"
        "    if [[ $word == -* ]]; then\n        case $command in\n{}        esac\n        return\n"
        "    fi\n"
        "    COMPREPLY=($(compgen -f -- \"$word\"))\n"
        "    local device\n"
        "    for device in {}; do\n"
        "        [[ -e $device && $device == \"$word\"* ]] && COMPREPLY+=(\"$device\")\n"
        "    done\n"
        "    if (( COMP_CWORD == 1 )) || [[ $command == help ]]; then\n"
        "        COMPREPLY+=($(compgen -W \"{}\" -- \"$word\"))\n"
        "    fi\n"
        "}}\n"
        "complete -o filenames -F _hanmeter hanmeter\n",
        names, values, options, devices, command_names());
    return script;
}

std::string zsh_action(const Option& row) {
    if (row.takes == Takes::nothing) return {};
    if (row.takes == Takes::maybe_choice) return {};
    if (row.takes == Takes::file) return fmt::format(":{}:_files", row.value);
    const auto value = row.value.substr(0, row.value.find('['));
    return row.words.empty() ? fmt::format(":{}: ", value)
                             : fmt::format(":{}:({})", value, row.words);
}

std::string zsh_row(const Option& row) {
    const std::string star = row.repeatable ? "*" : "";
    const std::string rest = fmt::format("[{}]{}", brief(row), zsh_action(row));
    std::string lines = fmt::format("                '{}--{}{}' \\\n", star, row.name, rest);
    if (row.letter != '\0') {
        lines += fmt::format("                '{}-{}{}' \\\n", star, row.letter, rest);
    }
    return lines;
}

std::string zsh() {
    std::string script =
        "#compdef hanmeter\n"
        "_hanmeter() {\n"
        "    local command=read\n";
    std::string names;
    std::string cases;
    for (const Command& each : all_commands()) {
        if (!names.empty()) names += '|';
        names += each.name;
        cases += fmt::format("        {})\n            _arguments -s \\\n", each.name);
        for_each_row(each.id, [&](const Option& row) { cases += zsh_row(row); });
        cases += "                '*:input:_hanmeter_inputs'\n            ;;\n";
    }
    script += fmt::format(
        "    case ${{words[2]}} in {}) command=${{words[2]}};; esac\n"
        "    case $command in\n{}    esac\n"
        "}}\n"
        "_hanmeter_inputs() {{\n"
        "    if (( CURRENT == 2 )); then compadd -- {}; fi\n"
        "    local -a found\n"
        "    found=(/dev/serial/by-id/*(N) /dev/HANserial*(N))\n"
        "    compadd -a found\n"
        "    _files\n"
        "}}\n"
        "_hanmeter \"$@\"\n",
        names, cases, command_names());
    return script;
}

std::string fish_row(const Option& row, std::string_view condition) {
    std::string line = fmt::format("complete -c hanmeter -n '{}' -l {}", condition, row.name);
    if (row.letter != '\0') line += fmt::format(" -s {}", row.letter);
    if (row.takes == Takes::file) line += " -r -F";
    if (takes_word_behind(row) && row.takes != Takes::file) {
        line += row.words.empty() ? " -x" : fmt::format(" -x -a '{}'", row.words);
    }
    return line + fmt::format(" -d '{}'\n", brief(row));
}

std::string fish() {
    std::string script = "# fish completion for hanmeter\n";
    std::string others;
    for (const Command& each : all_commands()) {
        if (each.id != CommandId::read) others += fmt::format(" {}", each.name);
        script += fmt::format("complete -c hanmeter -n '__fish_use_subcommand' -a {} -d '{}'\n",
                              each.name, each.summary);
    }
    script +=
        "complete -c hanmeter -a '(for port in /dev/serial/by-id/* /dev/HANserial*; echo $port; "
        "end)' -d 'serial port'\n";
    for (const Command& each : all_commands()) {
        const std::string condition =
            each.id == CommandId::read ? fmt::format("not __fish_seen_subcommand_from{}", others)
                                       : fmt::format("__fish_seen_subcommand_from {}", each.name);
        for_each_row(each.id, [&](const Option& row) { script += fish_row(row, condition); });
    }
    return script;
}

}  // namespace

std::string completion(std::string_view shell) {
    if (shell == "bash") return bash();
    if (shell == "zsh") return zsh();
    if (shell == "fish") return fish();
    return {};
}

}  // namespace hanmeter::app::manual
