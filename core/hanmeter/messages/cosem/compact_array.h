// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hanmeter/messages/cosem/axdr.h"

namespace hanmeter::messages::cosem {

// The part of the walk that opens a compact array (Green Book, A-XDR):
//
//   13 | type description | length | contents, the elements back to back without their tags
//   description := tag | 02 count description* | 01 count u16 description
//
// The cursor stands behind the tag. The visitor sees one `begin` with the number of elements, the
// elements as if each had its tag, and one `end`.
bytes::Result<std::size_t> walk_compact_array(bytes::Cursor& cursor, const Element& element,
                                              Visitor& visitor);

}  // namespace hanmeter::messages::cosem
