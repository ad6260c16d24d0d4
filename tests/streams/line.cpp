// SPDX-License-Identifier: Apache-2.0
#include "streams/line.h"

namespace hanmeter::streams {

std::vector<const sim::Model*> plain_hdlc_models() {
    std::vector<const sim::Model*> found;
    for (const sim::Model& model : sim::models()) {
        const sim::Transport& way = model.transport;
        const bool plain = way.carrier == sim::Carrier::hdlc && way.part_size == 0;
        if (plain && way.ciphering == nullptr) found.push_back(&model);
    }
    return found;
}

sim::Meter meter_of(const sim::Model& model, const sim::HdlcSegments& segments) {
    const auto start = sim::start_of(model, "2026-01-15T05:59:50");
    return {model, {.start = start.value(), .load = {.sun_peak_w = 9000}, .segments = segments}};
}

Line line_of(const sim::Model& model, const sim::FaultOptions& faults, std::size_t count,
             const sim::HdlcSegments& segments) {
    sim::Meter meter = meter_of(model, segments);
    sim::Faults bad_line{faults};
    Line line;
    for (std::size_t i = 0; i < count; ++i) {
        sim::Telegram telegram = meter.next();
        const sim::Transmission sent = bad_line.pass(telegram.bytes);
        line.stream.insert(line.stream.end(), sent.bytes.begin(), sent.bytes.end());
        if (sent.whole) {
            line.whole.push_back(std::move(telegram.values));
        } else {
            ++line.damaged;
        }
    }
    return line;
}

}  // namespace hanmeter::streams
