// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hanmeter/bytes/cursor.h"

namespace hanmeter::bytes {

// CRC-16/X-25 of ISO/IEC 13239, HDLC's HCS and FCS: polynomial 1021 reflected, start FFFF, result
// inverted. It is sent low byte first. Of "123456789" it is 906E.
std::uint16_t crc16_x25(Bytes data);

// CRC-16/KERMIT, which some SML meters use: as X-25, but start 0 and not inverted. Of "123456789"
// it is 2189.
std::uint16_t crc16_kermit(Bytes data);

// CRC-16/ARC of P1 telegrams: polynomial 8005 reflected, start 0. Of "123456789" it is BB3D.
std::uint16_t crc16_arc(Bytes data);

}  // namespace hanmeter::bytes
