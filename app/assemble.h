// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <asio/any_io_executor.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <tl/expected.hpp>

#include "app/arguments.h"
#include "app/failure.h"
#include "hanmeter/pipeline/sink.h"
#include "hanmeter/pipeline/source.h"
#include "hanmeter/pipeline/worker.h"

// The only place that knows all sources and sinks.
namespace hanmeter::app {

// Opens nothing yet.
tl::expected<std::unique_ptr<pipeline::Source>, Failure> assemble_source(
    const std::string& input, const Arguments& arguments, const asio::any_io_executor& executor);

struct DomoticzWish {
    std::optional<std::uint32_t> energy_idx{};
    std::optional<std::uint32_t> power_idx{};
    bool print_only = false;  // calls are told and not sent
};

// `talk` is told each call, from the sink's thread.
tl::expected<std::unique_ptr<pipeline::Sink>, Failure> assemble_domoticz(const DomoticzWish& wish,
                                                                         const Arguments& arguments,
                                                                         pipeline::Say talk);

}  // namespace hanmeter::app
