// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hanmeter/bytes/text_room.h"
#include "hanmeter/values/reading.h"

namespace hanmeter::meters {

// Fills in what the objects say of the meter itself: meter_id (0-0:96.1.0, 1-x:0.0.5, 1-0:96.1.0,
// in a text telegram 0-0:96.1.1, 1-0:0.0.9, 0-0:42.0.0, 0-0:96.1.255, the first of them that is
// there), meter_model, list, and meter_time from the clock register; without one meter_time stays
// what it is. Ids that have to be written out (hex of ASCII, SML server ids) go to `texts`.
void identify(values::Reading& reading, bytes::TextRoom& texts);

}  // namespace hanmeter::meters
