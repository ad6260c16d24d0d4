// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "hanmeter/bytes/cursor.h"
#include "hanmeter/values/date_time.h"
#include "hanmeter/values/obis.h"
#include "hanmeter/values/unit.h"

namespace hanmeter::sim {

// The types that the simulated meters send, with their A-XDR tags (IEC 62056-6-2).
enum class Type : std::uint8_t {
    null_data = 0x00,
    array = 0x01,
    structure = 0x02,
    boolean = 0x03,
    double_long_unsigned = 0x06,
    octet_string = 0x09,
    visible_string = 0x0A,
    integer = 0x0F,
    long_signed = 0x10,
    long_unsigned = 0x12,
    long64 = 0x14,
    long64_unsigned = 0x15,
    enumerated = 0x16,
};

// Writes A-XDR, front to back.
class AxdrWriter {
public:
    // The opening of a container: `count` (at most 127) elements follow.
    AxdrWriter& open(Type container, std::size_t count);
    // A number in the width of its type; what does not fit into the width is cut off as a meter's
    // register would wrap.
    AxdrWriter& number(Type type, std::int64_t value);
    // At most 127 characters.
    AxdrWriter& text(Type type, std::string_view text);
    AxdrWriter& obis(const values::Obis& code);
    // An octet-string of 12.
    AxdrWriter& clock(const values::DateTime& time);
    AxdrWriter& null_data();
    // The structure of scaler and unit that stands behind a value.
    AxdrWriter& scaler_unit(int scaler, values::Unit unit);

    // What a caller writes bare: no tag.
    AxdrWriter& u8(std::uint8_t value);
    AxdrWriter& u16(std::uint16_t value);
    AxdrWriter& u32(std::uint32_t value);
    AxdrWriter& bare_clock(const values::DateTime& time);
    AxdrWriter& bytes(bytes::Bytes data);

    std::vector<std::uint8_t> take() { return std::move(out_); }

private:
    std::vector<std::uint8_t> out_;
};

}  // namespace hanmeter::sim
