// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <chrono>
#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace hanmeter::io {

struct ChildCommand {
    std::vector<std::string> words{};        // a program, or its name in PATH, and its arguments
    std::vector<std::string> environment{};  // NAME=VALUE, beside this program's own
    std::string input{};                     // its standard input
    std::chrono::milliseconds timeout{10'000};
};

struct ChildEnd {
    int status = 0;      // its exit status; 128 and the number where a signal ended it
    bool late = false;   // it took too long, or `stop` was set, and was killed with its children
    std::string said{};  // the first line of its standard error, at most 300 bytes
};

// Runs a program to its end. Standard output goes to where this one's goes. `stop`: it is killed
// soon after that is set. The error is a clause that says why it could not be started.
tl::expected<ChildEnd, std::string> run_child(const ChildCommand& command,
                                              const std::atomic<bool>& stop);

}  // namespace hanmeter::io
