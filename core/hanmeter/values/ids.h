// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hanmeter/bytes/text_room.h"

namespace hanmeter::values {

// The maker whose three letters (FLAG association) stand in a P1 ident, a system title or an SML
// server id; of either case. Empty for letters that are not a maker's, such as a grid company's.
std::string_view maker_of(std::string_view letters);

// The id that hex of ASCII stands for, where `text` is that: an even number of at least 8 digits
// that give letters and digits only. Else `text` itself.
std::string_view undo_hex(std::string_view text, bytes::TextRoom& texts);

// An SML server id as it is printed on the meter: of 09 01 45 53 59 11 03 B5 99 A5 it is
// 1ESY1162232997; printable octets as text, others in hex.
std::string_view print_server_id(bytes::Bytes id, bytes::TextRoom& texts);

// The maker's letters in such an id; else empty.
std::string_view server_id_letters(bytes::Bytes id);

}  // namespace hanmeter::values
