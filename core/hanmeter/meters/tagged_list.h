// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hanmeter/messages/cosem/outline.h"
#include "hanmeter/values/object_list.h"

namespace hanmeter::meters {

// A list that names its registers, in one of the forms that meters send:
//
//   array or structure of  structure { OBIS, value }  and  structure { OBIS, value, scaler-unit }
//   structure { [list id,] OBIS, value, OBIS, value ... }   flat, without scales
//   structure { OBIS, value, scaler-unit, OBIS, value, scaler-unit ... }   flat, with scales
//
//   structure { clock, OBIS, value, ... , number }   the clock that opens the list and the meter's
//       number that closes it have no code; the clock is for read_body(), the number is 0-0:96.1.0
//   structure { .., array of structure { attribute descriptor without tag, value } }
//
// OBIS is an octet-string of 6; inside an inner structure it stands first, in a flat list it ends
// in FF. null-data where a code
// or a value would stand leaves the register out. A text without a code that opens a flat list is
// the list's id. Scaler-unit is structure { integer, enum } (Blue Book 4.3.2).
//
// An array or structure as a value is kept as it stands; inside a compact array, where it has no
// tags of its own, it is left out.
//
// False where the body is of another form: lists that describe their registers apart from the
// values, bodies in which no register is named, and flat lists in which more numbers have no code
// than registers have one: there the codes name something else.
bool read_tagged_list(bytes::Bytes body, const messages::cosem::Outline& outline,
                      values::ObjectList& objects);

}  // namespace hanmeter::meters
