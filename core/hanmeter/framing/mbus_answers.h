// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

#include "hanmeter/bytes/fixed_buffer.h"

namespace hanmeter::framing {

// Which frames want an answer. A Siemens AMIS meter speaks like an M-Bus master: each minute it
// asks whether somebody is at address F0 (SND-NKE), and falls silent after ten telegrams that
// nobody acknowledged (EN 13757-2, 5.6; Netz OÖ).
//
//   10 | 40 | F0 | 30 | 16            SND-NKE
//   68 | L | L | 68 | 53 or 73 | F0 | CI ... | CS | 16    SND-UD
class MbusAnswers {
public:
    MbusAnswers() = default;
    MbusAnswers(const MbusAnswers&) = delete;
    MbusAnswers& operator=(const MbusAnswers&) = delete;

    static constexpr std::uint8_t acknowledge = 0xE5;

    // How many frames ended within `data` to which `acknowledge` is the answer. Any bytes may come,
    // and a frame in any pieces.
    unsigned take(bytes::Bytes data);

private:
    unsigned look();
    void drop_front();

    static constexpr std::size_t max_frame = 255 + 6;
    std::array<std::uint8_t, max_frame> room_{};
    bytes::FixedBuffer held_{room_};
};

}  // namespace hanmeter::framing
