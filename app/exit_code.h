// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

namespace hanmeter::app {

// What the program leaves behind. The numbers are a contract with scripts.
enum class Exit : int {
    ok = 0,
    other = 1,
    usage = 2,
    configuration = 3,
    cannot_open = 4,
    no_bytes = 5,
    no_valid_frame = 6,
    not_opened = 7,
    not_understood = 8,
    sink_failed = 9,
    interrupted = 130,
    terminated = 143,
};

struct ExitMeaning {
    Exit code;
    std::string_view meaning;
};

// In the order of the numbers, for help and manual.
std::span<const ExitMeaning> exit_meanings();

// The one that counts where both hold: 2 3 4 9 7 8 6 5, then 1; a signal before all, 0 last.
Exit graver(Exit left, Exit right);

}  // namespace hanmeter::app
