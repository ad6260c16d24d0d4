// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hanmeter/messages/sml/message.h"
#include "hanmeter/values/object_list.h"

namespace hanmeter::meters {

// What a GetList response says besides its objects.
struct SmlList {
    std::string_view maker{};
    bytes::Bytes server_id{};
    std::optional<std::uint32_t> sec_index{};
    std::optional<values::DateTime> meter_time{};  // from a timestamp
};

// Gives the objects of a GetList response:
//
//   77 | client id | server id | list name | sensor time | list of entries | signature | gateway
//   time entry := 77 | OBIS | status | time | unit | scaler | value | signature
//
// An entry without a value is left out. Octets that are all printable are text. Unit 0 and 255 are
// none. A time is a list of choice and value (1 seconds of operation, 2 timestamp, 3 local
// timestamp), or bare seconds of operation.
SmlList read_sml_list(const messages::sml::Message& message, values::ObjectList& objects);

}  // namespace hanmeter::meters
