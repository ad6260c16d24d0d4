// SPDX-License-Identifier: Apache-2.0
#include "sim/blocks.h"

#include <algorithm>

#include "sim/axdr.h"

namespace hanmeter::sim {
namespace {

constexpr std::uint8_t streaming = 0x40;
constexpr std::uint8_t last_block = 0x80;
constexpr std::uint8_t llc[] = {0xE6, 0xE7, 0x00};

void put_length(AxdrWriter& out, std::size_t length) {
    if (length < 0x80) {
        out.u8(static_cast<std::uint8_t>(length));
    } else if (length <= 0xFF) {
        out.u8(0x81).u8(static_cast<std::uint8_t>(length));
    } else {
        out.u8(0x82).u16(static_cast<std::uint16_t>(length));
    }
}

}  // namespace

std::vector<std::uint8_t> hdlc_blocks(const HdlcHeader& header, bytes::Bytes apdu,
                                      std::size_t data_size) {
    std::vector<std::uint8_t> out;
    std::uint16_t number = 0;
    for (bytes::Bytes rest = apdu; !rest.empty();) {
        const auto data = rest.first(std::min(data_size, rest.size()));
        rest = rest.subspan(data.size());
        AxdrWriter block;
        if (++number == 1) block.bytes(llc);
        block.u8(0xE0).u8(rest.empty() ? streaming | last_block : streaming).u16(number).u16(0);
        put_length(block, data.size());
        const auto frame = hdlc_frame(header, block.bytes(data).take());
        out.insert(out.end(), frame.begin(), frame.end());
    }
    return out;
}

std::vector<std::uint8_t> wrapped(std::uint16_t source, std::uint16_t destination,
                                  bytes::Bytes apdu) {
    AxdrWriter out;
    out.u16(1).u16(source).u16(destination).u16(static_cast<std::uint16_t>(apdu.size()));
    return out.bytes(apdu).take();
}

}  // namespace hanmeter::sim
