// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hanmeter/bytes/cursor.h"
#include "hanmeter/inspect/text_sink.h"

namespace hanmeter::inspect {

// Every line of a P1 or D0 telegram; the index counts from `/`:
//
//   Telegram length is 143
//        IDENT ISK5\2M550T-1012
//        Line 1 index 48 1-0:1.8.1 (016328.986*kWh)
//        NO LINE index 70 what is no code with a value behind it
void tell_telegram(bytes::Bytes telegram, TextSink& sink);

// Every element of an SML message; the index counts from its first byte:
//
//   SML message length is 118
//        LIST: 6 elements at level 1 index 0
//            Object 1 OCTETS 00000001 index 1 level 2
//            Object 2 UINT8 0 index 6 level 2
void tell_sml_message(bytes::Bytes message, TextSink& sink);

// Every record of an M-Bus telegram; the index counts from the first byte behind its header:
//
//   M-Bus records length is 80
//        Record 1 index 2 INT48 VIF 6d data 4a09684f3700
//        Record 2 index 10 INT32 VIF 03 data 40e20100
void tell_records(bytes::Bytes records, TextSink& sink);

}  // namespace hanmeter::inspect
