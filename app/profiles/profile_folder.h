// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "hanmeter/meters/positional_list.h"

namespace hanmeter::app::profiles {

// Positional lists that users describe in text files of the form of
// core/hanmeter/meters/profiles/*.toml; docs/profiles.md teaches it.
class ProfileFolder {
public:
    // Every *.toml of the folder, in the order of their names. The error is one sentence that
    // begins with FILE:LINE:COLUMN and says what was meant.
    static tl::expected<ProfileFolder, std::string> load(const std::string& folder);

    // One file's text; `name` is what errors call it.
    tl::expected<void, std::string> add(std::string_view text, const std::string& name);

    // Views into this.
    std::span<const meters::PositionalList> lists() const { return lists_; }
    // The file that each of them stands in.
    std::span<const std::string> files() const { return files_; }

private:
    std::string_view keep(std::string_view text) { return texts_.emplace_back(text); }

    std::deque<std::string> texts_{};
    std::deque<std::vector<meters::Position>> positions_{};
    std::vector<meters::PositionalList> lists_{};
    std::vector<std::string> files_{};

    friend class Loader;
};

}  // namespace hanmeter::app::profiles
