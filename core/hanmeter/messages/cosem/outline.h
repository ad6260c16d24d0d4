// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

#include "hanmeter/messages/cosem/axdr.h"

namespace hanmeter::messages::cosem {

// What tells one list from another: the outermost element and how its first members begin.
struct Outline {
    static constexpr std::size_t members_kept = 3;

    Element outermost{};
    std::array<Element, members_kept> members{};  // arrays and structures without content
    std::size_t size = 0;                         // bytes that the walk took
};

// Walks the whole body; an error means that it is no piece of data.
bytes::Result<Outline> outline_of(bytes::Bytes body);

}  // namespace hanmeter::messages::cosem
