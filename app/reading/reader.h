// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <asio/cancellation_signal.hpp>
#include <asio/io_context.hpp>
#include <asio/signal_set.hpp>
#include <asio/steady_timer.hpp>
#include <chrono>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

#include "app/reading/line.h"
#include "app/reading/session.h"
#include "hanmeter/io/notify.h"
#include "hanmeter/pipeline/source.h"

namespace hanmeter::app::reading {

// Runs inputs on the one I/O thread: those that end by themselves one after the other, live ones
// all the time, until all have ended, a signal comes, or the session is over.
class Reader {
public:
    struct Input {
        std::unique_ptr<Line> line;
        std::unique_ptr<pipeline::Source> source;
        std::optional<pipeline::SourceEnd> end{};  // how it ended; absent: it never began
        bool silent = false;                       // given up, since it was silent for too long
    };

    // `context`, `session` and `inputs` outlive this. `wait`: an input that is silent for that long
    // is given up.
    Reader(asio::io_context& context, Session& session, std::vector<Input>& inputs,
           std::optional<std::chrono::seconds> wait);

    // Returns when all is over.
    void run();

private:
    struct Running {
        explicit Running(Input& which, asio::io_context& context)
            : input{which}, silence{context}, hint{context} {}
        Input& input;
        asio::cancellation_signal stop{};
        asio::steady_timer silence;
        asio::steady_timer hint;  // when to say that nothing is understood yet
        bool ended = false;
    };

    void start(Input& input);
    void start_next_file();
    void ended(Running& running, pipeline::SourceEnd end);
    void watch_silence(Running& running);
    void hint_later(Running& running);
    void stop_all();
    void wait_for_signal();

    asio::io_context& context_;
    Session& session_;
    std::vector<Input>& inputs_;
    std::optional<std::chrono::seconds> wait_;
    asio::signal_set signals_;
    io::Notifier notifier_ = io::Notifier::from_environment();
    std::deque<Input*> files_;     // not begun yet
    std::deque<Running> running_;  // begun; stays in place
    std::size_t active_ = 0;
};

}  // namespace hanmeter::app::reading
