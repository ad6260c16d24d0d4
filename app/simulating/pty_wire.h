// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <tl/expected.hpp>

#include "app/failure.h"
#include "app/simulating/wire.h"
#include "hanmeter/io/file.h"

namespace hanmeter::app::simulating {

// A pseudo-terminal under a name that stays the same: to a reader a serial port with a meter
// behind it. As long as nobody has it open, bytes are lost and not kept for later.
class PtyWire : public Wire {
public:
    // `link` becomes a symbolic link to the port; an old link of that name is replaced, anything
    // else is left alone. Where it fails, one sentence.
    static tl::expected<std::unique_ptr<PtyWire>, Failure> open(const std::string& link);
    PtyWire(const PtyWire&) = delete;
    PtyWire& operator=(const PtyWire&) = delete;
    ~PtyWire() override;  // the link goes with it

    const std::string& port() const { return port_; }  // /dev/pts/3

    asio::awaitable<void> ready() override;
    asio::awaitable<std::error_code> send(bytes::Bytes data, bool patient) override;
    asio::awaitable<void> drain() override;
    bool byte_by_byte() const override { return true; }

private:
    PtyWire(io::Fd master, std::string port, std::string link);

    bool somebody_reads() const;

    io::Fd master_;
    std::string port_;
    std::string link_;
};

}  // namespace hanmeter::app::simulating
