// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace hanmeter::formats {

// Where readings go, and how they look there: the value of -F.
struct Target {
    std::string format;
    std::string file;  // empty: standard output

    bool to_stdout() const { return file.empty(); }

    friend bool operator==(const Target&, const Target&) = default;
};

// `json`, `json:FILE`, `csv:-` (standard output, as without a file); else a sentence for the user.
tl::expected<Target, std::string> parse_target(std::string_view text);

}  // namespace hanmeter::formats
