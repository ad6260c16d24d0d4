// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>

#include "hanmeter/messages/sml/walk.h"

namespace hanmeter::messages::sml {

// The body of a message by its tag.
enum class Body : std::uint32_t {
    open_response = 0x0101,
    close_response = 0x0201,
    get_list_response = 0x0701,
    attention_response = 0xFF01,
};

// One message of a file:
//
//   76 | transaction id | group | abort on error | 72 tag, data | CRC | 00
//
// The CRC runs from 76 to the byte before the CRC's own type-length field: CRC-16/X-25, low byte
// first (one byte where the low byte is 00); early Holley and Itron meters send CRC-16/KERMIT, high
// byte first.
struct Message {
    Body body = Body::open_response;
    bytes::Bytes whole{};  // from 76 to 00
};

// Takes the message at the front of `body`, moves `body` past it. An error means that nothing more
// of the file can be read; Error::bad_frame_check, that this message is damaged: `body` is past it.
bytes::Result<Message> take_message(bytes::Bytes& body);

// The integer that stands in the octets of an element, up to eight of them, big endian.
std::optional<std::uint64_t> unsigned_of(const Element& element);
std::optional<std::int64_t> signed_of(const Element& element);

// A file's messages with their doubled escapes undone: `payload` itself where there are none, else
// a copy in `room`; empty where that is too small.
bytes::Bytes undo_escapes(bytes::Bytes payload, std::span<std::uint8_t> room);

}  // namespace hanmeter::messages::sml
