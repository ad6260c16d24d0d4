// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace hanmeter::bytes {

// Every way in which bytes can fail to be what they should. One list for the whole core, so that
// an error keeps its meaning from the layer that found it to the user who reads it.
enum class Error : std::uint8_t {
    truncated,         // the input ends inside an element
    trailing_bytes,    // the walk ended before the input did
    bad_length,        // a length octet that no encoder writes (80, or more than 4 octets)
    too_long,          // longer than the room the caller gave
    too_deep,          // nested deeper than the named limit
    too_many,          // more elements than bytes left, or than the room the caller gave
    unknown_tag,       // a type tag that is not in the table of IEC 62056-6-2
    bad_text,          // text where the grammar wants something else
    out_of_range,      // a number that its field cannot hold
    not_a_frame,       // no frame format type 3 behind the flag
    bad_header_check,  // HCS wrong
    bad_frame_check,   // FCS wrong
    no_frame_check,    // a message without a check where only checked ones are believed
    no_end_flag,       // no flag where the length field puts it
    not_an_apdu,       // neither LLC header nor a known APDU tag
    not_opened,        // ciphered, and no key opens it
    unsupported_apdu,  // an APDU, but not one that carries readings
    unknown_list,      // a body in which no meter list finds a reading
};

// One short sentence in English, without a full stop.
std::string_view text(Error error);

// What went wrong and where: `offset` counts bytes from the start of what was being read.
struct Fault {
    Error error;
    std::size_t offset = 0;

    friend bool operator==(const Fault&, const Fault&) = default;
};

}  // namespace hanmeter::bytes
