// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/framing/mbus_answers.h"

#include <algorithm>

#include "hanmeter/framing/mbus.h"

namespace hanmeter::framing {
namespace {

using bytes::Bytes;

constexpr std::uint8_t own_address = 0xF0;
constexpr std::array<std::uint8_t, 5> reset_of_link{0x10, 0x40, own_address, 0x30, 0x16};
constexpr std::size_t address_at = 5;

// Whether bytes are such a frame, may become one with more, or not.
enum class Wanted { yes, more, no };

Wanted is_reset(Bytes held) {
    const std::size_t size = std::min(held.size(), reset_of_link.size());
    if (!std::equal(held.begin(), held.begin() + static_cast<std::ptrdiff_t>(size),
                    reset_of_link.begin())) {
        return Wanted::no;
    }
    return size == reset_of_link.size() ? Wanted::yes : Wanted::more;
}

bool is_user_data(std::uint8_t control) {
    constexpr std::uint8_t frame_count = 0x20;
    return (control & ~frame_count) == 0x53;
}

Wanted is_telegram(Bytes held) {
    if (held[0] != mbus_start) return Wanted::no;
    if (held.size() > 4 && !is_user_data(held[4])) return Wanted::no;
    if (held.size() > address_at && held[address_at] != own_address) return Wanted::no;
    switch (scan_mbus(held, held.size() > address_at).verdict) {
        case Scan::Verdict::frame: return Wanted::yes;
        case Scan::Verdict::need_more: return Wanted::more;
        case Scan::Verdict::broken:
        case Scan::Verdict::not_mine: break;
    }
    return Wanted::no;
}

}  // namespace

unsigned MbusAnswers::take(Bytes data) {
    unsigned answers = 0;
    for (const std::uint8_t byte : data) {
        const bool starts = byte == reset_of_link[0] || byte == mbus_start;
        if (held_.empty() && !starts) continue;
        if (!held_.append({&byte, 1})) held_.clear();
        answers += look();
    }
    return answers;
}

unsigned MbusAnswers::look() {
    while (!held_.empty()) {
        const Wanted reset = is_reset(held_.view());
        const Wanted telegram = reset == Wanted::no ? is_telegram(held_.view()) : reset;
        if (telegram == Wanted::more) return 0;
        if (telegram == Wanted::yes) {
            held_.clear();
            return 1;
        }
        drop_front();
    }
    return 0;
}

// Up to the next byte that a frame may begin with.
void MbusAnswers::drop_front() {
    const Bytes held = held_.view();
    const auto next = std::find_if(held.begin() + 1, held.end(), [](std::uint8_t byte) {
        return byte == reset_of_link[0] || byte == mbus_start;
    });
    held_.drop_front(static_cast<std::size_t>(next - held.begin()));
}

}  // namespace hanmeter::framing
