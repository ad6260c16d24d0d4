// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/inspect/hexdump.h"

#include <algorithm>
#include <array>

#include "hanmeter/bytes/text_writer.h"

namespace hanmeter::inspect {
namespace {

using bytes::Bytes;
using bytes::Error;

constexpr std::size_t bytes_a_line = 16;
constexpr std::size_t flag_and_format = 3;

// What stands above the bytes of a frame that has no flags.
std::string_view title(values::Framing framing) {
    switch (framing) {
        case values::Framing::hdlc: return "HDLC frame";
        case values::Framing::mbus: return "M-Bus telegram";
        case values::Framing::wrapper: return "Message in a DLMS wrapper";
        case values::Framing::p1:
        case values::Framing::d0: return "P1 telegram";
        case values::Framing::sml: return "SML file";
        case values::Framing::apdu: break;
    }
    return "Message without a frame";
}

// M-Bus and D0 add up, the others divide.
std::string_view check_name(values::Framing framing, values::Check check) {
    const bool sum = framing == values::Framing::mbus || check == values::Check::bcc;
    return sum ? "Checksum" : "CRC";
}

}  // namespace

void Hexdump::lines(Bytes data) {
    while (!data.empty()) {
        std::array<char, 3 * bytes_a_line + 1> room;
        bytes::TextWriter out{room};
        const Bytes line = data.first(std::min(data.size(), bytes_a_line));
        sink_.put(out.put_hex(line, ' ').put('\n').view());
        data = data.subspan(line.size());
    }
}

void Hexdump::titled(values::Framing framing, Bytes whole) {
    sink_.put("\n");
    sink_.put(title(framing));
    sink_.put("\n");
    lines(whole);
}

// The flag, the frame format and what follows them.
void Hexdump::opening(Bytes whole, std::size_t length) {
    sink_.put("\n7e <-- Start of frame\n");
    if (whole.size() < flag_and_format) return lines(whole.subspan(1));
    std::array<char, 64> room;
    bytes::TextWriter out{room};
    out.put_hex(whole.subspan(1, 2), ' ').put(" <-- ExpectedLength ").put_unsigned(length);
    sink_.put(out.put('\n').view());
    lines(whole.subspan(flag_and_format));
}

void Hexdump::closing(std::size_t length) {
    std::array<char, 64> room;
    bytes::TextWriter out{room};
    out.put("7e <-- End of frame at length= ").put_unsigned(length).put('\n');
    sink_.put(out.view());
}

void Hexdump::check(std::string_view words, std::size_t length, std::uint16_t value,
                    const std::uint16_t* versus) {
    std::array<char, 96> room;
    bytes::TextWriter out{room};
    out.put(words).put(" on packet of length ").put_unsigned(length);
    out.put(" value ").put_hex_u16(value);
    if (versus != nullptr) out.put(" versus ").put_hex_u16(*versus);
    sink_.put(out.put('\n').view());
}

void Hexdump::frame(const framing::Frame& frame) {
    shown_until_ = frame.offset + frame.whole.size();
    flag_is_shown_ = false;
    in_noise_ = false;
    if (frame.framing != values::Framing::hdlc) {
        titled(frame.framing, frame.whole);
        if (frame.check == values::Check::none) return;
        sink_.put(check_name(frame.framing, frame.check));
        return check(" OK", frame.whole.size(), frame.checksum, nullptr);
    }
    const std::size_t length = frame.whole.size() - 1;
    opening(frame.whole, length);
    closing(length);
    check("CRC OK", length, frame.checksum, nullptr);
}

void Hexdump::refused(const framing::Refused& refused) {
    if (refused.offset >= shown_until_) {
        if (refused.framing == values::Framing::hdlc) {
            opening(refused.whole, refused.expected);
        } else {
            titled(refused.framing, refused.whole);
        }
        shown_until_ = refused.offset + refused.whole.size();
    }
    in_noise_ = false;
    if (refused.framing != values::Framing::hdlc) return say_refused(refused);
    flag_is_shown_ = refused.error == Error::bad_frame_check &&
                     refused.offset + refused.whole.size() == shown_until_;
    if (refused.error == Error::bad_frame_check) {
        closing(refused.expected);
        check("CRC error", refused.expected, refused.computed, &refused.received);
    } else if (refused.error == Error::bad_header_check) {
        check("Header check error", refused.expected, refused.computed, &refused.received);
    } else {
        std::array<char, 128> room;
        bytes::TextWriter out{room};
        out.put("No end of frame: ").put_unsigned(refused.expected).put(" bytes expected, ");
        out.put(bytes::text(refused.error)).put('\n');
        sink_.put(out.view());
    }
}

// Of a frame without flags.
void Hexdump::say_refused(const framing::Refused& refused) {
    flag_is_shown_ = false;
    if (refused.error == Error::bad_frame_check) {
        sink_.put(check_name(refused.framing, values::Check::none));
        return check(" error", refused.whole.size(), refused.computed, &refused.received);
    }
    sink_.put("Refused: ");
    sink_.put(bytes::text(refused.error));
    sink_.put("\n");
}

void Hexdump::skipped(Bytes data, std::uint64_t offset) {
    const std::uint64_t behind = offset + data.size();
    if (behind > shown_until_ && flag_is_shown_) {
        ++shown_until_;
        flag_is_shown_ = false;
    }
    if (behind <= shown_until_) return;
    const std::uint64_t fresh = behind - std::max(shown_until_, offset);
    shown_until_ = behind;
    if (!in_noise_) sink_.put("\nNo frame\n");
    in_noise_ = true;
    lines(data.last(static_cast<std::size_t>(fresh)));
}

}  // namespace hanmeter::inspect
