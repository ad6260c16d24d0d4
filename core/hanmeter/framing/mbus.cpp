// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/framing/mbus.h"

#include <algorithm>
#include <numeric>

namespace hanmeter::framing {
namespace {

using bytes::Bytes;
using bytes::Error;

constexpr std::uint8_t stop = 0x16;
constexpr std::size_t header_size = 4;
constexpr std::size_t frame_around = 6;  // header, checksum, stop
constexpr std::size_t shortest = 3;      // C, A, CI
constexpr std::size_t wrap = 256;
constexpr std::size_t ci_at = 6;
constexpr std::size_t data_at = 9;  // behind STSAP and DTSAP
constexpr std::uint8_t last_ci = 0x1F;
constexpr std::uint8_t final_bit = 0x10;

std::uint8_t sum_of(Bytes data) {
    return std::accumulate(
        data.begin(), data.end(), std::uint8_t{0},
        [](std::uint8_t sum, std::uint8_t byte) { return static_cast<std::uint8_t>(sum + byte); });
}

Frame frame_of(Bytes whole, std::size_t length) {
    Frame frame{.framing = values::Framing::mbus,
                .check = values::Check::mbus,
                .whole = whole,
                .checksum = whole[length + header_size]};
    const std::uint8_t ci = whole[ci_at];
    if (ci > last_ci || length + header_size < data_at) return frame;
    frame.payload = whole.subspan(data_at, length + header_size - data_at);
    frame.part = ci & 0x0F;
    frame.more_follows = (ci & final_bit) == 0;
    return frame;
}

// The frame of that length, what is wrong with it, or how many bytes are wanted.
Scan scan_length(Bytes window, std::size_t length) {
    const std::size_t size = length + frame_around;
    Scan scan{.verdict = Scan::Verdict::broken,
              .header_ok = true,
              .refused = {.framing = values::Framing::mbus,
                          .error = Error::truncated,
                          .whole = window.first(std::min(size, window.size())),
                          .expected = static_cast<std::uint16_t>(length)}};
    if (window.size() < size) {
        scan.verdict = Scan::Verdict::need_more;
        scan.size = size;
        return scan;
    }
    const std::uint8_t received = window[header_size + length];
    const std::uint8_t computed = sum_of(window.subspan(header_size, length));
    if (window[size - 1] != stop) {
        scan.refused.error = Error::no_end_flag;
        return scan;
    }
    if (computed != received) {
        scan.refused.error = Error::bad_frame_check;
        scan.refused.computed = computed;
        scan.refused.received = received;
        return scan;
    }
    scan.verdict = Scan::Verdict::frame;
    scan.size = size;
    scan.frame = frame_of(window.first(size), length);
    return scan;
}

}  // namespace

Scan scan_mbus(Bytes window, bool /*at_end*/) {
    if (window.size() > 2 && window[1] != window[2]) return {};
    if (window.size() > 3 && window[3] != mbus_start) return {};
    if (window.size() < header_size) {
        return {.verdict = Scan::Verdict::need_more, .size = header_size};
    }
    const std::size_t length = window[1];
    if (length < shortest) return scan_length(window, length + wrap);
    const Scan plain = scan_length(window, length);
    if (plain.verdict != Scan::Verdict::broken) return plain;
    const Scan wrapped = scan_length(window, length + wrap);
    return wrapped.verdict == Scan::Verdict::broken ? plain : wrapped;
}

}  // namespace hanmeter::framing
