// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <optional>

#include "hanmeter/bytes/text_writer.h"

namespace hanmeter::values {

// An OBIS code of IEC 62056-61, value groups A to F; in binary six octets, in text A-B:C.D.E.F.
struct Obis {
    std::uint8_t a = 0;
    std::uint8_t b = 0;
    std::uint8_t c = 0;
    std::uint8_t d = 0;
    std::uint8_t e = 0;
    std::uint8_t f = 255;  // 255: the current value

    static constexpr std::size_t size = 6;
    static constexpr std::size_t max_text = 23;

    // `octets` has exactly `size` bytes.
    static constexpr Obis from(bytes::Bytes octets) {
        return {octets[0], octets[1], octets[2], octets[3], octets[4], octets[5]};
    }

    // `1-0:1.8.0`, with `*F`, `.F` or nothing behind it; without `A-B:` it is 1-0 (IEC 62056-21).
    static std::optional<Obis> parse(std::string_view text);

    // `1-0:1.8.0.255`, F always.
    void write(bytes::TextWriter& out) const;

    friend constexpr auto operator<=>(const Obis&, const Obis&) = default;
};

}  // namespace hanmeter::values
