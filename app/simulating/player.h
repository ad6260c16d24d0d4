// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

#include "app/simulating/plan.h"
#include "app/simulating/state_file.h"
#include "app/simulating/wire.h"

namespace hanmeter::app::simulating {

// Lets a meter push onto a wire, at its pace.
class Player {
public:
    // All of them outlive this. `meter` has been set to where it begins.
    Player(const Plan& plan, sim::Meter& meter, Wire& wire, StateFile& state);

    // Until count or duration is reached, nobody takes any more, or the coroutine is cancelled.
    // What was sent as a whole is in the state file then.
    asio::awaitable<tl::expected<void, Failure>> run();

private:
    using Microseconds = std::chrono::microseconds;

    asio::awaitable<std::error_code> send(const sim::Telegram& telegram, bytes::Bytes data);
    asio::awaitable<std::error_code> send_byte_by_byte(Microseconds start, bytes::Bytes data);
    // Until the simulated clock is there.
    asio::awaitable<void> wait_until(Microseconds simulated);
    Microseconds simulated_now() const;
    Microseconds time_of(values::Instant instant) const;

    const Plan& plan_;
    sim::Meter& meter_;
    Wire& wire_;
    StateFile& state_;
    sim::Faults faults_;
    values::Instant origin_;  // of the simulated clock
    std::chrono::steady_clock::time_point began_{};
};

}  // namespace hanmeter::app::simulating
