// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/captures/line_ends.h"

namespace hanmeter::captures {
namespace {

bool is_binary(std::uint8_t byte) {
    constexpr std::uint8_t stx = 0x02;
    constexpr std::uint8_t etx = 0x03;
    return byte < ' ' && byte != '\n' && byte != '\r' && byte != '\t' && byte != stx && byte != etx;
}

}  // namespace

bytes::Bytes LineEnds::take(bytes::Bytes input) {
    if (state_ == State::off) return input;
    room_.clear();
    for (const std::uint8_t byte : input) {
        if (is_binary(byte) || byte == '\r') state_ = State::off;
        if (byte == '\n' && state_ == State::open) {
            state_ = after_cr_ ? State::off : State::restoring;
        }
        if (byte == '\n' && state_ == State::restoring) room_.push_back('\r');
        after_cr_ = byte == '\r';
        room_.push_back(byte);
    }
    return room_;
}

}  // namespace hanmeter::captures
