// SPDX-License-Identifier: Apache-2.0
#include "app/reading/line.h"

#include <fmt/core.h>

#include <algorithm>

namespace hanmeter::app::reading {

namespace {

// Longer than a gateway pauses inside a message, shorter than any meter between two.
constexpr std::chrono::seconds silence_between_messages{1};

}  // namespace

Line::Line(std::string name, bool live, Session& session, const asio::any_io_executor& executor,
           const DecoderSettings& settings)
    : name_{std::move(name)},
      live_{live},
      session_{session},
      decoder_{memory_.room(), settings},
      silence_{executor} {
    if (session.wants_hexdump() || session.wants_structure()) {
        inspector_.emplace(session.outputs(), session.wants_hexdump(), session.wants_structure());
    }
}

void Line::start() {
    finish();
}

void Line::receive(bytes::Bytes data, const values::Origin& origin) {
    last_origin_ = origin;
    const std::size_t missing = std::min(first_.size() - first_size_, data.size());
    std::copy_n(data.begin(), missing, first_.begin() + static_cast<std::ptrdiff_t>(first_size_));
    first_size_ += missing;
    while (!done()) {
        const values::Reading* reading = decoder_.take(data, origin, listener());
        if (reading == nullptr) break;
        hand_on(*reading);
    }
    session_.end_block();
    if (live_ && decoder_.may_be_unchecked()) end_message_in_silence();
}

void Line::end_message_in_silence() {
    silence_.expires_after(silence_between_messages);
    silence_.async_wait([this](const std::error_code& error) {
        if (error) return;
        end_message();
        if (done() && stop_) stop_();
    });
}

void Line::end_message() {
    while (!done()) {
        const values::Reading* reading = decoder_.pause(last_origin_, listener());
        if (reading == nullptr) break;
        hand_on(*reading);
    }
    session_.end_block();
}

void Line::end_unit() {
    silence_.cancel();
    end_message();
}

void Line::received_raw(bytes::Bytes data) {
    last_byte_ = std::chrono::steady_clock::now();
    session_.raw(data, last_byte_);
}

void Line::notice(const std::string& sentence) {
    session_.say(sentence);
}

bool Line::done() const {
    return session_.over();
}

void Line::finish() {
    silence_.cancel();
    while (!done()) {
        const values::Reading* reading = decoder_.finish(last_origin_, listener());
        if (reading == nullptr) break;
        hand_on(*reading);
    }
    session_.end_block();
}

void Line::hand_on(const values::Reading& reading) {
    if (session_.wants_sums()) sums_ = energy::add(sums_, reading);
    session_.take(reading, *this);
}

}  // namespace hanmeter::app::reading
