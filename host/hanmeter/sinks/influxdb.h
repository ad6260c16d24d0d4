// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <tl/expected.hpp>

#include "hanmeter/pipeline/sink.h"

namespace hanmeter::sinks {

// docs/influxdb.md says it for people.
struct InfluxdbSettings {
    std::string url = "http://127.0.0.1:8086";
    unsigned version = 1;             // 1, 2 or 3
    std::string database = "meters";  // of 1 and 3
    std::string retention_policy{};   // of 1; empty: the database's own
    std::string user{};               // of 1
    std::string password{};
    std::string organisation{};     // of 2
    std::string bucket = "meters";  // of 2
    std::string token{};            // of 2 and 3
    std::chrono::milliseconds timeout{10'000};
};

// A POST a batch, gzipped, in line protocol with milliseconds. A meter's reading of a moment stands
// once, however often it is sent: series and time are its key.
//
// A server that refuses a batch, or takes a part of it, says not always which line it did not like:
// the batch is halved until that is found, with as many posts as halvings and two. It alone is
// refused; those of its values that have a key are written where the server takes them so. All else
// (no connection, no answer, wrong token, no such database, another server) is no reading's fault.
// A reading without a time is refused.
//
// Fails with a clause when a setting cannot be used. No password or token is ever told.
tl::expected<std::unique_ptr<pipeline::Sink>, std::string> make_influxdb(
    const InfluxdbSettings& settings, std::string name);

}  // namespace hanmeter::sinks
