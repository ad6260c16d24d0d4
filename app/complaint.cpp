// SPDX-License-Identifier: Apache-2.0
#include "app/complaint.h"

#include <fmt/core.h>

#include "hanmeter/io/log.h"

namespace hanmeter::app {

std::string spoken(std::string_view sentence) {
    const bool ended = sentence.ends_with('?') || sentence.ends_with('.');
    return fmt::format("{}{}{}", io::Log::under_journal() ? "" : "hanmeter: ", sentence,
                       ended ? "" : ".");
}

Exit complain(Exit code, std::string_view sentence) {
    io::Log{}.say(io::Level::error, spoken(sentence));
    return code;
}

Exit complain_reserved(std::string_view name) {
    return complain(Exit::usage,
                    fmt::format("the command {} is not in this version; a file of that name is "
                                "./{}",
                                name, name));
}

}  // namespace hanmeter::app
