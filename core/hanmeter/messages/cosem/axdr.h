// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hanmeter/bytes/cursor.h"

namespace hanmeter::messages::cosem {

// Type tags of COSEM data in A-XDR (IEC 62056-6-2, Blue Book 4.1.5).
enum class Tag : std::uint8_t {
    null_data = 0x00,
    array = 0x01,
    structure = 0x02,
    boolean = 0x03,
    bit_string = 0x04,
    double_long = 0x05,
    double_long_unsigned = 0x06,
    octet_string = 0x09,
    visible_string = 0x0A,
    utf8_string = 0x0C,
    bcd = 0x0D,
    integer = 0x0F,
    long_ = 0x10,
    unsigned_ = 0x11,
    long_unsigned = 0x12,
    compact_array = 0x13,
    long64 = 0x14,
    long64_unsigned = 0x15,
    enum_ = 0x16,
    float32 = 0x17,
    float64 = 0x18,
    date_time = 0x19,
    date = 0x1A,
    time = 0x1B,
    delta_integer = 0x1C,
    delta_long = 0x1D,
    delta_double_long = 0x1E,
    delta_unsigned = 0x1F,
    delta_long_unsigned = 0x20,
    delta_double_long_unsigned = 0x21,
    dont_care = 0xFF,
    attribute_descriptor = 0xFE,  // stands on no wire: see below
};

// The limits of one walk. What is beyond them is an error, never cut.
inline constexpr std::size_t max_depth = 16;        // of nesting; meters go to 4
inline constexpr std::size_t max_count = 4096;      // elements of one array or structure
inline constexpr std::size_t max_length = 0x10000;  // octets of one string or compact array

// One piece of data as the walk meets it.
struct Element {
    Tag tag = Tag::null_data;
    std::uint8_t level = 1;  // 1: the outermost
    std::size_t offset = 0;  // of its tag, from the start of the walk
    std::size_t count = 0;   // array, structure, compact array: how many elements follow
    bytes::Bytes content{};  // of a value: its octets, without tag and length
    std::size_t bits = 0;    // of a bit-string: how many of the content's bits count
};

// Told of every element in order. `content` lives as long as the walk's input.
class Visitor {
public:
    // An array, a structure or a compact array opens; its elements follow at the next level.
    virtual void begin(const Element& /*element*/) {}
    virtual void value(const Element& /*element*/) {}
    // It is over; `end_offset` is that of the first byte behind it.
    virtual void end(const Element& /*element*/, std::size_t /*end_offset*/) {}

protected:
    ~Visitor() = default;
};

// Some Czech meters write a COSEM attribute descriptor without a tag (class 2, OBIS 6, attribute 1)
// where the first member of a pair belongs:  02 02 | 00 03 01 00 01 07 00 FF 02 | 06 ...  In the
// array of structure { enum, array }, their form, it is told as a value of 9 octets, tag
// attribute_descriptor.
inline constexpr std::size_t descriptor_size = 9;

// Walks one piece of data at the start of `input`: the only parser of COSEM data there is. Gives
// the number of bytes it takes; whether bytes may be left over is the caller's to say. After an
// error the visitor has seen what came before it. Error::truncated means that the data may go on.
bytes::Result<std::size_t> walk(bytes::Bytes input, Visitor& visitor);

// The same for a value that was cut out of a body: no descriptors stand in it.
bytes::Result<std::size_t> walk_value(bytes::Bytes input, Visitor& visitor);

// A length or count: one octet below 80, or 81 to 84 and that many octets, shortest form or not.
bytes::Result<std::size_t> read_length(bytes::Cursor& cursor);

// The octets of a value whose type has a fixed size; 0 where it has none of its own.
bytes::Result<std::size_t> fixed_size(Tag tag, std::size_t offset);

}  // namespace hanmeter::messages::cosem
