// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <tl/expected.hpp>

#include "app/failure.h"
#include "sim/meter.h"

namespace hanmeter::app::simulating {

// Where a meter's registers outlive the program; the text is that of sim/state.h. The file is
// replaced as a whole: after a crash it is the old one or the new one.
class StateFile {
public:
    // An empty path: there is no file, nothing is kept.
    StateFile(std::string path, const sim::Model& model) : path_{std::move(path)}, model_{model} {}

    // Without a state where the file is not there yet.
    tl::expected<std::optional<sim::MeterState>, Failure> load() const;

    // Where it fails, one sentence.
    tl::expected<void, Failure> save(const sim::MeterState& state);

    // Saves where the last time is a second ago or more.
    tl::expected<void, Failure> save_now_and_then(const sim::MeterState& state);

private:
    std::string path_;
    const sim::Model& model_;
    std::chrono::steady_clock::time_point saved_at_{};
};

}  // namespace hanmeter::app::simulating
