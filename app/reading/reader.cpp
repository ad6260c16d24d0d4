// SPDX-License-Identifier: Apache-2.0
#include "app/reading/reader.h"

#include <asio/bind_cancellation_slot.hpp>
#include <asio/co_spawn.hpp>
#include <asio/post.hpp>
#include <csignal>

#include "app/complaint.h"
#include "app/reading/verdict.h"

namespace hanmeter::app::reading {

using pipeline::SourceEnd;

namespace {

// Longer than any meter's shortest list takes to come.
constexpr std::chrono::seconds hint_after{25};

}  // namespace

Reader::Reader(asio::io_context& context, Session& session, std::vector<Input>& inputs,
               std::optional<std::chrono::seconds> wait)
    : context_{context},
      session_{session},
      inputs_{inputs},
      wait_{wait},
      signals_{context, SIGINT, SIGTERM} {}

void Reader::run() {
    wait_for_signal();
    for (Input& input : inputs_) {
        if (input.line->live()) {
            start(input);
        } else {
            files_.push_back(&input);
        }
    }
    start_next_file();
    if (active_ == 0) signals_.cancel();
    asio::post(context_, [this] {
        if (active_ > 0) notifier_.ready();  // every input has opened what it reads, or given up
    });
    context_.run();
    notifier_.stopping();
}

void Reader::start_next_file() {
    if (files_.empty() || session_.over()) return;
    Input& next = *files_.front();
    files_.pop_front();
    session_.begin_file(next.line->name());
    start(next);
}

void Reader::start(Input& input) {
    Running& running = running_.emplace_back(input, context_);
    ++active_;
    if (wait_) {
        running.silence.expires_after(*wait_);
        watch_silence(running);
    }
    input.line->stop_by([this] { stop_all(); });
    if (input.line->live()) hint_later(running);
    asio::co_spawn(
        context_, input.source->run(*input.line),
        asio::bind_cancellation_slot(
            running.stop.slot(), [this, &running](const std::exception_ptr& error, SourceEnd end) {
                if (error) std::rethrow_exception(error);
                ended(running, std::move(end));
            }));
}

void Reader::ended(Running& running, SourceEnd end) {
    running.ended = true;
    running.silence.cancel();
    running.hint.cancel();
    if (end.kind == SourceEnd::Kind::cannot_open) complain(Exit::cannot_open, end.sentence);
    running.input.line->finish();
    if (!running.input.line->live()) session_.end_file();
    running.input.end = std::move(end);
    --active_;
    if (session_.over()) {
        stop_all();
    } else if (!running.input.line->live()) {
        start_next_file();
    }
    if (active_ == 0) signals_.cancel();
}

void Reader::watch_silence(Running& running) {
    running.silence.async_wait([this, &running](const std::error_code& error) {
        if (error || running.ended) return;
        const auto end = running.input.line->last_byte() + *wait_;
        if (end <= std::chrono::steady_clock::now()) {
            running.input.silent = true;
            running.stop.emit(asio::cancellation_type::terminal);
            return;
        }
        running.silence.expires_at(end);
        watch_silence(running);
    });
}

// Who waits for a first reading is told once how far it comes, and the waiting goes on.
void Reader::hint_later(Running& running) {
    running.hint.expires_after(hint_after);
    running.hint.async_wait([this, &running](const std::error_code& error) {
        const Line& line = *running.input.line;
        const Counters counters = line.counters();
        if (error || running.ended || counters.readings > 0) return;
        const Verdict verdict =
            judge(line.name(), InputKind::line, counters, false, likeness(line.first_bytes()));
        session_.say("so far " + verdict.sentence);
    });
}

void Reader::stop_all() {
    for (Running& running : running_) {
        if (!running.ended) running.stop.emit(asio::cancellation_type::terminal);
    }
}

void Reader::wait_for_signal() {
    signals_.async_wait([this](const std::error_code& error, int signal) {
        if (error) return;
        session_.stop(signal == SIGINT ? Exit::interrupted : Exit::terminated);
        signals_.clear();  // the next one ends the program as it always does
        stop_all();
    });
}

}  // namespace hanmeter::app::reading
