// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/hdlc.h"

namespace hanmeter::sim {

//  E0 | control | number 2 | acknowledged 2 | length | data
//
// The APDU in blocks (general-block-transfer, Green Book) of at most `data_size` bytes, each in a
// frame of its own, the LLC header before the first only. Control is 40 (streaming), C0 in the
// last; numbers count from 1; lengths are the shortest there are. `data_size` is 1 to 2000.
std::vector<std::uint8_t> hdlc_blocks(const HdlcHeader& header, bytes::Bytes apdu,
                                      std::size_t data_size);

// The APDU behind the wrapper of 8 bytes that DLMS has over TCP and UDP (IEC 62056-47): version 1,
// ports from and to, length.
std::vector<std::uint8_t> wrapped(std::uint16_t source, std::uint16_t destination,
                                  bytes::Bytes apdu);

}  // namespace hanmeter::sim
