// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "app/arguments.h"
#include "app/exit_code.h"
#include "app/reading/outputs.h"
#include "app/reading/progress.h"
#include "app/reading/raw_log.h"
#include "hanmeter/io/log.h"
#include "hanmeter/values/reading.h"

namespace hanmeter::app::reading {

class Line;

// What the inputs of one run share. Everything happens on the I/O thread.
class Session {
public:
    // `outputs` outlives this. `several`: readings are told apart by the name of their input.
    Session(const Arguments& arguments, Outputs& outputs, std::optional<RawLog> log, bool several);

    // Where readings go besides the outputs.
    void hand_on_to(std::function<void(const values::Reading&)> taker) {
        hand_on_ = std::move(taker);
    }

    void take(const values::Reading& reading, const Line& from);
    // A file or pipe is about to be read.
    void begin_file(const std::string& name);
    void raw(bytes::Bytes data, std::chrono::steady_clock::time_point now);
    // It is read.
    void end_file() { progress_.end(); }
    // Behind each block of input.
    void end_block() { outputs_.end_inspection(); }
    // A sentence for the user, unless --quiet. From any thread.
    void say(std::string_view sentence);

    Outputs& outputs() { return outputs_; }
    bool wants_hexdump() const { return hexdump_; }
    bool wants_structure() const { return structure_; }
    bool wants_sums() const { return sums_; }

    void stop(Exit why) { stopped_ = why; }
    std::optional<Exit> stopped() const { return stopped_; }
    // No more input is wanted.
    bool over() const { return left_ == 0 || stopped_ || outputs_.over(); }

private:
    Outputs& outputs_;
    std::optional<RawLog> log_;
    std::function<void(const values::Reading&)> hand_on_{};
    io::Log talk_;
    Progress progress_;
    bool several_;
    bool hexdump_;
    bool structure_;
    bool sums_;
    std::uint64_t left_ = static_cast<std::uint64_t>(-1);  // readings, by --count
    std::optional<Exit> stopped_{};
};

}  // namespace hanmeter::app::reading
