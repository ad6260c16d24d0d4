// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "hanmeter/pipeline/sink.h"

namespace hanmeter::sinks {

struct CommandSettings {
    std::string run{};                // a program, its path or a name in PATH
    std::vector<std::string> with{};  // its arguments; no shell reads them
    bool batches = false;             // one run for several readings, a line each
    std::chrono::milliseconds timeout{10'000};
};

// Runs a program for each reading: a line of -F json on its standard input, and in its environment
//
//   HANMETER_METER  HANMETER_TIME  HANMETER_METER_ID  HANMETER_ACTIVE_POWER_IMPORT_W ...
//
// (with batches the last one's). Exit status 0: accepted; 75 (EX_TEMPFAIL): not now, the reading
// comes again; any other: refused, and the first line of its standard error says why. One that
// takes longer than `timeout` is killed with its children, and the reading comes again.
tl::expected<std::unique_ptr<pipeline::Sink>, std::string> make_command(
    const CommandSettings& settings, std::string name);

}  // namespace hanmeter::sinks
