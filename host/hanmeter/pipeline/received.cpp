// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/pipeline/received.h"

namespace hanmeter::pipeline {
namespace {

constexpr std::uint8_t flag = 0x7E;
constexpr std::uint8_t escape = 0x7D;
constexpr std::uint8_t stuffed_bit = 0x20;

}  // namespace

bytes::Bytes Unstuffer::take(bytes::Bytes data) {
    room_.clear();
    for (const std::uint8_t byte : data) {
        if (!escaped_ && byte == escape) {
            escaped_ = true;
            continue;
        }
        const bool stuffed = escaped_ && byte != flag;
        room_.push_back(stuffed ? static_cast<std::uint8_t>(byte ^ stuffed_bit) : byte);
        escaped_ = false;
    }
    return room_;
}

void Received::begin() {
    finish();
    if (undo_.format == captures::Format::raw) {
        start();
    } else {
        capture_ = captures::make_capture(undo_.format,
                                          undo_.log_zone);  // calls start() where bytes begin
    }
}

void Received::take(bytes::Bytes data, const values::Origin& origin) {
    intake_.received_raw(data);
    received_ = origin;
    if (capture_) {
        capture_->take(data, *this);
    } else {
        bytes(data, origin);
    }
}

void Received::finish() {
    if (capture_) capture_->finish(*this);
    capture_.reset();
}

void Received::take_unit(bytes::Bytes data, const values::Origin& origin) {
    in_unit_ = true;
    begin();
    take(data, origin);
    finish();
    intake_.end_unit();
    in_unit_ = false;
}

void Received::start() {
    unstuffer_.start();
    if (in_unit_) {
        intake_.end_unit();
    } else {
        intake_.start();
    }
}

void Received::bytes(bytes::Bytes data, const values::Origin& origin) {
    values::Origin at = origin;
    if (!at.time) {
        at.time = received_.time;
        at.time_from = received_.time_from;
    }
    const bytes::Bytes sent = undo_.stuffing ? unstuffer_.take(data) : data;
    if (!sent.empty()) intake_.receive(sent, at);
}

}  // namespace hanmeter::pipeline
