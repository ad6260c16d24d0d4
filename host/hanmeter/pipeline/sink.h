// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "hanmeter/store/log.h"
#include "hanmeter/values/date_time.h"

namespace hanmeter::pipeline {

// Takes one sentence, without a line end. Called from several threads at once.
using Say = std::function<void(std::string_view sentence)>;

// The first `count` of the batch (at least 1) are where they should be; the rest comes again at
// once, without those.
struct Accepted {
    std::size_t count = 0;
    store::OwnBytes own{};
};

// Nothing of the batch was taken, and that is no reading's fault: it comes again, the same or
// longer, when some time has passed. `why` is a clause that tells what to do: `no answer from ...`.
struct TryAgain {
    std::string why;
};

// Those before `which` are where they should be; the reading at `which` will never be accepted.
// The rest comes again at once.
struct Refused {
    std::size_t which = 0;
    std::string why;
    store::OwnBytes own{};
};

using Delivery = std::variant<Accepted, TryAgain, Refused>;

// Hands readings on to one place. It knows neither order nor retry nor time: those are the
// pipeline's. All calls but cancel() come from one thread.
class Sink {
public:
    virtual ~Sink() = default;

    // `domoticz`, `mqtt.cloud`: no two of a pipeline alike. The same from start to start, since the
    // cursor goes by it.
    virtual std::string_view name() const = 0;

    // Called once, before any deliver(): what was kept of the last Accepted or Refused, empty at
    // the first start. What it gives back, if anything, is kept before the first delivery.
    virtual std::optional<store::OwnBytes> resume(bytes::Bytes) { return std::nullopt; }

    // May take its time, but not for ever. `batch` has at least one reading, the oldest first; it
    // is valid during the call. State that depends on readings changes only with what is accepted
    // or refused.
    virtual Delivery deliver(std::span<const store::Entry> batch, values::Instant now) = 0;

    // Called from another thread while deliver() runs, when the program ends and cannot wait:
    // deliver() should return soon, with any answer.
    virtual void cancel() {}
};

}  // namespace hanmeter::pipeline
