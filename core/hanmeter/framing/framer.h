// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "hanmeter/bytes/fixed_buffer.h"
#include "hanmeter/framing/listener.h"

namespace hanmeter::framing {

// What became of the bytes. Every byte that is not in a good frame, and is no flag between two, is
// in bytes_skipped.
struct FramingCounters {
    std::uint64_t bytes = 0;
    std::uint64_t frames = 0;
    std::uint64_t frames_bad_header_check = 0;
    std::uint64_t frames_bad_check = 0;
    std::uint64_t frames_cut = 0;  // the end is missing or not where the length puts it
    std::uint64_t bytes_skipped = 0;
    std::uint64_t resynchronisations = 0;  // frames found again after bytes were skipped
};

// Finds frames of any framing in a stream of bytes, and after damage the next good one: the bytes
// of a refused frame are searched again from the one behind its first.
//
// A message without a check (a bare APDU, a telegram without CRC) is believed only at the first
// byte of a unit (a file, datagram, text line or connection) or right behind another one, only if
// what follows it is the end of the unit or the head of the next, and never once a frame with a
// check has been seen.
class Framer {
public:
    // `room` outlives the framer and holds the largest frame there may be (hdlc_max_size, and
    // bare APDUs as far as they are to be read); what is larger is refused.
    Framer(std::span<std::uint8_t> room, Scanner scan_apdu) : held_{room}, scan_apdu_{scan_apdu} {}

    // Takes bytes off the front of `input` up to the end of the next good frame; without one, all
    // of them. The frame's views point into `input`'s bytes or the room: valid until the next call.
    std::optional<Frame> take(bytes::Bytes& input, Listener* listener);

    // The unit is over: searches what is held back. To be called until it gives nothing; the next
    // byte is then the first of a new unit.
    std::optional<Frame> finish(Listener* listener);

    // Whether no frame with a check has been seen yet.
    bool may_be_unchecked() const { return !seen_checked_; }

    const FramingCounters& counters() const { return counters_; }

private:
    struct Look;

    Look look(bytes::Bytes window, bool at_end, Listener* listener);
    Look look_at_flag(bytes::Bytes window, bool at_end, Listener* listener);
    Look look_at_start(Scanner scanner, bytes::Bytes window, bool at_end, Listener* listener);
    Scan scan_unchecked(bytes::Bytes window, bool at_end) const;
    Look look_at_apdu(bytes::Bytes window, bool at_end);
    Look refuse(const Refused& refused, bytes::Bytes window, Listener* listener);
    Look skip(bytes::Bytes window, std::size_t count, Listener* listener);
    Frame accept(Frame frame);
    void release();
    std::optional<Frame> search_held(bytes::Bytes& input, Listener* listener);

    bytes::FixedBuffer held_;
    Scanner scan_apdu_;              // of a message that begins without a frame
    std::uint64_t offset_ = 0;       // in the stream, of the next byte to be looked at
    std::size_t wanted_ = 0;         // bytes in held_ before the next look makes sense
    std::size_t drop_ = 0;           // bytes of held_ that the last frame still uses
    std::size_t skipped_since_ = 0;  // bytes thrown away since the last good frame
    std::size_t loose_flags_ = 0;    // after damage: lost too, unless a good frame follows
    bool refused_since_ = false;
    bool flag_is_spent_ = false;  // the flag in front closed the last frame
    bool may_begin_unchecked_ = true;
    bool seen_checked_ = false;
    bool line_ends_are_fill_ = true;  // in front of a unit and behind a text telegram
    FramingCounters counters_;
};

}  // namespace hanmeter::framing
