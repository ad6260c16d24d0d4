// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "hanmeter/framing/frame.h"
#include "hanmeter/values/date_time.h"

namespace hanmeter::messages::cosem {

// LLC header of a push: destination E6, source E7, quality 00 (IEC 62056-46). HDLC alone has it,
// in front of each APDU, in its first segment only.
inline constexpr std::size_t llc_size = 3;
bool starts_with_llc(bytes::Bytes payload);

// The first byte of an APDU (Green Book), as far as meters push them.
enum class ApduTag : std::uint8_t {
    data_notification = 0x0F,
    event_notification = 0xC2,
    glo_event_notification = 0xCA,
    ded_event_notification = 0xD2,
    general_glo_ciphering = 0xDB,
    general_ded_ciphering = 0xDC,
    general_ciphering = 0xDD,
    general_block_transfer = 0xE0,
};

constexpr bool is_ciphered(ApduTag tag) {
    return tag == ApduTag::general_glo_ciphering || tag == ApduTag::general_ded_ciphering ||
           tag == ApduTag::general_ciphering;
}

//  0F | long-invoke-id-and-priority 4 | date-time | notification-body
//
// The date-time is an octet string without tag (0C and 12 octets, or 00: none). Some meters put
// the tag 09 or 19 in front of it; no body begins with 0C, so that is told apart.
struct DataNotification {
    std::uint32_t invoke_id_and_priority = 0;
    std::optional<values::DateTime> date_time{};  // as sent, whether it is possible or not
    std::size_t body_offset = 0;                  // of the body in the APDU
    bytes::Bytes body{};                          // one piece of COSEM data, not yet walked
};

bytes::Result<DataNotification> read_data_notification(bytes::Bytes apdu);

// The scanner of messages that no frame surrounds: an APDU, with its LLC header or without, that
// ends where its walk (or its own length, where it is ciphered) ends.
framing::Scan scan_bare_apdu(bytes::Bytes window, bool at_end = false);

}  // namespace hanmeter::messages::cosem
