// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <tl/expected.hpp>

#include "hanmeter/pipeline/sink.h"

namespace hanmeter::sinks {

// docs/domoticz.md says it for people.
struct DomoticzSettings {
    std::string url = "http://127.0.0.1:8080";  // may hold user:password@ and a path
    std::string user{};                         // else that of the URL
    std::string password{};
    std::uint32_t energy_idx = 0;  // 0: not sent
    std::uint32_t power_idx = 0;
    std::chrono::milliseconds timeout{10'000};  // of a call

    std::string name = "domoticz";

    // For files: calls are not sent but told, `File data URL: http://...`. With neither idx given
    // both calls are told, with idx=0.
    bool print_only = false;
};

// Calls   GET /json.htm?type=command&param=udevice&idx=N&nvalue=0&svalue=...
//
//   power_idx    svalue=AVG;0   the mean of active_power_import_w in whole W over at least 30 s of
//                               the readings' times (energy/average.h); a reading without any time
//                               is sent by itself
//   energy_idx   svalue=WH      each time the register active_energy_import_wh is in a reading
//
// An idx that Domoticz does not take is a refusal; all else (no connection, no answer, wrong
// password, another server) is no reading's fault. What was sent of a reading is not sent again
// when the rest of it is tried again. The collected power is the sink's own bytes.
//
// `talk`, where there is one, is told each call and its answer: `URL http://... --> {...}`, or
// `URL http://... ERROR: ...`. It is called from the sink's thread. No password is ever told.
// Fails with a clause when the URL is none.
tl::expected<std::unique_ptr<pipeline::Sink>, std::string> make_domoticz(
    const DomoticzSettings& settings, pipeline::Say talk = {});

}  // namespace hanmeter::sinks
