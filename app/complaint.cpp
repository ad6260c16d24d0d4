// SPDX-License-Identifier: Apache-2.0
#include "app/complaint.h"

#include <fmt/core.h>
#include <unistd.h>

#include <system_error>

#include "hanmeter/io/file.h"
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

Exit print_page(std::string_view page) {
    const std::error_code error = io::write_all(STDOUT_FILENO, page);
    if (!error || error == std::errc::broken_pipe) return Exit::ok;
    return complain(Exit::other, fmt::format("cannot write standard output: {}", error.message()));
}

Exit complain_reserved(std::string_view name) {
    return complain(Exit::usage,
                    fmt::format("the command {} is not in this version; a file of that name is "
                                "./{}",
                                name, name));
}

}  // namespace hanmeter::app
