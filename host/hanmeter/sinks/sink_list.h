// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "hanmeter/sinks/domoticz.h"

namespace hanmeter::sinks {

// What the user can set; each kind of sink takes what concerns it.
struct SinkSettings {
    DomoticzSettings domoticz{};
};

using MadeSink = tl::expected<std::unique_ptr<pipeline::Sink>, std::string>;

struct SinkKind {
    std::string_view name;  // as in `[sink.domoticz]`
    std::string_view help;  // what it is, in a few words
    MadeSink (*make)(const SinkSettings& settings, pipeline::Say talk);
};

std::span<const SinkKind> sink_kinds();

// Connects to nothing yet. `talk` is told each call, from the sink's thread. Where it fails, a
// clause says why.
MadeSink make_sink(std::string_view name, const SinkSettings& settings, pipeline::Say talk);

}  // namespace hanmeter::sinks
