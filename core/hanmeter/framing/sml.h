// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hanmeter/framing/frame.h"

namespace hanmeter::framing {

// SML transport protocol, version 1 (SML 1.04, chapter 8):
//
//   1B 1B 1B 1B 01 01 01 01 | messages | 00 x pp | 1B 1B 1B 1B 1A pp | CRC 2, low byte first
//
//   1B 1B 1B 1B inside the messages is sent twice; escapes stand at multiples of four bytes
//   pp    fill bytes, 0 to 3
//   CRC   CRC-16/X-25 from the first 1B to pp
//
// The payload is the messages; where it has escapes, they are still double.
inline constexpr std::uint8_t sml_escape = 0x1B;
inline constexpr std::size_t sml_max_size = 4096;  // of a file; meters send up to 1 KiB

// Looks at `window`, whose first byte is 1B. A start inside a file ends that file as cut.
Scan scan_sml(bytes::Bytes window, bool at_end = false);

}  // namespace hanmeter::framing
