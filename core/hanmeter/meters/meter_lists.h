// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hanmeter/meters/positional_list.h"

namespace hanmeter::meters {

// A maker, known by how the id of its lists begins.
struct Brand {
    std::string_view list_prefix;
    std::string_view maker;
    void (*settle)(std::span<values::Object> objects);  // gives the scales that the frame lacks
};

// One row each.
std::span<const Brand> brands();

// What a body was understood as.
struct Understood {
    bool ok = false;
    std::string_view maker{};                 // empty where the body does not tell
    std::optional<values::DateTime> clock{};  // of a list that opens with one
};

// Reads a body, whose walk ended at its end, into `objects`: first as one of the positional lists
// of `more` and of our own, then as a list that names its registers.
Understood read_body(bytes::Bytes body, const messages::cosem::Outline& outline,
                     std::span<const PositionalList> more, values::ObjectList& objects);

}  // namespace hanmeter::meters
