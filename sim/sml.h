// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/family.h"

namespace hanmeter::sim {

// A file of three messages (open, GetList response, close), each with its checksum, in the
// transport of SML 1.04: escapes, fill bytes, CRC-16/X-25. meter_id is the server id, ten octets.
std::vector<std::uint8_t> sml_file(const std::vector<const Row*>& rows, const Identity& identity,
                                   const Snapshot& snapshot);

// The transport alone around a body: fill bytes, escapes, end mark, CRC.
std::vector<std::uint8_t> sml_transport(bytes::Bytes body);

}  // namespace hanmeter::sim
