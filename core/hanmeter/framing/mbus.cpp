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
// At least so many bytes behind those at hand ends a telegram whose header is not yet seen.
constexpr std::size_t next_telegram_ends = shortest + frame_around - (header_size - 1);
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

// Whether a good telegram begins inside the first `size` bytes; if it cannot be said yet, how many
// bytes are wanted.
struct Inner {
    bool good = false;
    std::size_t wanted = 0;  // 0: there is none
};

Inner find_inner(Bytes window, std::size_t size) {
    Inner inner{.wanted = window.size() < size ? std::min(size, window.size() + next_telegram_ends)
                                               : std::size_t{0}};
    const Bytes seen = window.first(std::min(window.size(), size));
    for (std::size_t at = 1; at + header_size <= seen.size(); ++at) {
        const Bytes head = seen.subspan(at, header_size);
        const bool begins = head[0] == mbus_start && head[3] == mbus_start && head[1] == head[2];
        if (!begins || head[1] < shortest) continue;
        const std::size_t end = at + head[1] + frame_around;
        if (end > size) continue;
        const auto verdict = scan_length(seen.subspan(at), head[1]).verdict;
        if (verdict == Scan::Verdict::frame) return {.good = true};
        if (verdict == Scan::Verdict::need_more) inner.wanted = std::min(inner.wanted, end);
    }
    return inner;
}

// A length byte that wrapped: the frame of L + 256, unless a good telegram begins inside it.
Scan scan_wrapped(Bytes window, const Scan& plain) {
    const std::size_t length = std::size_t{window[1]} + wrap;
    const Inner inner = find_inner(window, length + frame_around);
    if (inner.good) return plain;
    Scan scan = scan_length(window, length);
    if (inner.wanted != 0) scan.size = inner.wanted;
    const bool only_length = window[1] < shortest;
    return scan.verdict == Scan::Verdict::broken && !only_length ? plain : scan;
}

// The frame of the length as it stands there; too short a one is none, whatever follows.
Scan scan_plain(Bytes window) {
    const std::size_t length = window[1];
    if (length >= shortest) return scan_length(window, length);
    return {.verdict = Scan::Verdict::broken,
            .header_ok = true,
            .refused = {.framing = values::Framing::mbus,
                        .error = Error::truncated,
                        .whole = window.first(header_size),
                        .expected = static_cast<std::uint16_t>(length + wrap)}};
}

}  // namespace

Scan scan_mbus(Bytes window, bool at_end) {
    if (window.size() > 2 && window[1] != window[2]) return {};
    if (window.size() > 3 && window[3] != mbus_start) return {};
    if (window.size() < header_size) {
        return {.verdict = Scan::Verdict::need_more, .size = header_size};
    }
    const Scan plain = scan_plain(window);
    if (plain.verdict != Scan::Verdict::broken) return plain;
    const Scan wrapped = scan_wrapped(window, plain);
    return at_end && wrapped.verdict == Scan::Verdict::need_more ? plain : wrapped;
}

}  // namespace hanmeter::framing
