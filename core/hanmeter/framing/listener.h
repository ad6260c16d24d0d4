// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hanmeter/framing/frame.h"

namespace hanmeter::framing {

// Told what becomes of every byte, in the order of the stream. Views are valid during the call.
class Listener {
public:
    // A good frame. Neither the flag that closes it nor flags between frames are told of.
    virtual void frame(const Frame& /*frame*/) {}

    // A damaged frame. Its bytes are searched for frames again: they come up once more as
    // skipped() or in a frame(), but for what is in a frame().
    virtual void refused(const Refused& /*refused*/) {}

    // Bytes that belong to no good frame; the first of them stands at `offset` in the stream.
    virtual void skipped(bytes::Bytes /*data*/, std::uint64_t /*offset*/) {}

protected:
    ~Listener() = default;
};

}  // namespace hanmeter::framing
