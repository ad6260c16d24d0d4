// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/sources/serial.h"

#include <fmt/core.h>

#include <array>
#include <asio/buffer.hpp>
#include <asio/posix/stream_descriptor.hpp>
#include <asio/redirect_error.hpp>
#include <asio/use_awaitable.hpp>

#include "hanmeter/io/clock.h"

namespace hanmeter::sources {
namespace {

using pipeline::SourceEnd;
using std::chrono::milliseconds;

constexpr milliseconds first_look{100};
constexpr milliseconds longest_between_looks{1000};
// udev gives a new device to its group a moment after it appears: what is wrong until then is not
// worth a word.
constexpr int looks_before_complaint = 5;

void clear_bit_7(std::span<std::uint8_t> data) {
    for (std::uint8_t& byte : data) byte &= 0x7F;
}

}  // namespace

Serial::Serial(asio::any_io_executor executor, std::string path, Settings settings)
    : executor_{std::move(executor)},
      path_{std::move(path)},
      settings_{std::move(settings)},
      back_off_{first_look, longest_between_looks} {}

tl::expected<io::SerialPort, io::SerialError> Serial::open() {
    if (!stable_name_.empty()) {
        auto same = io::SerialPort::open(stable_name_, settings_.port);
        if (same || same.error().kind != io::SerialError::Kind::no_such_port) return same;
    }
    auto port = io::SerialPort::open(path_, settings_.port);
    if (port) stable_name_ = settings_.stable_name(path_);
    return port;
}

asio::awaitable<SourceEnd> Serial::run(pipeline::Intake& intake) {
    co_await io::cancel_by_value();
    pipeline::Received received{intake, settings_.undo};
    std::optional<io::SerialPort> port;
    if (auto opened = open()) {
        port.emplace(std::move(*opened));
    } else if (settings_.patient) {
        intake.notice(opened.error().sentence);
        port = co_await wait_for_port(intake);
    } else {
        co_return SourceEnd{SourceEnd::Kind::cannot_open, opened.error().sentence};
    }
    while (port) {
        if (!port->remark().empty()) intake.notice(port->remark());
        received.begin();
        if (co_await read(*port, received, intake) == Lost::no_more_wanted) break;
        port.reset();
        intake.notice(fmt::format("{} was unplugged; waiting for it to return.", path_));
        port = co_await wait_for_port(intake);
    }
    received.finish();
    co_return SourceEnd{};
}

asio::awaitable<Serial::Lost> Serial::read(const io::SerialPort& port, pipeline::Received& received,
                                           pipeline::Intake& intake) {
    auto fd = io::duplicate(port.fd());
    if (!fd) co_return Lost::gone;
    asio::posix::stream_descriptor line{executor_, fd->release()};
    std::array<std::uint8_t, 4096> room{};
    while (!intake.done() && !co_await io::cancelled()) {
        asio::error_code error;
        const std::size_t size = co_await line.async_read_some(
            asio::buffer(room), asio::redirect_error(asio::use_awaitable, error));
        if (co_await io::cancelled()) break;
        if (error) co_return Lost::gone;
        const std::span data{room.data(), size};
        if (io::SerialPort::clears_bit_7(settings_.port)) clear_bit_7(data);
        back_off_.reset();
        for (unsigned left = answers_.take(data); left > 0; --left) {
            port.send(framing::MbusAnswers::acknowledge);
        }
        received.take(data, io::now());
    }
    co_return Lost::no_more_wanted;
}

asio::awaitable<std::optional<io::SerialPort>> Serial::wait_for_port(pipeline::Intake& intake) {
    int refused = 0;
    while (!intake.done() && !co_await io::cancelled()) {
        co_await io::sleep_for(back_off_.next());
        auto opened = open();
        if (opened) {
            intake.notice(fmt::format("{} is back.", path_));
            co_return std::optional<io::SerialPort>{std::move(*opened)};
        }
        const bool there = opened.error().kind != io::SerialError::Kind::no_such_port;
        if (there && ++refused == looks_before_complaint) intake.notice(opened.error().sentence);
    }
    co_return std::nullopt;
}

}  // namespace hanmeter::sources
