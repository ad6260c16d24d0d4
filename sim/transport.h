// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/ciphering.h"
#include "sim/hdlc.h"

namespace hanmeter::sim {

enum class Carrier : std::uint8_t {
    hdlc,     // frames; in segments where `part_size` says so
    blocks,   // general-block-transfer in HDLC frames
    mbus,     // long frames
    records,  // a long frame of M-Bus records, ciphered
    bare,     // the message alone: nothing checks it
    p1,       // a telegram with its CRC16
    p1_without_check,
    sml,
};

// How a meter's messages come out of its port.
struct Transport {
    Carrier carrier = Carrier::hdlc;
    std::size_t part_size = 0;  // hdlc, blocks, mbus: at most so many bytes of the message a part
    const Ciphering* ciphering = nullptr;
};

// Whether something in every telegram tells that it is whole.
constexpr bool is_checked(const Transport& transport) {
    return transport.carrier != Carrier::bare && transport.carrier != Carrier::p1_without_check;
}

// The bytes on the wire. `counter` is the invocation counter of a ciphered message; `segments` is
// what a user wants for HDLC, before what the transport says.
std::vector<std::uint8_t> carry(const Transport& transport, const HdlcHeader& header,
                                bytes::Bytes content, std::uint32_t counter,
                                const HdlcSegments& segments);

}  // namespace hanmeter::sim
