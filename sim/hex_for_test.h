// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "hanmeter/bytes/hex.h"

namespace hanmeter::sim {

// Two digits a byte, blanks anywhere between bytes.
inline std::vector<std::uint8_t> hex(std::string_view text) {
    std::vector<std::uint8_t> out;
    for (std::size_t i = 0; i < text.size();) {
        if (text[i] == ' ') {
            ++i;
            continue;
        }
        const int high = bytes::hex_value(text[i]);
        const int low = bytes::hex_value(text[i + 1]);
        out.push_back(static_cast<std::uint8_t>(16 * high + low));
        i += 2;
    }
    return out;
}

}  // namespace hanmeter::sim
