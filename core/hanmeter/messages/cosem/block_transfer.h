// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "hanmeter/bytes/fixed_buffer.h"

namespace hanmeter::messages::cosem {

// Puts the blocks of a general-block-transfer together (Green Book):
//
//   E0 | block-control | block-number 2 | block-number-acknowledged 2 | length | block data
//
//   block-control   bit 7: this is the last block
//   block-number    from 1
//
// Block 1 starts anew, then each next number. Anything else (a repeat, a gap, a disturbed line)
// drops what was collected: a line can lose blocks, not swap them, and the blocks of two messages
// are too alike to be told apart.
class BlockTransfer {
public:
    // `room` outlives this; a message larger than it is dropped.
    explicit BlockTransfer(std::span<std::uint8_t> room) : collected_{room} {}

    // The message that this block completes, valid until the next call. `disturbed`: bytes were
    // lost since the block before.
    std::optional<bytes::Bytes> take(bytes::Bytes block, bool disturbed);

    // Nothing that was begun will be continued.
    void abandon();

    // Messages of which blocks came, but not all.
    std::uint64_t incomplete() const { return incomplete_; }

private:
    void drop();

    bytes::FixedBuffer collected_;
    std::uint16_t next_ = 0;  // number of the block that has to come; 0: none
    bool dropping_ = false;   // what comes is the rest of a dropped message
    std::uint64_t incomplete_ = 0;
};

}  // namespace hanmeter::messages::cosem
