// SPDX-License-Identifier: Apache-2.0
#include "app/commands/read.h"

#include "app/complaint.h"

namespace hanmeter::app::commands {

Exit read(const Arguments& arguments) {
    if (arguments.operands().empty()) return complain(Exit::usage, "no INPUT is given");
    return complain(Exit::other, "nothing is read yet");
}

}  // namespace hanmeter::app::commands
