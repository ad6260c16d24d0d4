// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hanmeter/io/serial_port.h"
#include "hanmeter/io/tcp.h"
#include "hanmeter/io/wait.h"
#include "hanmeter/pipeline/received.h"
#include "hanmeter/pipeline/source.h"

namespace hanmeter::sources {

// A gateway that passes the meter's bytes on over TCP (ser2net, an ESP, another HANmeter). A lost
// connection is made anew after 1, 2, 4 .. 30 s; that it was lost is said once, and that it is back
// when the first bytes come. With RFC 2217 the serial port at the other end is set.
class Tcp : public pipeline::Source {
public:
    struct Settings {
        pipeline::Undo undo{};
        bool patient = false;  // a host that does not answer at start is waited for
        std::chrono::milliseconds connect_timeout{10'000};
        std::optional<io::SerialSettings> remote_port{};  // RFC 2217: set so
        io::BackOff back_off{std::chrono::seconds{1}, std::chrono::seconds{30}};
    };

    Tcp(io::TcpAddress address, Settings settings)
        : address_{std::move(address)}, settings_{settings} {}

    asio::awaitable<pipeline::SourceEnd> run(pipeline::Intake& intake) override;
    bool live() const override { return true; }

private:
    // Why it ended, in a few words.
    asio::awaitable<std::string> read(asio::ip::tcp::socket& socket, pipeline::Received& received,
                                      pipeline::Intake& intake);
    asio::awaitable<std::string> read_port(asio::ip::tcp::socket& socket,
                                           pipeline::Received& received, pipeline::Intake& intake);
    void lost(const std::string& sentence, pipeline::Intake& intake);
    void heard(pipeline::Intake& intake);

    io::TcpAddress address_;
    Settings settings_;
    bool out_ = false;  // an outage was announced
};

}  // namespace hanmeter::sources
