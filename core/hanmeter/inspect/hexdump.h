// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hanmeter/framing/listener.h"
#include "hanmeter/inspect/text_sink.h"

namespace hanmeter::inspect {

// The bytes as they come, framed, in the words of HANdomo.py:
//
//   7e <-- Start of frame
//   a0 d2 <-- ExpectedLength 210
//   41 08 83 13 ...
//   7e <-- End of frame at length= 210
//   CRC OK on packet of length 210 value 5272
//
// Lengths are those between the flags. Of a damaged frame what arrived is shown, and what is wrong
// (`value` is the check computed, `versus` the one that stood there). A byte is shown once, but
// those of a good frame that was found inside a damaged one. Frames of other framings have a title
// in place of the flags.
class Hexdump {
public:
    explicit Hexdump(TextSink& sink) : sink_{sink} {}

    void frame(const framing::Frame& frame);
    void refused(const framing::Refused& refused);
    void skipped(bytes::Bytes data, std::uint64_t offset);

private:
    void titled(values::Framing framing, bytes::Bytes whole);
    void say_refused(const framing::Refused& refused);
    void opening(bytes::Bytes whole, std::size_t length);
    void closing(std::size_t length);
    void lines(bytes::Bytes data);
    void check(std::string_view words, std::size_t length, std::uint16_t value,
               const std::uint16_t* versus);

    TextSink& sink_;
    std::uint64_t shown_until_ = 0;  // offset behind the last byte shown
    bool flag_is_shown_ = false;     // the byte there closed a damaged frame
    bool in_noise_ = false;          // the last byte shown belonged to no frame
};

}  // namespace hanmeter::inspect
