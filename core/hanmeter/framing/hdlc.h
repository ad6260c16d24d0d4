// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hanmeter/framing/frame.h"

namespace hanmeter::framing {

// HDLC frame format type 3 (IEC 62056-46, ISO/IEC 13239), as meters push it:
//
//   7E | format 2 | destination 1-4 | source 1-4 | control 1 | HCS 2 | information | FCS 2 | 7E
//
//   format    1010 S LLLLLLLLLLL: S more segments follow, L bytes from here to the FCS inclusive
//   address   the last byte of each has bit 0 set
//   HCS       CRC over format to control; only where there is an information field
//   FCS       CRC over format to information
//
// There is no byte stuffing: the length rules, and 7E may stand anywhere inside.
inline constexpr std::uint8_t hdlc_flag = 0x7E;
inline constexpr std::size_t hdlc_max_length = 0x7FF;              // of L
inline constexpr std::size_t hdlc_max_size = hdlc_max_length + 2;  // with both flags

// Looks at `window`, whose first byte is a flag. A header whose HCS fails is refused at once, so
// that a flag inside a message costs no waiting. A frame is one when its FCS holds and a flag
// stands where the length puts it; its `size` leaves that flag for the next frame.
Scan scan_hdlc(bytes::Bytes window, bool at_end = false);

}  // namespace hanmeter::framing
