// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <asio/any_io_executor.hpp>
#include <asio/awaitable.hpp>
#include <asio/steady_timer.hpp>
#include <chrono>
#include <functional>
#include <memory>

namespace hanmeter::io {

// From here on a cancelled operation of this coroutine, and of those that it awaits, answers with
// asio::error::operation_aborted and throws nothing.
asio::awaitable<void> cancel_by_value();

// Whether this coroutine was cancelled.
asio::awaitable<bool> cancelled();

// Ends early when the coroutine is cancelled. Wants cancel_by_value() first.
asio::awaitable<void> sleep_for(std::chrono::milliseconds time);

// Lets everything else that waits on this thread (signals, timers) have its turn.
asio::awaitable<void> give_way();

// Calls `expired` on the executor's thread when the time is over, never once this is destroyed.
class Deadline {
public:
    Deadline(const asio::any_io_executor& executor, std::chrono::milliseconds time,
             std::function<void()> expired);
    Deadline(const Deadline&) = delete;
    Deadline& operator=(const Deadline&) = delete;
    ~Deadline();

    bool expired() const { return state_->expired; }

private:
    struct State {
        std::function<void()> call;
        bool alive = true;
        bool expired = false;
    };
    std::shared_ptr<State> state_;  // shared with the timer's handler, which may run after us
    asio::steady_timer timer_;
};

// How long to wait before the next attempt: doubles from `first` to `longest`.
class BackOff {
public:
    BackOff(std::chrono::milliseconds first, std::chrono::milliseconds longest)
        : first_{first}, longest_{longest}, next_{first} {}

    std::chrono::milliseconds next() {
        const auto now = next_;
        next_ = std::min(next_ * 2, longest_);
        return now;
    }
    void reset() { next_ = first_; }

private:
    std::chrono::milliseconds first_;
    std::chrono::milliseconds longest_;
    std::chrono::milliseconds next_;
};

}  // namespace hanmeter::io
