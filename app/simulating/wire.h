// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <asio/awaitable.hpp>
#include <system_error>

#include "hanmeter/bytes/cursor.h"

namespace hanmeter::app::simulating {

// Where a simulated meter's bytes go. Everything happens on one thread; a cancelled coroutine ends
// soon, whatever it waits for.
class Wire {
public:
    virtual ~Wire() = default;

    // Returns when somebody is there to take bytes, where that can be told.
    virtual asio::awaitable<void> ready() = 0;

    // `patient`: waits until everything is taken. Else what nobody takes at once is lost, as it is
    // behind a meter. std::errc::broken_pipe: nobody will take any more.
    virtual asio::awaitable<std::error_code> send(bytes::Bytes data, bool patient) = 0;

    // Waits, not for long, until what was sent has been read.
    virtual asio::awaitable<void> drain() = 0;

    // Whether bytes come one by one at the speed of the meter's line; else a telegram comes as a
    // whole when its last byte would.
    virtual bool byte_by_byte() const = 0;
};

}  // namespace hanmeter::app::simulating
