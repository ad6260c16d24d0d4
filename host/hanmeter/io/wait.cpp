// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/io/wait.h"

#include <asio/post.hpp>
#include <asio/redirect_error.hpp>
#include <asio/this_coro.hpp>
#include <asio/use_awaitable.hpp>

namespace hanmeter::io {

asio::awaitable<void> cancel_by_value() {
    co_await asio::this_coro::throw_if_cancelled(false);
}

asio::awaitable<bool> cancelled() {
    const auto state = co_await asio::this_coro::cancellation_state;
    co_return state.cancelled() != asio::cancellation_type::none;
}

asio::awaitable<void> sleep_for(std::chrono::milliseconds time) {
    asio::steady_timer timer{co_await asio::this_coro::executor, time};
    asio::error_code ignored;
    co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
}

asio::awaitable<void> give_way() {
    co_await asio::post(co_await asio::this_coro::executor, asio::use_awaitable);
}

Deadline::Deadline(const asio::any_io_executor& executor, std::chrono::milliseconds time,
                   std::function<void()> expired)
    : state_{std::make_shared<State>()}, timer_{executor, time} {
    state_->call = std::move(expired);
    timer_.async_wait([state = state_](asio::error_code error) {
        if (error || !state->alive) return;
        state->expired = true;
        state->call();
    });
}

Deadline::~Deadline() {
    state_->alive = false;
}

}  // namespace hanmeter::io
