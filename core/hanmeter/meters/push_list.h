// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hanmeter/messages/cosem/outline.h"
#include "hanmeter/values/object_list.h"

namespace hanmeter::meters {

// A push list that describes its registers in front of their values (COSEM push setup, class 40):
//
//   structure n { array n [ structure { class, OBIS, attribute, data index, .. } ], v2 .. vn }
//
// Element i of the structure is what descriptor i names; the first is the array itself. A value of
// attribute 1 is the logical name of its object and says nothing. There are no units and scales:
// see unscaled.h.
inline constexpr std::size_t max_descriptors = 64;  // of one list; meters send up to 28

// False where the body is of another form.
bool read_push_list(bytes::Bytes body, const messages::cosem::Outline& outline,
                    values::ObjectList& objects);

}  // namespace hanmeter::meters
