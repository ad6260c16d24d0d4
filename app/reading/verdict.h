// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "app/exit_code.h"
#include "hanmeter/decoder.h"

namespace hanmeter::app::reading {

// What came of one INPUT, and what to do about it.
struct Verdict {
    Exit code = Exit::ok;
    std::string sentence{};  // empty when there is nothing to say
};

enum class InputKind { file, line };  // a line: a device or the network, which never ends by itself

// `name` is what the user called the input. `strict`: any refused frame counts.
Verdict judge(const std::string& name, InputKind kind, const Counters& counters, bool strict);

}  // namespace hanmeter::app::reading
