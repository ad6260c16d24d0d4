// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/family.h"

namespace hanmeter::sim {

// The data of a notification: `rows` in the order and form of the layout, which is one of A-XDR.
void write_body(AxdrWriter& out, Layout layout, const std::vector<const Row*>& rows,
                const Identity& identity, const Snapshot& snapshot);

}  // namespace hanmeter::sim
