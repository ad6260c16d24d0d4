// SPDX-License-Identifier: Apache-2.0
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
#include <vector>

#include "app/keys.h"
#include "app/program.h"

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);  // a closed pipe is an answer of write(2), not the end
    try {
        const std::vector<std::string> words(argv + (argc > 0 ? 1 : 0), argv + argc);
        hanmeter::app::hide_secrets(argc, argv);
        const auto variable = [](const char* name) -> const char* { return std::getenv(name); };
        return static_cast<int>(hanmeter::app::run(words, variable));
    } catch (const std::exception& error) {
        std::fprintf(stderr, "hanmeter: %s\n", error.what());
        return static_cast<int>(hanmeter::app::Exit::other);
    }
}
