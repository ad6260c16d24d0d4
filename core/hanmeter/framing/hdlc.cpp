// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/framing/hdlc.h"

#include <algorithm>

#include "hanmeter/bytes/checksum.h"

namespace hanmeter::framing {
namespace {

using bytes::Bytes;
using bytes::Error;

constexpr std::size_t format_size = 2;
constexpr std::size_t check_size = 2;
constexpr std::size_t max_address = 4;

std::uint16_t checksum_at(Bytes window, std::size_t at) {
    return static_cast<std::uint16_t>(window[at] | (window[at + 1] << 8));
}

Scan need(std::size_t size) {
    return {.verdict = Scan::Verdict::need_more, .size = size};
}
Scan not_mine() {
    return {.verdict = Scan::Verdict::not_mine};
}

Scan broken(Error error, Bytes window, std::size_t length, std::uint16_t computed = 0,
            std::uint16_t received = 0) {
    const std::size_t there = std::min(window.size(), length + 1);
    return {.verdict = Scan::Verdict::broken,
            .refused = {.error = error,
                        .whole = window.first(there),
                        .expected = static_cast<std::uint16_t>(length),
                        .computed = computed,
                        .received = received}};
}

// The index behind an address that begins at `at`; 0 where it has no end, window.size() + 1 where
// more bytes are needed to see it.
std::size_t behind_address(Bytes window, std::size_t at) {
    for (std::size_t i = at; i < at + max_address; ++i) {
        if (i >= window.size()) return window.size() + 1;
        if ((window[i] & 1) != 0) return i + 1;
    }
    return 0;
}

// Indexes count from the opening flag.
struct Header {
    std::size_t length = 0;
    std::size_t information = 0;  // index of the information field; of the FCS where there is none
    bool segmented = false;
};

// The header, or what is to be said instead.
struct HeaderScan {
    bool ok = false;
    Scan otherwise{};
    Header header{};
};

HeaderScan scan_header(Bytes window) {
    if (window.size() < 1 + format_size) return {.otherwise = need(1 + format_size)};
    Header header;
    header.length = static_cast<std::size_t>(((window[1] & 0x07) << 8) | window[2]);
    header.segmented = (window[1] & 0x08) != 0;
    if ((window[1] & 0xF0) != 0xA0) return {.otherwise = not_mine()};

    const std::size_t source = behind_address(window, 1 + format_size);
    if (source == 0) return {.otherwise = not_mine()};
    if (source > window.size()) return {.otherwise = need(source)};
    const std::size_t control = behind_address(window, source);
    if (control == 0) return {.otherwise = not_mine()};
    if (control > window.size()) return {.otherwise = need(control)};

    const std::size_t hcs = control + 1;
    const std::size_t fcs = header.length + 1 - check_size;
    if (header.length + 1 < hcs + check_size) return {.otherwise = not_mine()};
    header.information = hcs;
    if (hcs == fcs) return {.ok = true, .header = header};
    if (hcs + check_size >= fcs) return {.otherwise = not_mine()};
    if (window.size() < hcs + check_size) return {.otherwise = need(hcs + check_size)};
    const std::uint16_t computed = bytes::crc16_x25(window.subspan(1, hcs - 1));
    const std::uint16_t received = checksum_at(window, hcs);
    if (computed != received) {
        const Bytes head = window.first(hcs + check_size);
        return {.otherwise =
                    broken(Error::bad_header_check, head, header.length, computed, received)};
    }
    header.information = hcs + check_size;
    return {.ok = true, .header = header};
}

}  // namespace

Scan scan_hdlc(Bytes window, bool /*at_end*/) {
    const HeaderScan scanned = scan_header(window);
    if (!scanned.ok) return scanned.otherwise;
    const Header& header = scanned.header;
    const std::size_t end_flag = header.length + 1;
    if (window.size() <= end_flag) {
        Scan scan = broken(Error::truncated, window, header.length);
        scan.verdict = Scan::Verdict::need_more;
        scan.size = end_flag + 1;
        scan.header_ok = true;
        return scan;
    }

    const std::size_t fcs = end_flag - check_size;
    if (window[end_flag] != hdlc_flag) return broken(Error::no_end_flag, window, header.length);
    const std::uint16_t computed = bytes::crc16_x25(window.subspan(1, fcs - 1));
    const std::uint16_t received = checksum_at(window, fcs);
    if (computed != received) {
        return broken(Error::bad_frame_check, window, header.length, computed, received);
    }
    return {.verdict = Scan::Verdict::frame,
            .size = end_flag,
            .frame = {.framing = values::Framing::hdlc,
                      .check = values::Check::fcs,
                      .whole = window.first(end_flag),
                      .payload = window.subspan(header.information, fcs - header.information),
                      .more_follows = header.segmented,
                      .checksum = received}};
}

}  // namespace hanmeter::framing
