// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "hanmeter/bytes/cursor.h"

namespace hanmeter::captures {

// Whether an HDLC frame (7E, format type 3, length) is still short of the bytes that its length
// field announces, the closing flag included. Nothing is checked: this only tells whether the next
// line of a text goes on with a frame.
class OpenFrame {
public:
    void take(bytes::Bytes input);
    bool open() const { return missing_ > 0; }

private:
    enum class Seen { nothing, flag, format };

    Seen seen_ = Seen::nothing;
    std::size_t length_high_ = 0;
    std::size_t missing_ = 0;
};

}  // namespace hanmeter::captures
