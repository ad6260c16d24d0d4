// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/framing/sml.h"

#include <algorithm>
#include <array>

#include "hanmeter/bytes/checksum.h"

namespace hanmeter::framing {
namespace {

using bytes::Bytes;
using bytes::Error;

constexpr std::size_t word = 4;
constexpr std::array<std::uint8_t, 8> start{0x1B, 0x1B, 0x1B, 0x1B, 0x01, 0x01, 0x01, 0x01};
constexpr std::uint8_t end_mark = 0x1A;
constexpr std::uint8_t max_fill = 3;

bool is_escape(Bytes window, std::size_t at) {
    const auto first = window.begin() + static_cast<std::ptrdiff_t>(at);
    return std::all_of(first, first + word, [](std::uint8_t byte) { return byte == sml_escape; });
}

bool begins_anew(Bytes window, std::size_t at) {
    return std::equal(start.begin(), start.end(), window.begin() + static_cast<std::ptrdiff_t>(at));
}

bool ends_moved(Bytes window, std::size_t at) {
    return window[at + word] == end_mark && window[at + word + 1] <= max_fill;
}

Scan need(std::size_t size, bool header_ok, Bytes window) {
    return {
        .verdict = Scan::Verdict::need_more,
        .size = size,
        .header_ok = header_ok,
        .refused = {.framing = values::Framing::sml, .error = Error::truncated, .whole = window}};
}

Scan broken(Error error, Bytes whole) {
    return {.verdict = Scan::Verdict::broken,
            .header_ok = true,
            .refused = {.framing = values::Framing::sml, .error = error, .whole = whole}};
}

// `at` is where the escape stands in front of 1A.
Scan scan_end(Bytes window, std::size_t at) {
    const std::size_t fill = window[at + word + 1];
    const std::size_t crc_at = at + word + 2;
    const Bytes whole = window.first(crc_at + 2);
    if (fill > max_fill || at - start.size() < fill) return broken(Error::bad_length, whole);
    const std::uint16_t computed = bytes::crc16_x25(window.first(crc_at));
    const auto received = static_cast<std::uint16_t>(window[crc_at] | (window[crc_at + 1] << 8));
    if (computed != received) {
        Scan scan = broken(Error::bad_frame_check, whole);
        scan.refused.computed = computed;
        scan.refused.received = received;
        return scan;
    }
    return {.verdict = Scan::Verdict::frame,
            .size = whole.size(),
            .frame = {.framing = values::Framing::sml,
                      .check = values::Check::sml,
                      .whole = whole,
                      .payload = window.subspan(start.size(), at - start.size() - fill),
                      .checksum = received}};
}

}  // namespace

Scan scan_sml(Bytes window, bool /*at_end*/) {
    const std::size_t seen = std::min(window.size(), start.size());
    if (!std::equal(start.begin(), start.begin() + static_cast<std::ptrdiff_t>(seen),
                    window.begin())) {
        return {};
    }
    if (seen < start.size()) return need(start.size(), false, window);

    std::size_t at = start.size();
    while (window.size() >= at + 2 * word) {
        if (at > sml_max_size) return broken(Error::too_long, window.first(at));
        if (!is_escape(window, at)) {
            ++at;
            continue;
        }
        const std::uint8_t next = window[at + word];
        const bool aligned = at % word == 0;
        if (aligned && next == end_mark) return scan_end(window, at);
        if (aligned && is_escape(window, at + word)) {
            at += 2 * word;
            continue;
        }
        // Escapes stand at multiples of four: elsewhere it is data, but for a start or an end that
        // lost bytes have moved.
        if (aligned || begins_anew(window, at) || ends_moved(window, at)) {
            return broken(Error::truncated, window.first(at));
        }
        ++at;
    }
    return need(at + 2 * word, true, window);
}

}  // namespace hanmeter::framing
