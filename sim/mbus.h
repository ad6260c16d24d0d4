// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "hanmeter/bytes/cursor.h"

namespace hanmeter::sim {

// How a meter lays an APDU into M-Bus telegrams.
struct MbusTelegrams {
    std::uint8_t control = 0x53;  // SND-UD
    std::uint8_t address = 0xFF;  // to all, without an answer
    std::uint8_t source = 0x01;   // STSAP
    std::uint8_t destination = 0x67;
    std::size_t data_size = 245;  // at most so many bytes of the APDU a telegram, 1 to 506
};

//  68 | L | L | 68 | C | A | CI | STSAP | DTSAP | data | CS | 16
//
// The APDU in as many long frames (EN 13757-2) as it takes, at most 16; CI counts from 00 and has
// 10 added in the last. L is cut to its byte, as a meter whose telegram is too long sends it.
std::vector<std::uint8_t> mbus_message(const MbusTelegrams& form, bytes::Bytes apdu);

}  // namespace hanmeter::sim
