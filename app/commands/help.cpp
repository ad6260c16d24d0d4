// SPDX-License-Identifier: Apache-2.0
#include "app/commands/help.h"

#include <fmt/core.h>

#include "app/command_list.h"
#include "app/complaint.h"
#include "app/manual/help.h"
#include "app/suggest.h"

namespace hanmeter::app::commands {

Exit help(const Arguments& arguments) {
    if (arguments.operands().empty()) {
        return print_page(manual::overview());
    }
    const std::string& name = arguments.operands().front();
    if (const Command* wanted = find_command(name); wanted != nullptr) {
        return print_page(manual::help(*wanted));
    }
    if (is_reserved(name)) return complain_reserved(name);
    Suggestion nearest{name};
    for (const Command& each : all_commands()) nearest.consider(each.name);
    return complain(Exit::usage, fmt::format("there is no command \"{}\"{}", name,
                                             nearest.did_you_mean({}, {})));
}

}  // namespace hanmeter::app::commands
