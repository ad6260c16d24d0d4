// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hanmeter/framing/frame.h"

namespace hanmeter::framing {

// M-Bus long frame (EN 13757-2) that carries DLMS (EN 13757-3, IEC 62056-47 transport):
//
//   68 | L | L | 68 | C | A | CI | STSAP | DTSAP | data | CS | 16
//
//   L    bytes from C to the end of the data. It is one byte and wraps: a meter that sends 257
//        bytes writes 01, so where L does not hold, L + 256 is tried, but not past the end of a
//        good telegram: a broken one holds the next up no longer than it takes to come
//   CI   000F SSSS: F this is the last telegram of the message, S its number from 0
//   CS   sum of C to data, modulo 256
//
// With another CI the frame is good, but its payload is left empty: it is no DLMS. What stands in
// it may be records (messages/mbus).
inline constexpr std::uint8_t mbus_start = 0x68;
inline constexpr std::size_t mbus_max_size = 255 + 256 + 6;

// Looks at `window`, whose first byte is the start byte.
Scan scan_mbus(bytes::Bytes window, bool at_end = false);

}  // namespace hanmeter::framing
