// SPDX-License-Identifier: Apache-2.0
#include "sim/axdr.h"

namespace hanmeter::sim {
namespace {

int width_of(Type type) {
    switch (type) {
        case Type::boolean:
        case Type::integer:
        case Type::enumerated: return 1;
        case Type::long_signed:
        case Type::long_unsigned: return 2;
        case Type::double_long_unsigned: return 4;
        case Type::long64:
        case Type::long64_unsigned: return 8;
        case Type::null_data:
        case Type::array:
        case Type::structure:
        case Type::octet_string:
        case Type::visible_string: return 0;
    }
    return 0;
}

}  // namespace

AxdrWriter& AxdrWriter::u8(std::uint8_t value) {
    out_.push_back(value);
    return *this;
}

AxdrWriter& AxdrWriter::u16(std::uint16_t value) {
    return u8(static_cast<std::uint8_t>(value >> 8)).u8(static_cast<std::uint8_t>(value));
}

AxdrWriter& AxdrWriter::u32(std::uint32_t value) {
    return u16(static_cast<std::uint16_t>(value >> 16)).u16(static_cast<std::uint16_t>(value));
}

AxdrWriter& AxdrWriter::bytes(bytes::Bytes data) {
    out_.insert(out_.end(), data.begin(), data.end());
    return *this;
}

AxdrWriter& AxdrWriter::open(Type container, std::size_t count) {
    return u8(static_cast<std::uint8_t>(container)).u8(static_cast<std::uint8_t>(count));
}

AxdrWriter& AxdrWriter::number(Type type, std::int64_t value) {
    u8(static_cast<std::uint8_t>(type));
    for (int shift = 8 * (width_of(type) - 1); shift >= 0; shift -= 8) {
        u8(static_cast<std::uint8_t>(value >> shift));
    }
    return *this;
}

AxdrWriter& AxdrWriter::text(Type type, std::string_view text) {
    open(type, text.size());
    out_.insert(out_.end(), text.begin(), text.end());
    return *this;
}

AxdrWriter& AxdrWriter::obis(const values::Obis& code) {
    open(Type::octet_string, values::Obis::size);
    return u8(code.a).u8(code.b).u8(code.c).u8(code.d).u8(code.e).u8(code.f);
}

AxdrWriter& AxdrWriter::bare_clock(const values::DateTime& time) {
    u16(time.year).u8(time.month).u8(time.day).u8(time.weekday);
    u8(time.hour).u8(time.minute).u8(time.second).u8(time.hundredths);
    return u16(static_cast<std::uint16_t>(time.deviation)).u8(time.status);
}

AxdrWriter& AxdrWriter::clock(const values::DateTime& time) {
    return open(Type::octet_string, values::DateTime::size).bare_clock(time);
}

AxdrWriter& AxdrWriter::null_data() {
    return u8(static_cast<std::uint8_t>(Type::null_data));
}

AxdrWriter& AxdrWriter::scaler_unit(int scaler, values::Unit unit) {
    open(Type::structure, 2).number(Type::integer, scaler);
    return number(Type::enumerated, static_cast<std::int64_t>(unit));
}

}  // namespace hanmeter::sim
