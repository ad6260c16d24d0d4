// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hanmeter/bytes/text_room.h"
#include "hanmeter/messages/mbus/telegram.h"
#include "hanmeter/values/object_list.h"

namespace hanmeter::meters {

// What an M-Bus telegram of an electricity meter says besides its objects.
struct RecordList {
    std::string_view maker{};
    std::string_view meter_id{};
    std::optional<values::DateTime> meter_time{};
};

// Gives the objects of M-Bus records (EN 13757-3): those that measure now, by the VIFs below. A
// record has no OBIS code: it gets the one that the grid company's list has for it.
//
//   03 Wh, 2B W, FB 82 73 varh, FB 14 var; VIFE 3C: the other direction; 6D date and time;
//   83 FF 04 the prepayment counter of Netz OÖ, 1.128.0
//
// The powers of ten that the VIFs stand for are the frame's own scale.
bytes::Result<RecordList> read_records(const messages::mbus::Telegram& telegram,
                                       bytes::Bytes records, values::ObjectList& objects,
                                       bytes::TextRoom& texts);

}  // namespace hanmeter::meters
