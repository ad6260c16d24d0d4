// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hanmeter/bytes/text_room.h"
#include "hanmeter/values/object_list.h"

namespace hanmeter::meters {

// Finds the meters on M-Bus channels: what 0-n:24.1.0 says each is, its id (0-n:96.1.0 or 96.1.1,
// hex of ASCII undone) and its counter (0-n:24.2.1, 24.2.3, 24.3.0). Of the counters of a kind the
// one with the newest time gets the kind's key. A channel with neither id nor a possible time has
// no meter on it. Gives the number of `room`'s rows that are used.
std::size_t find_submeters(values::ObjectList& objects, std::span<values::Submeter> room,
                           bytes::TextRoom& texts);

// Whether any of them is the counter of a meter on a channel.
bool has_channel_counters(std::span<const values::Object> objects);

}  // namespace hanmeter::meters
