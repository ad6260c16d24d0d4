// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hanmeter/messages/cosem/outline.h"
#include "hanmeter/values/object_list.h"

namespace hanmeter::meters {

// What stands at one place of a list that does not name its registers. Text and clocks have
// Scale::none.
struct Position {
    values::Obis obis;
    values::Unit unit = values::Unit::none;
    values::Scale scale = values::Scale::none;
    std::int8_t scaler = 0;
};

// structure { value, value ... }: what each is, the maker's document says.
struct PositionalList {
    std::string_view maker;
    std::string_view list;       // what the first element reads; empty: the list has no id
    std::uint8_t first_tag = 0;  // A-XDR tag of the first element; 0: any
    std::span<const Position> positions;
};

// Whether a body is this list: as many elements, and the first one as it should be.
bool is_positional_list(const PositionalList& list, const messages::cosem::Outline& outline);

// Gives the objects of a body that is this list. False where an element is no simple value.
bool read_positional_list(const PositionalList& list, bytes::Bytes body,
                          values::ObjectList& objects);

}  // namespace hanmeter::meters
