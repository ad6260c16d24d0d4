// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "hanmeter/captures/capture.h"
#include "hanmeter/captures/line_bytes.h"
#include "hanmeter/captures/open_frame.h"

namespace hanmeter::captures {

// Whether bytes begin like a message without a check of its own:
//   E6 E7 00 + APDU   0F + four bytes + date-time or data   DB 08 + a maker's title
//   00 01 + wrapper   / + a maker's three letters
bool begins_message(bytes::Bytes data);

// Joins what lines give and says where messages without a check may begin.
//
// start() is called before the first byte of all, and else only where no HDLC frame is short of
// bytes by its length field:
//  - in front of bytes after a line break or text that begin like a message;
//  - after text, if the bytes in front of it began as a message without a check did.
// So frames and messages may run over lines, and lists of messages may stand a line each.
//
// Programs that log each layer show a message again with its outer layers taken off: bytes that
// come after text or begin like a message, and that all stand in the bytes before, but not at
// their beginning, are left out, be it that a ciphered message is shown in the clear behind its own
// header and what it says then again without that; so is a telegram that comes at once again behind
// other words. Bytes that stop being the same are given after all.
class Records {
public:
    // `origin` is handed on with the bytes.
    void take(const Stretch& stretch, const values::Origin& origin, Output& output);

    // What comes next goes on with bytes that somebody else has given.
    void go_on() { any_ = true; }

private:
    static constexpr std::size_t remembered = 8192;

    bool is_shown_again(const Stretch& stretch);
    void begin(bytes::Bytes data, bool message, std::string_view behind, Output& output);
    void go_on(bytes::Bytes data, Output& output);
    void give(bytes::Bytes data, Output& output);

    bool begins_as_shown(bytes::Bytes data);
    void hide(bytes::Bytes data);

    struct Again {
        const std::vector<std::uint8_t>* shown;  // last_ or clear_
        std::size_t begin, end;                  // in it
        bool message;
        std::string behind;
    };

    values::Origin origin_{};  // of the stretch at hand
    bool any_ = false;
    bool unchecked_ = false;             // last_ began as a message without a check does
    std::vector<std::uint8_t> last_{};   // what was given since the last beginning, its end only
    std::vector<std::uint8_t> clear_{};  // what was left out since then behind a ciphered header
    std::size_t hidden_ = 0;             // bytes still to be left out likewise
    std::string behind_{};               // what stood in front of them
    std::optional<Again> again_{};
    OpenFrame frame_{};
};

}  // namespace hanmeter::captures
