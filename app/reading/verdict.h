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

// What its first bytes say that an input is, where that is something this version does not read:
// `text in UTF-16`; else empty.
std::string_view likeness(bytes::Bytes first);

// `name` is what the user called the input, `like` its likeness. `strict`: any refused frame
// counts.
Verdict judge(const std::string& name, InputKind kind, const Counters& counters, bool strict,
              std::string_view like = {});

}  // namespace hanmeter::app::reading
