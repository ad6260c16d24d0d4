// SPDX-License-Identifier: Apache-2.0
#include "app/simulating/player.h"

#include <fmt/core.h>

#include <asio/redirect_error.hpp>
#include <asio/steady_timer.hpp>
#include <asio/this_coro.hpp>
#include <asio/use_awaitable.hpp>

#include "hanmeter/io/wait.h"

namespace hanmeter::app::simulating {
namespace {

using std::chrono::steady_clock;

constexpr std::uint64_t telegrams_between_pauses = 64;
constexpr std::int64_t bits_per_byte = 10;

tl::expected<void, Failure> answer_of(std::error_code error) {
    if (!error || error == std::errc::broken_pipe) return {};
    return tl::unexpected{
        Failure{Exit::other, fmt::format("no more can be written: {}", error.message())}};
}

}  // namespace

Player::Player(const Plan& plan, sim::Meter& meter, Wire& wire, StateFile& state)
    : plan_{plan},
      meter_{meter},
      wire_{wire},
      state_{state},
      faults_{plan.faults},
      origin_{meter.state().last_sent.milliseconds + 1} {}

Player::Microseconds Player::time_of(values::Instant instant) const {
    return std::chrono::milliseconds{instant.milliseconds - origin_.milliseconds};
}

Player::Microseconds Player::simulated_now() const {
    const auto passed = std::chrono::floor<Microseconds>(steady_clock::now() - began_);
    return passed * static_cast<std::int64_t>(plan_.speed);
}

asio::awaitable<void> Player::wait_until(Microseconds simulated) {
    const auto real = simulated / static_cast<std::int64_t>(plan_.speed);
    asio::steady_timer timer{co_await asio::this_coro::executor, began_ + real};
    asio::error_code ignored;
    co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
}

asio::awaitable<std::error_code> Player::send_byte_by_byte(Microseconds start, bytes::Bytes data) {
    const std::int64_t bits_per_second = meter_.model().baud;
    const auto time_of_bytes = [&](std::int64_t count) {
        return Microseconds{count * bits_per_byte * 1'000'000 / bits_per_second};
    };
    std::int64_t sent = 0;
    while (sent < std::ssize(data)) {
        co_await wait_until(start + time_of_bytes(sent + 1));
        if (co_await io::cancelled()) break;
        const auto passed = (simulated_now() - start).count();
        const std::int64_t due = passed * bits_per_second / (bits_per_byte * 1'000'000);
        const std::int64_t end = std::clamp(due, sent + 1, std::int64_t{std::ssize(data)});
        const auto part =
            data.subspan(static_cast<std::size_t>(sent), static_cast<std::size_t>(end - sent));
        if (const auto error = co_await wire_.send(part, false)) co_return error;
        sent = end;
    }
    co_return std::error_code{};
}

asio::awaitable<std::error_code> Player::send(const sim::Telegram& telegram, bytes::Bytes data) {
    std::error_code error;
    if (plan_.speed == 0) {
        error = co_await wire_.send(data, true);
    } else if (wire_.byte_by_byte()) {
        error = co_await send_byte_by_byte(time_of(telegram.sent_at), data);
    } else {
        co_await wait_until(time_of(telegram.received_at));
        if (!co_await io::cancelled()) error = co_await wire_.send(data, true);
    }
    co_return error;
}

asio::awaitable<tl::expected<void, Failure>> Player::run() {
    co_await io::cancel_by_value();
    if (auto saved = state_.save(meter_.state()); !saved) co_return saved;
    if (plan_.speed == 0) co_await wire_.ready();
    began_ = steady_clock::now();
    std::error_code error;
    sim::MeterState sent = meter_.state();
    for (std::uint64_t number = 0; !plan_.count || number < *plan_.count; ++number) {
        const sim::Telegram telegram = meter_.next();
        const std::int64_t since = telegram.sent_at.milliseconds - origin_.milliseconds;
        if (plan_.duration && since >= *plan_.duration) break;
        const sim::Transmission line = faults_.pass(telegram.bytes);
        error = co_await send(telegram, line.bytes);
        if (error || co_await io::cancelled()) break;
        sent = meter_.state();
        if (auto saved = state_.save_now_and_then(sent); !saved) co_return saved;
        if (plan_.speed == 0 && number % telegrams_between_pauses == 0) co_await io::give_way();
    }
    if (auto saved = state_.save(sent); !saved) co_return saved;
    co_await wire_.drain();
    co_return answer_of(error);
}

}  // namespace hanmeter::app::simulating
