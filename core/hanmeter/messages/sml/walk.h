// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hanmeter/bytes/cursor.h"

namespace hanmeter::messages::sml {

// Types of SML binary encoding (SML 1.04, chapter 6.3): bits 6 to 4 of the type-length field.
enum class Type : std::uint8_t {
    octet_string = 0,
    boolean = 4,
    integer = 5,
    unsigned_ = 6,
    list = 7,
    end_of_message = 0xFF,  // the byte 00
};

// The limits of one walk. What is beyond them is an error, never cut.
inline constexpr std::size_t max_depth = 8;    // of nesting; meters go to 7
inline constexpr std::size_t max_count = 256;  // elements of one list

struct Element {
    Type type = Type::octet_string;
    std::uint8_t level = 1;  // 1: the outermost
    std::size_t index = 0;   // among the elements of its list
    std::size_t offset = 0;  // of its type-length field, from the start of the walk
    std::size_t count = 0;   // list: how many elements follow
    bytes::Bytes content{};  // of a value; none: it is absent (01)
};

// Told of every element in order. `content` lives as long as the walk's input.
class Visitor {
public:
    virtual void begin(const Element& /*list*/) {}
    virtual void value(const Element& /*element*/) {}
    virtual void end(const Element& /*list*/) {}

protected:
    ~Visitor() = default;
};

//  type-length := C TTT LLLL (0000 LLLL ...)    C: one more such byte follows
//
// A list's length counts its elements, that of other types the bytes, the field's own included.
// Walks one element (a message is a list of six) at the start of `input`: the only parser of SML
// there is. Gives the number of bytes it takes.
bytes::Result<std::size_t> walk(bytes::Bytes input, Visitor& visitor);

}  // namespace hanmeter::messages::sml
