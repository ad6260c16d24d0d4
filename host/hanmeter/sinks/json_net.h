// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <tl/expected.hpp>

#include "hanmeter/pipeline/sink.h"

namespace hanmeter::sinks {

struct JsonNetSettings {
    std::string to{};  // HOST:PORT
    std::chrono::milliseconds timeout{10'000};
};

// A line of -F json a reading over TCP. Accepted is what the other side's machine has taken, which
// a program there that dies may not have read: what was on its way when a connection broke comes
// again.
tl::expected<std::unique_ptr<pipeline::Sink>, std::string> make_json_tcp(
    const JsonNetSettings& settings, std::string name);

// A datagram a reading over UDP, to whoever may be there: nothing is promised.
tl::expected<std::unique_ptr<pipeline::Sink>, std::string> make_json_udp(
    const JsonNetSettings& settings, std::string name);

}  // namespace hanmeter::sinks
