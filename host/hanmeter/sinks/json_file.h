// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <tl/expected.hpp>

#include "hanmeter/pipeline/sink.h"

namespace hanmeter::sinks {

struct JsonFileSettings {
    std::string path{};
    std::uint64_t rotate_at = std::uint64_t{64} << 20;  // bytes; 0: never
    std::uint64_t keep = 5;  // so many rotated files: PATH.1 is the newest of them
};

// One `-F json` object a line, each reading once whatever kills the program: beside the cursor
// stands which file (its inode) held how many bytes of acknowledged readings. At start what is
// behind them is cut, also where files were rotated since, and those readings come again. A file
// that is shorter or not there any more is taken as it is.
//
// A disk that takes nothing is no reading's fault; the half line is cut.
tl::expected<std::unique_ptr<pipeline::Sink>, std::string> make_json_file(
    const JsonFileSettings& settings, std::string name);

}  // namespace hanmeter::sinks
