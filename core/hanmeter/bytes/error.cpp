// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/bytes/error.h"

namespace hanmeter::bytes {

std::string_view text(Error error) {
    switch (error) {
        case Error::truncated: return "the data ends inside an element";
        case Error::trailing_bytes: return "bytes are left over behind the last element";
        case Error::bad_length: return "a length that no encoder writes";
        case Error::too_long: return "longer than the room there is";
        case Error::too_deep: return "nested too deep";
        case Error::too_many: return "more elements than there can be";
        case Error::unknown_tag: return "an unknown type tag";
        case Error::bad_text: return "text of the wrong form";
        case Error::out_of_range: return "a number out of range";
        case Error::not_a_frame: return "no frame behind the flag";
        case Error::bad_header_check: return "the header check (HCS) is wrong";
        case Error::bad_frame_check: return "the frame check is wrong";
        case Error::no_frame_check: return "no frame check where one is due";
        case Error::no_end_flag: return "no flag where the length field puts it";
        case Error::not_an_apdu: return "not an APDU";
        case Error::not_opened: return "ciphered, and no key opens it";
        case Error::unsupported_apdu: return "an APDU that carries no readings";
        case Error::unknown_list: return "nothing in it is understood";
    }
    return "unknown error";
}

}  // namespace hanmeter::bytes
