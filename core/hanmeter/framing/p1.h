// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hanmeter/framing/frame.h"

namespace hanmeter::framing {

// A text telegram: P1 (DSMR and its national profiles) or a D0 data block (IEC 62056-21, mode D):
//
//   /XXXb ident CR LF | CR LF | lines, each with CR LF | ! | CRC, 4 hex digits | CR LF
//   /XXXb ident CR LF | STX | lines | ! CR LF ETX BCC
//   /XXXb ident CR LF | CR LF | title | length | security byte ... tag | ! | CRC
//
//   XXX   three letters of the maker, b one more character
//   CRC   over / to ! inclusive, most significant digit first: CRC-16/ARC or CRC-16/X-25, or X-25
//         with its bytes swapped (around ciphered telegrams); a leading zero may be missing
//   BCC   exclusive or of what stands behind STX up to ETX inclusive
//
// Without CRC and BCC (DSMR 2.2 and 3.0, many D0 meters) the check is none. That is not believed of
// telegrams whose version line says that a CRC is due: 1-3:0.2.8 of 40 or above, 0-0:96.1.4.
//
// The payload is / to ! inclusive. `!` counts where it begins a line, or where the CRC behind it
// holds; inside the ciphered part, whose length is stated, it does not. `/` at the beginning of a
// line ends a telegram that has no `!` yet as cut, and so does a byte that is no text.
inline constexpr std::uint8_t p1_start = '/';
inline constexpr std::size_t p1_max_size = 8000;  // of a telegram; the longest seen has 3 KiB

// Looks at `window`, whose first byte is `/`.
Scan scan_p1(bytes::Bytes window, bool at_end = false);

// Where the ciphered part (from the title's length) of a telegram stands in its first bytes, or 0.
std::size_t ciphered_offset(bytes::Bytes telegram);

}  // namespace hanmeter::framing
