// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <span>
#include <string>
#include <tl/expected.hpp>

#include "hanmeter/pipeline/setting.h"
#include "hanmeter/pipeline/sink.h"

namespace hanmeter::sinks {

using MadeSink = tl::expected<std::unique_ptr<pipeline::Sink>, std::string>;

struct SinkKind {
    std::string_view name;                        // as in `[sink.domoticz]`
    std::string_view help;                        // what it is, in a few words
    std::span<const pipeline::Setting> settings;  // what can be set below it
    // `called` is what the sink's name() gives: `domoticz`, `domoticz.cellar`.
    MadeSink (*make)(const pipeline::SettingValues& values, std::string called,
                     const pipeline::Say& talk);
};

std::span<const SinkKind> sink_kinds();
const SinkKind* find_sink_kind(std::string_view name);

// Connects to nothing yet. `talk` is told each call, from the sink's thread. Where it fails, a
// clause says why.
MadeSink make_sink(std::string_view kind, const pipeline::SettingValues& values, std::string called,
                   const pipeline::Say& talk);

}  // namespace hanmeter::sinks
