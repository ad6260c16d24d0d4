// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include "app/arguments.h"
#include "app/exit_code.h"

// THE table of commands. A new one is one file in commands/, one CommandId and one row.
namespace hanmeter::app {

struct Example {
    std::string_view line;  // as typed
    std::string_view says;  // what it does
};

struct Command {
    CommandId id;
    std::string_view name;
    std::string_view operands;  // what the help calls them
    std::string_view summary;   // one line
    std::string_view teaching;  // paragraphs, an empty line between
    std::span<const Example> examples;
    bool takes_settings = false;  // --SECTION-KEY VALUE for every setting of the configuration
    Exit (*run)(const Arguments& arguments);
};

std::span<const Command> all_commands();
const Command* find_command(std::string_view name);
const Command& command(CommandId id);

// A name that a later version will give a meaning; it cannot be a file's by accident.
bool is_reserved(std::string_view name);

}  // namespace hanmeter::app
