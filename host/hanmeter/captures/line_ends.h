// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "hanmeter/bytes/cursor.h"

namespace hanmeter::captures {

// Puts CR LF back into a P1 telegram that was pasted as text and has LF alone, so that its checksum
// can hold. The first line end decides; a control character that no text has (a binary stream)
// ends it.
class LineEnds {
public:
    // The bytes with what was missing; `input` itself where nothing is. Valid until the next call.
    bytes::Bytes take(bytes::Bytes input);

    // Whether line ends are being put back.
    bool restoring() const { return state_ == State::restoring; }

private:
    enum class State { open, restoring, off };

    State state_ = State::open;
    bool after_cr_ = false;
    std::vector<std::uint8_t> room_{};
};

}  // namespace hanmeter::captures
