// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hanmeter/bytes/cursor.h"
#include "hanmeter/values/reading.h"

namespace hanmeter::framing {

// A frame whose checks hold. The views are valid until the framer's next take() or finish().
struct Frame {
    values::Framing framing = values::Framing::hdlc;
    values::Check check = values::Check::none;
    std::uint64_t offset = 0;   // of its first byte in the stream
    bytes::Bytes whole{};       // from the opening flag; the closing flag, where there is one, is
                                // not in it, since it may open the next frame
    bytes::Bytes payload{};     // what the frame carries, unopened
    bool more_follows = false;  // HDLC, M-Bus: the message goes on in the next frame
    std::uint8_t part = 0;      // M-Bus: the number of this telegram in its message, from 0
    bool disturbed = false;     // since the frame before, one was refused or bytes were thrown away
    std::uint16_t checksum = 0;  // as received, where there is one
};

// Something that began like a frame and was none.
struct Refused {
    values::Framing framing = values::Framing::hdlc;
    bytes::Error error{};
    std::uint64_t offset = 0;    // of its first byte in the stream
    bytes::Bytes whole{};        // what there is of it, from its first byte; with a bad header
                                 // check the header alone: its length is not to be believed
    std::uint16_t expected = 0;  // length by its header, without flags
    std::uint16_t computed = 0;  // checksum over what arrived; only for bad_*_check
    std::uint16_t received = 0;  // checksum that stood in the frame; only for bad_*_check
};

// What a scanner says of bytes that begin where a frame may begin.
struct Scan {
    enum class Verdict : std::uint8_t {
        need_more,  // `size` bytes are wanted before more can be said
        not_mine,   // no frame begins here
        broken,     // a frame began here and is damaged: `refused` says how
        frame,      // `size` bytes are a frame
    };
    Verdict verdict = Verdict::not_mine;
    std::size_t size = 0;
    bool header_ok = false;  // what stands at the head holds as far as it can be checked
    Frame frame{};
    Refused refused{};
};

// Looks at bytes that begin where a frame may begin; with `at_end` none follow. A function of these
// alone.
using Scanner = Scan (*)(bytes::Bytes window, bool at_end);

}  // namespace hanmeter::framing
