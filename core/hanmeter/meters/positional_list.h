// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

#include "hanmeter/messages/cosem/outline.h"
#include "hanmeter/values/object_list.h"

namespace hanmeter::meters {

// What stands at one place of a list that does not name its registers. Text and clocks have
// Scale::none.
struct Position {
    bool skipped = false;  // nobody knows what stands here, or it is nothing to show
    values::Obis obis{};
    values::Unit unit = values::Unit::none;
    values::Scale scale = values::Scale::none;
    std::int8_t scaler = 0;
};

// How one of the first elements has to look.
struct Beginning {
    std::uint8_t tag = 0;    // A-XDR; 0: any
    std::size_t length = 0;  // of a string; 0: any
};

// structure { value, value ... }: what each is, the maker's document says.
struct PositionalList {
    std::string_view maker;
    std::string_view list;  // what the first element reads; empty: the list has no id
    std::array<Beginning, messages::cosem::Outline::members_kept> begins{};
    std::span<const Position> positions;
};

// Whether a body is this list: as many elements, and the first ones as they should be.
bool is_positional_list(const PositionalList& list, const messages::cosem::Outline& outline);

// Gives the objects of a body that is this list. False where an element that is not skipped is no
// simple value, or no number where one with a scale is due.
bool read_positional_list(const PositionalList& list, bytes::Bytes body,
                          values::ObjectList& objects);

}  // namespace hanmeter::meters
