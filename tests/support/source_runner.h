// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <asio/bind_cancellation_slot.hpp>
#include <asio/cancellation_signal.hpp>
#include <asio/co_spawn.hpp>
#include <asio/executor_work_guard.hpp>
#include <asio/io_context.hpp>
#include <chrono>
#include <exception>
#include <string>
#include <vector>

#include "hanmeter/pipeline/source.h"

namespace hanmeter::testing {

// Keeps everything that a source hands on.
class Recorder : public pipeline::Intake {
public:
    void start() override { starts.push_back(received.size()); }
    void end_unit() override { ends.push_back(received.size()); }
    void receive(bytes::Bytes data, const values::Origin& origin) override {
        received.insert(received.end(), data.begin(), data.end());
        times.push_back(origin.time);
        sizes.push_back(data.size());
    }
    void received_raw(bytes::Bytes data) override {
        raw.insert(raw.end(), data.begin(), data.end());
    }
    void notice(const std::string& sentence) override { notices.push_back(sentence); }
    bool done() const override { return received.size() >= enough; }

    std::size_t noticed(std::string_view words) const {
        std::size_t count = 0;
        for (const std::string& sentence : notices) {
            if (sentence.find(words) != std::string::npos) ++count;
        }
        return count;
    }

    std::vector<std::uint8_t> received;
    std::vector<std::uint8_t> raw;
    std::vector<std::size_t> starts;  // how much had been received at each
    std::vector<std::size_t> ends;    // likewise of units
    std::vector<std::size_t> sizes;
    std::vector<std::optional<values::Instant>> times;
    std::vector<std::string> notices;
    std::size_t enough = static_cast<std::size_t>(-1);
};

// Runs one source on the thread of the test.
class SourceRunner {
public:
    asio::any_io_executor executor() { return context_.get_executor(); }

    void start(pipeline::Source& source) {
        end.reset();
        asio::co_spawn(
            context_, source.run(intake),
            asio::bind_cancellation_slot(signal_.slot(),
                                         [this](std::exception_ptr thrown, pipeline::SourceEnd e) {
                                             if (thrown) std::rethrow_exception(thrown);
                                             end = std::move(e);
                                         }));
    }
    void cancel() { signal_.emit(asio::cancellation_type::terminal); }

    // Whether `holds` came true within the time.
    template <class Condition>
    bool until(Condition holds, std::chrono::milliseconds time = std::chrono::seconds{20}) {
        const auto last = std::chrono::steady_clock::now() + time;
        while (!holds()) {
            if (std::chrono::steady_clock::now() > last) return false;
            context_.run_one_for(std::chrono::milliseconds{50});
        }
        return true;
    }
    bool until_end(std::chrono::milliseconds time = std::chrono::seconds{20}) {
        return until([this] { return end.has_value(); }, time);
    }

    // How much there was to do in that time.
    std::size_t handlers_within(std::chrono::milliseconds time) { return context_.run_for(time); }

    Recorder intake;
    std::optional<pipeline::SourceEnd> end;

private:
    asio::io_context context_;
    asio::executor_work_guard<asio::io_context::executor_type> stays_{context_.get_executor()};
    asio::cancellation_signal signal_;
};

// Bytes that repeat only after 251: what is lost or swapped shows.
inline std::vector<std::uint8_t> pattern(std::size_t size) {
    std::vector<std::uint8_t> data(size);
    for (std::size_t i = 0; i < size; ++i) data[i] = static_cast<std::uint8_t>(i * 7 % 251);
    return data;
}

}  // namespace hanmeter::testing
