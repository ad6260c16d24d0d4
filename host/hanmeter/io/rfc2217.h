// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "hanmeter/bytes/cursor.h"
#include "hanmeter/io/serial_port.h"

namespace hanmeter::io {

// The client's half of RFC 2217: Telnet (RFC 854) that carries a serial port and sets it. It sends
// and receives nothing by itself.
class Rfc2217Client {
public:
    explicit Rfc2217Client(const SerialSettings& settings) : settings_{settings} {}

    // What to send first.
    static std::vector<std::uint8_t> hello();

    // What came, in pieces of any size.
    void take(bytes::Bytes input);
    // What the port received; valid until the next take().
    bytes::Bytes data() const { return data_; }
    // What to answer.
    bytes::Bytes reply() const { return reply_; }

    // The other side does not let its port be set, or set it to something else.
    bool refused() const { return refused_; }

private:
    enum class State { data, command, option, sub, sub_command };

    void take_command(std::uint8_t byte);
    void answer(std::uint8_t command, std::uint8_t option);
    void take_sub(std::uint8_t byte);
    void end_sub();
    void ask_for_settings();

    SerialSettings settings_;
    State state_ = State::data;
    std::uint8_t command_ = 0;
    std::vector<std::uint8_t> sub_{};
    std::vector<std::uint8_t> data_{};
    std::vector<std::uint8_t> reply_{};
    bool asked_ = false;
    bool refused_ = false;
};

}  // namespace hanmeter::io
