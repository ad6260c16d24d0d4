// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/family.h"

namespace hanmeter::sim {

//  /identification CR LF CR LF | A-B:C.D.E(value*unit) CR LF ... | !
//
// How a text stands in its brackets: octet-strings in hex of their characters.
std::string p1_text(const Row& row, const Identity& identity);

// The telegram up to its exclamation mark (DSMR P1, EN 62056-21 mode D), without a checksum. Powers
// and energies come in k-units; gas behind the hour at
// which it was read.
std::vector<std::uint8_t> p1_telegram(const std::vector<const Row*>& rows, const Identity& identity,
                                      const Snapshot& snapshot);

// `DB21` and CR LF behind it: CRC16 (ARC) from the slash to the exclamation mark.
void append_p1_check(std::vector<std::uint8_t>& telegram);

}  // namespace hanmeter::sim
