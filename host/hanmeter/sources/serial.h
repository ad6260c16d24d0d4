// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <asio/any_io_executor.hpp>
#include <string>

#include "hanmeter/io/serial_port.h"
#include "hanmeter/io/wait.h"
#include "hanmeter/pipeline/received.h"
#include "hanmeter/pipeline/source.h"

namespace hanmeter::sources {

// A serial port or pty. Sleeps as long as the line is silent. Unplugged while reading it says so
// once, looks for the path to come back (at most 1 s apart) and goes on.
class Serial : public pipeline::Source {
public:
    struct Settings {
        io::SerialSettings port{};
        pipeline::Undo undo{};
        bool patient = false;  // a port that is not there at start is waited for
    };

    Serial(asio::any_io_executor executor, std::string path, Settings settings);

    asio::awaitable<pipeline::SourceEnd> run(pipeline::Intake& intake) override;
    bool live() const override { return true; }

private:
    enum class Lost { gone, no_more_wanted };

    tl::expected<io::SerialPort, io::SerialError> open() const;
    asio::awaitable<Lost> read(const io::SerialPort& port, pipeline::Received& received,
                               pipeline::Intake& intake);
    // Without a port where the coroutine was cancelled.
    asio::awaitable<std::optional<io::SerialPort>> wait_for_port(pipeline::Intake& intake);

    asio::any_io_executor executor_;
    std::string path_;
    Settings settings_;
    io::BackOff back_off_;
};

}  // namespace hanmeter::sources
