// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <tl/expected.hpp>

#include "hanmeter/pipeline/sink.h"

namespace hanmeter::sinks {

struct PostgresSettings {
    std::string url = "postgresql:///meters";  // as psql takes it
    std::string password{};                    // where it is not in the URL
    std::string table = "hanmeter_readings";
    std::chrono::milliseconds timeout{10'000};
};

// A row a reading: meter, time, list, meter_time, then a numeric column for every key of the
// catalogue, made when the key first comes; what else there is stands in `rest` (jsonb). The key is
// meter, time and list: a reading that is sent twice stands once. Where TimescaleDB is installed
// the table becomes a hypertable.
//
// A row that the server cannot take is refused alone; all else is no reading's fault.
tl::expected<std::unique_ptr<pipeline::Sink>, std::string> make_postgres(
    const PostgresSettings& settings, std::string name);

}  // namespace hanmeter::sinks
