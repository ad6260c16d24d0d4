// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <asio/any_io_executor.hpp>
#include <functional>
#include <string>

#include "hanmeter/framing/mbus_answers.h"
#include "hanmeter/io/serial_port.h"
#include "hanmeter/io/wait.h"
#include "hanmeter/pipeline/received.h"
#include "hanmeter/pipeline/source.h"

namespace hanmeter::sources {

// A serial port or pty. Sleeps as long as the line is silent. Unplugged while reading it says so
// once, looks for the port to come back (at most 1 s apart) and goes on. An adapter that had a name
// in /dev/serial/by-id is known by it when it comes back under another number. Frames that want an
// answer get it.
class Serial : public pipeline::Source {
public:
    struct Settings {
        io::SerialSettings port{};
        pipeline::Undo undo{};
        bool patient = false;  // a port that is not there at start is waited for
        std::function<std::string(const std::string& path)> stable_name =
            [](const std::string& path) { return io::stable_name(path); };
    };

    Serial(asio::any_io_executor executor, std::string path, Settings settings);

    asio::awaitable<pipeline::SourceEnd> run(pipeline::Intake& intake) override;
    bool live() const override { return true; }

private:
    enum class Lost { gone, no_more_wanted };

    tl::expected<io::SerialPort, io::SerialError> open();
    asio::awaitable<Lost> read(const io::SerialPort& port, pipeline::Received& received,
                               pipeline::Intake& intake);
    // Without a port where the coroutine was cancelled.
    asio::awaitable<std::optional<io::SerialPort>> wait_for_port(pipeline::Intake& intake);

    asio::any_io_executor executor_;
    std::string path_;
    Settings settings_;
    std::string stable_name_;  // of the port opened last
    io::BackOff back_off_;
    framing::MbusAnswers answers_;
};

}  // namespace hanmeter::sources
