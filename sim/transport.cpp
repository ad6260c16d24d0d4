// SPDX-License-Identifier: Apache-2.0
#include "sim/transport.h"

#include <algorithm>

#include "hanmeter/bytes/checksum.h"
#include "sim/blocks.h"
#include "sim/mbus.h"
#include "sim/p1.h"
#include "sim/records.h"

namespace hanmeter::sim {
namespace {

using Octets = std::vector<std::uint8_t>;

constexpr std::size_t largest_part = 2000;

Octets copy(bytes::Bytes data) {
    return {data.begin(), data.end()};
}

// Identification and blank line stay; the checksum is that of HDLC, its bytes turned round.
Octets ciphered_telegram(const Ciphering& how, std::uint32_t counter, bytes::Bytes telegram) {
    constexpr std::string_view blank_line = "\r\n\r\n";
    const auto at =
        std::search(telegram.begin(), telegram.end(), blank_line.begin(), blank_line.end()) +
        std::ssize(blank_line);
    Octets out(telegram.begin(), at);
    const Octets lines(at, telegram.end() - 1);  // without the exclamation mark
    const Octets part = ciphered_part(how, counter, lines);
    out.insert(out.end(), part.begin(), part.end());
    out.push_back('!');
    const std::uint16_t crc = bytes::crc16_x25(out);
    constexpr std::string_view digits = "0123456789ABCDEF";
    for (const int shift : {4, 0, 12, 8}) {
        out.push_back(static_cast<std::uint8_t>(digits[crc >> shift & 0x0F]));
    }
    out.insert(out.end(), {'\r', '\n'});
    return out;
}

Octets telegram_of(bool checked, bytes::Bytes content) {
    Octets telegram = copy(content);
    if (checked) {
        append_p1_check(telegram);
    } else {
        telegram.insert(telegram.end(), {'\r', '\n'});
    }
    return telegram;
}

}  // namespace

std::vector<std::uint8_t> carry(const Transport& transport, const HdlcHeader& header,
                                bytes::Bytes content, std::uint32_t counter,
                                const HdlcSegments& segments) {
    const Ciphering* const how = transport.ciphering;
    if (how != nullptr && how->in_telegram) return ciphered_telegram(*how, counter, content);
    if (how != nullptr && transport.carrier == Carrier::records) {
        return records_telegram(*how, counter, content);
    }
    const bool is_telegram = !content.empty() && content.front() == '/';
    Octets message = is_telegram
                         ? telegram_of(transport.carrier != Carrier::p1_without_check, content)
                         : copy(content);
    if (how != nullptr) message = ciphered_apdu(*how, counter, message);
    const std::size_t part = transport.part_size == 0 ? largest_part : transport.part_size;
    switch (transport.carrier) {
        case Carrier::hdlc: {
            const bool wished = segments.information_size != 0 || transport.part_size == 0;
            return hdlc_message(header, message, wished ? segments : HdlcSegments{part, false});
        }
        case Carrier::blocks: return hdlc_blocks(header, message, part);
        case Carrier::mbus:
            return mbus_message({.data_size = std::min<std::size_t>(part, 506)}, message);
        case Carrier::bare:
        case Carrier::records:
        case Carrier::p1:
        case Carrier::p1_without_check:
        case Carrier::sml: break;
    }
    return message;
}

}  // namespace hanmeter::sim
