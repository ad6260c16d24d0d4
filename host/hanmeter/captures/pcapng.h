// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "hanmeter/captures/capture.h"

namespace hanmeter::captures {

// A recording in the pcapng format (IETF draft-ietf-opsawg-pcapng): a section header, an interface
// description and a packet for each piece of bytes that came, with its time.
//
//   block := type u32 | total length u32 | body, padded to 4 | total length u32
//   0A0D0D0A section header     body: 1A2B3C4D | version 1.0 | section length
//   00000001 interface          body: link type u16 | 0 | snap length | options
//   00000006 packet             body: interface | time high, low | length twice | bytes | options
//
// Integers stand in the byte order that 1A2B3C4D tells. What other block types say is passed over.
inline constexpr std::uint32_t pcapng_magic = 0x0A0D0D0A;  // alike in either byte order

// Link type USER0: the bytes of a serial line have none of their own, and Wireshark can be told
// which dissector USER0 means.
inline constexpr std::uint16_t pcapng_link_type = 147;

// Reads a recording; its times become those of the bytes. Each section is a unit of its own. A
// block that cannot be ends the reading: what came before it counts.
class PcapngCapture : public Capture {
public:
    static constexpr std::size_t max_block = std::size_t{1024} * 1024;

    void take(bytes::Bytes input, Output& output) override;
    void finish(Output& output) override;
    Format format() const override { return Format::pcapng; }

private:
    std::size_t take_block(bytes::Bytes data, Output& output);
    void section(bytes::Bytes body, Output& output);
    void interface(bytes::Bytes body);
    void packet(bytes::Bytes body, Output& output);
    std::uint32_t u32(bytes::Bytes data, std::size_t at) const;

    bool big_endian_ = false;
    bool broken_ = false;
    std::vector<std::uint64_t> ticks_a_second_{};  // of each interface
    std::vector<std::uint8_t> held_{};
};

// The blocks of a recording, little endian, times in microseconds.
std::vector<std::uint8_t> pcapng_head(std::string_view program, std::string_view interface_name,
                                      std::string_view settings);
std::vector<std::uint8_t> pcapng_packet(bytes::Bytes data, const values::Instant& time);

}  // namespace hanmeter::captures
