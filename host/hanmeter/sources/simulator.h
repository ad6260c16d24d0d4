// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

#include "hanmeter/pipeline/source.h"
#include "sim/faults.h"
#include "sim/meter.h"

namespace hanmeter::sources {

// A simulated meter. Each telegram, damaged on request, is handed on when its last byte would have
// come; the time that goes with it is the simulated one.
class Simulator : public pipeline::Source {
public:
    struct Settings {
        const sim::Model* model;  // never null
        sim::MeterOptions meter{};
        sim::FaultOptions faults{};
        std::uint64_t speed = 1;               // times as fast as a real meter; 0: without waiting
        std::optional<std::uint64_t> count{};  // telegrams, the damaged ones included
    };

    explicit Simulator(Settings settings) : settings_{std::move(settings)} {}

    asio::awaitable<pipeline::SourceEnd> run(pipeline::Intake& intake) override;
    bool live() const override { return !settings_.count; }

private:
    Settings settings_;
};

// `sim:MODEL?key=value&...` with the keys speed (a number or max), seed, count, start (what the
// meter's clock shows: 2026-01-15T00:00:00), sun (W at noon), segment (bytes in a frame), and in
// percent of telegrams noise, lost, flip, cut, share (sim/faults.h). Without start it is `now`.
// Where it fails, one sentence says why.
tl::expected<Simulator::Settings, std::string> parse_simulator(std::string_view input,
                                                               values::Instant now);

}  // namespace hanmeter::sources
