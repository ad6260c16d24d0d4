// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/faults.h"
#include "sim/meter.h"
#include "streams/decoded.h"

namespace hanmeter::streams {

// What came out of a bad line, and what of it stayed whole.
struct Line {
    Octets stream{};
    std::vector<Values> whole{};  // what the telegrams that stayed whole say, in order
    std::size_t damaged = 0;
};

// The meters whose messages come in the clear in HDLC frames of their own.
std::vector<const sim::Model*> plain_hdlc_models();

// A meter that starts shortly before an hour, so that all its lists are sent.
sim::Meter meter_of(const sim::Model& model, const sim::HdlcSegments& segments = {});

// `count` telegrams of that meter.
Line line_of(const sim::Model& model, const sim::FaultOptions& faults, std::size_t count,
             const sim::HdlcSegments& segments = {});

}  // namespace hanmeter::streams
