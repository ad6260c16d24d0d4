// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "hanmeter/bytes/cursor.h"

namespace hanmeter::sim {

// What stands between the frame format and the HCS. Addresses as on the wire, the last byte of
// each with its lowest bit set; they belong to whoever made the header.
struct HdlcHeader {
    bytes::Bytes destination;
    bytes::Bytes source;
    std::uint8_t control;
};

//  7E | A000+length 2 | dst | src | ctrl | HCS 2 | information | FCS 2 | 7E
//
// One frame of format type 3 (IEC 62056-46) without LLC. `more` sets the segmentation bit.
// The information is at most 2030 bytes.
std::vector<std::uint8_t> hdlc_frame(const HdlcHeader& header, bytes::Bytes information,
                                     bool more = false);

// How an APDU is laid into frames.
struct HdlcSegments {
    std::size_t information_size = 0;  // at most so many bytes a frame, LLC included; 0: one frame
    bool share_flags = false;          // one flag between two segments
};

// The APDU behind the LLC header E6 E7 00, which stands in the first segment only. Segments that
// are not the last have the poll bit off.
std::vector<std::uint8_t> hdlc_message(const HdlcHeader& header, bytes::Bytes apdu,
                                       const HdlcSegments& segments = {});

}  // namespace hanmeter::sim
