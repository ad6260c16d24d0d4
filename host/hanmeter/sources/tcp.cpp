// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/sources/tcp.h"

#include <fmt/core.h>

#include <array>
#include <asio/buffer.hpp>
#include <asio/redirect_error.hpp>
#include <asio/use_awaitable.hpp>
#include <asio/write.hpp>

#include "hanmeter/io/clock.h"
#include "hanmeter/io/rfc2217.h"

namespace hanmeter::sources {

using pipeline::SourceEnd;

asio::awaitable<SourceEnd> Tcp::run(pipeline::Intake& intake) {
    co_await io::cancel_by_value();
    pipeline::Received received{intake, settings_.undo};
    bool first = true;
    while (!intake.done() && !co_await io::cancelled()) {
        auto socket = co_await io::connect(address_, settings_.connect_timeout);
        if (co_await io::cancelled()) break;
        if (socket) {
            received.begin();
            std::string why;
            if (settings_.remote_port) {
                why = co_await read_port(*socket, received, intake);
            } else {
                why = co_await read(*socket, received, intake);
            }
            received.finish();
            if (intake.done() || co_await io::cancelled()) break;
            lost(fmt::format("The connection to {} was lost ({}); trying again.",
                             io::text(address_), why),
                 intake);
        } else if (first && !settings_.patient) {
            co_return SourceEnd{SourceEnd::Kind::cannot_open, socket.error()};
        } else {
            lost(socket.error(), intake);
        }
        first = false;
        co_await io::sleep_for(settings_.back_off.next());
    }
    co_return SourceEnd{};
}

asio::awaitable<std::string> Tcp::read(asio::ip::tcp::socket& socket, pipeline::Received& received,
                                       pipeline::Intake& intake) {
    std::array<std::uint8_t, 16384> room{};
    asio::error_code error;
    while (!intake.done() && !co_await io::cancelled()) {
        const std::size_t size = co_await socket.async_read_some(
            asio::buffer(room), asio::redirect_error(asio::use_awaitable, error));
        if (error == asio::error::eof) co_return "the other side closed it";
        if (error) co_return error.message();
        heard(intake);
        received.take({room.data(), size}, io::now());
    }
    co_return "";
}

asio::awaitable<std::string> Tcp::read_port(asio::ip::tcp::socket& socket,
                                            pipeline::Received& received,
                                            pipeline::Intake& intake) {
    io::Rfc2217Client client{*settings_.remote_port};
    std::array<std::uint8_t, 16384> room{};
    asio::error_code error;
    bool said = false;
    const std::vector<std::uint8_t> hello = io::Rfc2217Client::hello();
    co_await asio::async_write(socket, asio::buffer(hello),
                               asio::redirect_error(asio::use_awaitable, error));
    while (!error && !intake.done() && !co_await io::cancelled()) {
        const std::size_t size = co_await socket.async_read_some(
            asio::buffer(room), asio::redirect_error(asio::use_awaitable, error));
        if (error) break;
        client.take({room.data(), size});
        if (client.refused() && !said) {
            said = true;
            intake.notice(
                fmt::format("{} does not let its port be set: see that it has the right "
                            "baud rate and parity itself.",
                            io::text(address_)));
        }
        if (!client.data().empty()) {
            heard(intake);
            received.take(client.data(), io::now());
        }
        if (client.reply().empty()) continue;
        co_await asio::async_write(socket,
                                   asio::buffer(client.reply().data(), client.reply().size()),
                                   asio::redirect_error(asio::use_awaitable, error));
    }
    if (error == asio::error::eof) co_return "the other side closed it";
    co_return error ? error.message() : "";
}

void Tcp::lost(const std::string& sentence, pipeline::Intake& intake) {
    if (!out_) intake.notice(sentence);
    out_ = true;
}

void Tcp::heard(pipeline::Intake& intake) {
    if (out_) intake.notice(fmt::format("{} is back.", io::text(address_)));
    out_ = false;
    settings_.back_off.reset();
}

}  // namespace hanmeter::sources
