// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/ciphering.h"
#include "sim/family.h"

namespace hanmeter::sim {

// M-Bus records behind their long header (EN 13757-3), as a Siemens AMIS of Netz OÖ has them: date
// and time, then a record a row, filled up to whole blocks with 2F. meter_id is eight digits.
std::vector<std::uint8_t> records(const std::vector<const Row*>& rows, const Identity& identity,
                                  const Snapshot& snapshot);

// What records() gave in a long frame to address F0, its records ciphered with AES-128-CBC
// (security mode 5).
std::vector<std::uint8_t> records_telegram(const Ciphering& how, std::uint32_t counter,
                                           bytes::Bytes content);

}  // namespace hanmeter::sim
