// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hanmeter/values/object_list.h"

namespace hanmeter::meters {

// What a P1 or D0 telegram says besides its objects.
struct Telegram {
    bool ok = false;  // at least one line is a register
    std::string_view maker{};
    bool without_ab = false;  // no A-B: in front of its codes, as D0 has them
    bool with_f = false;      // *255 behind them, as D0 has them
    std::size_t clocks_impossible = 0;
};

// Gives the objects of a telegram (from `/` to `!`):
//
//   (00.826*kW)              a number in base units
//   (0002)                   a text; a number for quantities that are measured without a unit
//   (101209112500W)(12.3*m3) a number with a time of its own
//   (..)(..)(..)             groups
//   (ts)(00)(60)(1)(0-1:24.2.1)(m3) and (00001.001) in the next line: the gas value of DSMR 2.2
//
// Times are YYMMDDhhmmss with S (daylight saving), W or no letter, or 20240111 09:35:00. A clock
// that cannot be is left out and counted. A line whose address is no OBIS code is left out.
Telegram read_telegram(bytes::Bytes telegram, values::ObjectList& objects);

}  // namespace hanmeter::meters
