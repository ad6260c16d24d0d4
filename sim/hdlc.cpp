// SPDX-License-Identifier: Apache-2.0
#include "sim/hdlc.h"

#include <algorithm>

#include "hanmeter/bytes/checksum.h"

namespace hanmeter::sim {
namespace {

constexpr std::uint8_t flag = 0x7E;
constexpr std::uint8_t poll_bit = 0x10;
constexpr std::uint8_t llc[] = {0xE6, 0xE7, 0x00};

void append(std::vector<std::uint8_t>& out, bytes::Bytes more) {
    out.insert(out.end(), more.begin(), more.end());
}

// Of everything behind the opening flag, low byte first.
void append_check(std::vector<std::uint8_t>& frame) {
    const auto crc = bytes::crc16_x25(bytes::Bytes{frame}.subspan(1));
    frame.push_back(static_cast<std::uint8_t>(crc));
    frame.push_back(static_cast<std::uint8_t>(crc >> 8));
}

}  // namespace

std::vector<std::uint8_t> hdlc_frame(const HdlcHeader& header, bytes::Bytes information,
                                     bool more) {
    const std::size_t length =
        2 + header.destination.size() + header.source.size() + 1 + 2 + information.size() + 2;
    const std::size_t format = 0xA000u | (more ? 0x0800u : 0u) | length;
    std::vector<std::uint8_t> frame{flag, static_cast<std::uint8_t>(format >> 8),
                                    static_cast<std::uint8_t>(format)};
    append(frame, header.destination);
    append(frame, header.source);
    frame.push_back(header.control);
    append_check(frame);
    append(frame, information);
    append_check(frame);
    frame.push_back(flag);
    return frame;
}

std::vector<std::uint8_t> hdlc_message(const HdlcHeader& header, bytes::Bytes apdu,
                                       const HdlcSegments& segments) {
    std::vector<std::uint8_t> information(std::begin(llc), std::end(llc));
    append(information, apdu);
    const std::size_t size =
        segments.information_size == 0 ? information.size() : segments.information_size;
    HdlcHeader open_header = header;
    open_header.control = static_cast<std::uint8_t>(header.control & ~poll_bit);
    std::vector<std::uint8_t> out;
    for (bytes::Bytes rest{information}; !rest.empty();) {
        const auto part = rest.first(std::min(size, rest.size()));
        rest = rest.subspan(part.size());
        if (segments.share_flags && !out.empty()) out.pop_back();
        append(out, hdlc_frame(rest.empty() ? header : open_header, part, !rest.empty()));
    }
    return out;
}

}  // namespace hanmeter::sim
