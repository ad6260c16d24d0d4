// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <tl/expected.hpp>

#include "app/assemble.h"
#include "app/operands.h"
#include "app/reading/session.h"
#include "hanmeter/pipeline/pipeline.h"
#include "hanmeter/store/memory_log.h"

namespace hanmeter::app::reading {

// What takes readings to Domoticz: of a device through the pipeline, so that Domoticz never delays
// the reading; of a file the calls are printed between the telegrams and nothing is sent.
class DomoticzFeed {
public:
    // Null where no index is given and no call is to be shown. `session` outlives this.
    static tl::expected<std::unique_ptr<DomoticzFeed>, Failure> make(const Operands& operands,
                                                                     const Arguments& arguments,
                                                                     bool live, Session& session);
    DomoticzFeed(const DomoticzFeed&) = delete;
    DomoticzFeed& operator=(const DomoticzFeed&) = delete;

    void take(const values::Reading& reading);
    // Tries for a while to send what is left. Exit::sink_failed if anything was not delivered.
    Exit stop();

private:
    explicit DomoticzFeed(Session& session) : session_{session} {}
    void print(const values::Reading& reading);

    Session& session_;
    store::MemoryLog log_{};
    std::unique_ptr<pipeline::Sink> printer_{};  // of a file
    store::Sequence printed_ = 0;
    std::unique_ptr<pipeline::Pipeline> pipeline_{};  // of a device
};

}  // namespace hanmeter::app::reading
