// SPDX-License-Identifier: Apache-2.0
#include "app/commands/run.h"

#include <fmt/core.h>

#include "app/complaint.h"
#include "app/config/load.h"
#include "app/reading/port_list.h"
#include "app/service/service.h"
#include "hanmeter/io/ports.h"

namespace hanmeter::app::commands {
namespace {

Exit complain_of_all(const std::vector<std::string>& errors) {
    for (const std::string& error : errors) complain(Exit::configuration, error);
    return Exit::configuration;
}

// With no meter set at all: the one serial port that there is. Else a sentence says what to do.
tl::expected<void, std::string> take_the_one_port(config::Loaded& loaded) {
    if (!loaded.config.meters.empty()) return {};
    const auto ports = io::list_ports();
    const std::string where =
        loaded.found ? fmt::format("{} names no [[meter]]", loaded.file)
                     : fmt::format("there is no {}, so the serial port is looked for", loaded.file);
    if (ports.size() != 1) {
        return tl::unexpected{fmt::format(
            "{}, and {}: --meter-source says which is the meter's\n{}", where,
            ports.empty() ? "no serial port is there" : "there are several serial ports",
            reading::port_list(ports))};
    }
    const io::PortInfo& port = ports.front();
    const std::string& path = port.stable_path.empty() ? port.path : port.stable_path;
    static_cast<void>(config::apply(loaded.config, {"meter.source", path, ""}));
    fmt::print(stderr, "hanmeter: {}: {}\n", where, path);
    return {};
}

}  // namespace

Exit run(const Arguments& arguments) {
    if (!arguments.operands().empty()) {
        return complain(Exit::usage,
                        fmt::format("run takes no \"{}\": meters stand in the configuration, or "
                                    "--meter-source names one",
                                    arguments.operands().front()));
    }
    auto loaded = config::load(arguments);
    if (!loaded) return complain_of_all(loaded.error());
    if (arguments.given(OptionId::print_config)) {
        return print_page(config::print(loaded->config));
    }
    if (auto found = take_the_one_port(*loaded); !found) {
        return complain(Exit::configuration, found.error());
    }
    auto service = service::Service::make(
        loaded->config, [&arguments]() -> tl::expected<config::Config, std::vector<std::string>> {
            auto again = config::load(arguments);
            if (!again) return tl::unexpected{again.error()};
            if (auto found = take_the_one_port(*again); !found) {
                return tl::unexpected{std::vector{found.error()}};
            }
            return std::move(again->config);
        });
    if (!service) return complain(service.error().code, service.error().sentence);
    return (*service)->run();
}

}  // namespace hanmeter::app::commands
