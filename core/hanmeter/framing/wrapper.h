// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hanmeter/framing/frame.h"

namespace hanmeter::framing {

// The DLMS wrapper (IEC 62056-47), as gateways send it over TCP and UDP:
//
//   version 0001 | source wPort 2 | destination wPort 2 | length 2 | APDU
//
// It has no check: what stands inside has to be a message that ends where the length says, and it
// is believed only where a bare message is.
inline constexpr std::size_t wrapper_header_size = 8;

// Whether `window` begins like one, as far as it is there.
bool begins_like_wrapper(bytes::Bytes window);

// `scan_apdu` looks at the message inside.
Scan scan_wrapper(bytes::Bytes window, bool at_end, Scanner scan_apdu);

}  // namespace hanmeter::framing
