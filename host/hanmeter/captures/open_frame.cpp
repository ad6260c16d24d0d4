// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/captures/open_frame.h"

#include <algorithm>

namespace hanmeter::captures {

namespace {

constexpr std::uint8_t flag = 0x7E;

bool is_format_type_3(std::uint8_t byte) {
    return (byte & 0xF0) == 0xA0;
}

}  // namespace

void OpenFrame::take(bytes::Bytes input) {
    const bool begins_anew = input.size() > 1 && input[0] == flag && is_format_type_3(input[1]);
    if (begins_anew) missing_ = 0;
    while (!input.empty()) {
        if (missing_ > 0) {
            const std::size_t count = std::min(missing_, input.size());
            missing_ -= count;
            seen_ = input[count - 1] == flag ? Seen::flag : Seen::nothing;
            input = input.subspan(count);
            continue;
        }
        const std::uint8_t byte = input.front();
        input = input.subspan(1);
        if (seen_ == Seen::format) {
            constexpr std::size_t fields = 2, closing_flag = 1;
            const std::size_t length = length_high_ | byte;
            missing_ = length > fields ? length - fields + closing_flag : 0;
            seen_ = Seen::nothing;
        } else if (seen_ == Seen::flag && is_format_type_3(byte)) {
            length_high_ = (byte & std::size_t{0x07}) << 8;
            seen_ = Seen::format;
        } else {
            seen_ = byte == flag ? Seen::flag : Seen::nothing;
        }
    }
}

}  // namespace hanmeter::captures
