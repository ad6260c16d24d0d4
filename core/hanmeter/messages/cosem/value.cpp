// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/messages/cosem/value.h"

#include <algorithm>

#include "hanmeter/bytes/hex.h"
#include "hanmeter/values/float_bits.h"

namespace hanmeter::messages::cosem {
namespace {

using bytes::Bytes;
using values::Decimal;
using values::Value;

std::uint64_t unsigned_of(Bytes content) {
    std::uint64_t number = 0;
    for (std::uint8_t octet : content) number = (number << 8) | octet;
    return number;
}

std::int64_t signed_of(Bytes content) {
    const unsigned unused = static_cast<unsigned>(8 - content.size()) * 8;
    return static_cast<std::int64_t>(unsigned_of(content) << unused) >> unused;
}

Value number(Decimal decimal) {
    return {.kind = Value::Kind::number, .number = decimal};
}

Value text_or_octets(Bytes content) {
    Bytes used = content;
    while (!used.empty() && used.back() == 0) used = used.first(used.size() - 1);
    const bool says_nothing = used.empty() && !content.empty();
    if (says_nothing || !std::all_of(used.begin(), used.end(), bytes::is_printable_ascii)) {
        return {.kind = Value::Kind::octets, .data = content};
    }
    // Characters may alias any bytes.
    const auto* const first = reinterpret_cast<const char*>(used.data());
    return {.kind = Value::Kind::text, .text = {first, used.size()}};
}

Value clock_or_octets(Bytes content) {
    const auto time = values::DateTime::from(content);
    if (!time.possible()) return {.kind = Value::Kind::octets, .data = content};
    return {.kind = Value::Kind::clock, .data = content, .clock = time};
}

// Infinity has no bit in its fraction, what is not a number has one.
Value not_a_number(bool negative, bool infinite) {
    const std::string_view name = !infinite ? "NaN" : negative ? "-Infinity" : "Infinity";
    return {.kind = Value::Kind::not_a_number, .text = name};
}

Value float32_of(Bytes content) {
    const auto bits = static_cast<std::uint32_t>(unsigned_of(content));
    const auto shortest = values::shortest_decimal_of_float32(bits);
    if (shortest) return {.kind = Value::Kind::real, .number = *shortest};
    return not_a_number((bits >> 31) != 0, (bits & 0x7F'FFFF) == 0);
}

Value float64_of(Bytes content) {
    const std::uint64_t bits = unsigned_of(content);
    const auto shortest = values::shortest_decimal_of_float64(bits);
    if (shortest) return {.kind = Value::Kind::real, .number = *shortest};
    return not_a_number((bits >> 63) != 0, (bits & 0xF'FFFF'FFFF'FFFF) == 0);
}

}  // namespace

bool is_integer(Tag tag) {
    switch (tag) {
        case Tag::double_long:
        case Tag::double_long_unsigned:
        case Tag::integer:
        case Tag::long_:
        case Tag::unsigned_:
        case Tag::long_unsigned:
        case Tag::long64:
        case Tag::long64_unsigned:
        case Tag::delta_integer:
        case Tag::delta_long:
        case Tag::delta_double_long:
        case Tag::delta_unsigned:
        case Tag::delta_long_unsigned:
        case Tag::delta_double_long_unsigned: return true;
        case Tag::null_data:
        case Tag::array:
        case Tag::structure:
        case Tag::boolean:
        case Tag::bit_string:
        case Tag::octet_string:
        case Tag::visible_string:
        case Tag::utf8_string:
        case Tag::bcd:
        case Tag::compact_array:
        case Tag::enum_:
        case Tag::float32:
        case Tag::float64:
        case Tag::date_time:
        case Tag::date:
        case Tag::time:
        case Tag::attribute_descriptor:
        case Tag::dont_care: return false;
    }
    return false;
}

Value value_of(const Element& element, bool is_clock) {
    const Bytes content = element.content;
    switch (element.tag) {
        case Tag::double_long:
        case Tag::integer:
        case Tag::long_:
        case Tag::long64:
        case Tag::delta_integer:
        case Tag::delta_long:
        case Tag::delta_double_long: return number(Decimal::of_signed(signed_of(content)));
        case Tag::double_long_unsigned:
        case Tag::unsigned_:
        case Tag::long_unsigned:
        case Tag::long64_unsigned:
        case Tag::enum_:
        case Tag::delta_unsigned:
        case Tag::delta_long_unsigned:
        case Tag::delta_double_long_unsigned:
            return number(Decimal::of_unsigned(unsigned_of(content)));
        case Tag::boolean: return {.kind = Value::Kind::boolean, .truth = content.front() != 0};
        case Tag::float32: return float32_of(content);
        case Tag::float64: return float64_of(content);
        case Tag::octet_string:
        case Tag::visible_string:
        case Tag::utf8_string:
            if (is_clock && content.size() == values::DateTime::size) {
                return clock_or_octets(content);
            }
            return text_or_octets(content);
        case Tag::date_time: return clock_or_octets(content);
        case Tag::null_data:
        case Tag::array:
        case Tag::structure:
        case Tag::bit_string:
        case Tag::bcd:
        case Tag::compact_array:
        case Tag::date:
        case Tag::time:
        case Tag::attribute_descriptor:
        case Tag::dont_care: break;
    }
    return {.kind = Value::Kind::octets, .data = content};
}

}  // namespace hanmeter::messages::cosem
