// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "hanmeter/bytes/fixed_buffer.h"
#include "hanmeter/framing/frame.h"

namespace hanmeter::messages::cosem {

// A whole APDU, without LLC header, and where it stood.
struct Apdu {
    bytes::Bytes data{};
    bool in_one_frame = true;      // false: put together from several
    std::size_t frame_index = 0;   // of its first byte from the byte behind the opening flag
    std::size_t frame_length = 0;  // of the frame without flags, FCS included
};

// Puts the segments of HDLC frames and the telegrams of M-Bus messages together, in order. HDLC:
// the first segment, with its LLC header, then each next one, the last without the segment bit.
// M-Bus: telegram 0, then each next number, to the one that is marked as the last. A first part
// starts anew; a refused frame or bytes thrown away between two parts drop what was collected, and
// so does a part that comes twice or out of turn, or one of the other framing. What is left of a
// dropped message, up to its last segment, is one incomplete message with it.
class Assembly {
public:
    // `room` outlives this; a message larger than it is dropped.
    explicit Assembly(std::span<std::uint8_t> room) : collected_{room} {}

    // An APDU where this frame completes one: valid until the next call and as long as the frame.
    std::optional<Apdu> take(const framing::Frame& frame);

    // Nothing that was begun will be continued.
    void abandon();

    std::uint64_t incomplete() const { return incomplete_; }

private:
    std::optional<Apdu> take_segment(const framing::Frame& frame);
    std::optional<Apdu> take_telegram(const framing::Frame& frame);
    std::optional<Apdu> begin(const framing::Frame& frame, bytes::Bytes data);
    std::optional<Apdu> go_on(const framing::Frame& frame);
    void drop_until_last();

    bytes::FixedBuffer collected_;
    std::size_t last_size_ = 0;  // of the segment collected last; 0: the first
    values::Framing framing_ = values::Framing::hdlc;  // that is being collected
    std::uint8_t next_part_ = 0;                       // M-Bus
    bool collecting_ = false;
    bool dropping_ = false;  // what comes without an LLC header is the rest of a dropped message
    std::uint64_t incomplete_ = 0;
};

}  // namespace hanmeter::messages::cosem
