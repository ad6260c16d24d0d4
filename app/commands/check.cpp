// SPDX-License-Identifier: Apache-2.0
#include "app/commands/check.h"

#include <fmt/core.h>

#include <asio/io_context.hpp>

#include "app/complaint.h"
#include "app/config/load.h"
#include "app/service/meter_settings.h"
#include "hanmeter/sinks/sink_list.h"
#include "hanmeter/sources/source_list.h"

namespace hanmeter::app::commands {
namespace {

// What only shows when meters and sinks are made; nothing is opened.
std::vector<std::string> problems_of(const config::Config& config) {
    std::vector<std::string> found;
    asio::io_context context{1};
    for (const config::Set& set : config.meters) {
        const auto settings = service::MeterSettings::from(set);
        if (!settings) {
            found.push_back(set.place + settings.error());
            continue;
        }
        const auto source = sources::make_source(settings->source, settings->source_settings,
                                                 context.get_executor());
        if (!source) {
            found.push_back(fmt::format("{}{}: {}", set.place, set.title, source.error()));
        }
    }
    for (const config::Set& set : config.sinks) {
        const auto sink = sinks::make_sink(set.kind, set.values, set.title, {});
        if (!sink) {
            found.push_back(fmt::format("{}[{}]: {}", set.place, set.title, sink.error()));
        }
    }
    return found;
}

}  // namespace

Exit check(const Arguments& arguments) {
    if (arguments.given(OptionId::config_sample)) return print_page(config::sample());
    if (!arguments.operands().empty()) {
        return complain(Exit::usage, fmt::format("check takes no \"{0}\": write -c {0}",
                                                 arguments.operands().front()));
    }
    const auto loaded = config::load(arguments);
    const auto errors = loaded ? problems_of(loaded->config) : loaded.error();
    for (const std::string& error : errors) complain(Exit::configuration, error);
    if (!errors.empty()) return Exit::configuration;
    if (!loaded->found) {
        return complain(Exit::configuration, fmt::format("there is no {}", loaded->file));
    }
    return print_page(
        fmt::format("{} is right: {} meter{}, {} sink{}\n", loaded->file,
                    loaded->config.meters.size(), loaded->config.meters.size() == 1 ? "" : "s",
                    loaded->config.sinks.size(), loaded->config.sinks.size() == 1 ? "" : "s"));
}

}  // namespace hanmeter::app::commands
