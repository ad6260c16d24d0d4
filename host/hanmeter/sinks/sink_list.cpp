// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/sinks/sink_list.h"

#include <fmt/core.h>

namespace hanmeter::sinks {
namespace {

MadeSink domoticz(const SinkSettings& settings, pipeline::Say talk) {
    return make_domoticz(settings.domoticz, std::move(talk));
}

constexpr SinkKind kinds[] = {
    {.name = "domoticz",
     .help = "power and energy to two devices of a Domoticz server",
     .make = domoticz},
};

}  // namespace

std::span<const SinkKind> sink_kinds() {
    return kinds;
}

MadeSink make_sink(std::string_view name, const SinkSettings& settings, pipeline::Say talk) {
    for (const SinkKind& kind : kinds) {
        if (kind.name == name) return kind.make(settings, std::move(talk));
    }
    return tl::unexpected{fmt::format("there is no sink of the kind \"{}\"", name)};
}

}  // namespace hanmeter::sinks
