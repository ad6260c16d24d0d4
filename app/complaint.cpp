// SPDX-License-Identifier: Apache-2.0
#include "app/complaint.h"

#include <fmt/core.h>

#include <cstdio>

namespace hanmeter::app {

Exit complain(Exit code, std::string_view sentence) {
    fmt::print(stderr, "hanmeter: {}{}\n", sentence, sentence.ends_with('?') ? "" : ".");
    return code;
}

Exit complain_reserved(std::string_view name) {
    return complain(Exit::usage,
                    fmt::format("the command {} is not in this version; a file of that name is "
                                "./{}",
                                name, name));
}

}  // namespace hanmeter::app
