// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/framing/p1.h"

#include <algorithm>
#include <optional>

#include "hanmeter/bytes/checksum.h"
#include "hanmeter/bytes/hex.h"

namespace hanmeter::framing {
namespace {

using bytes::Bytes;
using bytes::Error;

constexpr std::size_t maker_size = 3;
constexpr std::size_t max_ident = 64;  // of the first line
constexpr std::size_t crc_digits = 4;
constexpr std::uint8_t stx = 0x02;
constexpr std::uint8_t etx = 0x03;
constexpr std::uint8_t title_size = 8;

bool is_letter(std::uint8_t byte) {
    return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
}
bool is_line_end(std::uint8_t byte) {
    return byte == '\r' || byte == '\n';
}
// Texts of meters hold any byte above the control characters, even FF.
bool is_text(std::uint8_t byte) {
    return byte >= 0x20 || is_line_end(byte) || byte == '\t' || byte == stx;
}

Scan need(std::size_t size, Bytes window, bool header_ok) {
    return {
        .verdict = Scan::Verdict::need_more,
        .size = size,
        .header_ok = header_ok,
        .refused = {.framing = values::Framing::p1, .error = Error::truncated, .whole = window}};
}

Scan broken(Error error, Bytes whole) {
    return {.verdict = Scan::Verdict::broken,
            .header_ok = true,
            .refused = {.framing = values::Framing::p1, .error = error, .whole = whole}};
}

Scan telegram(Bytes window, std::size_t mark, std::size_t size, values::Check check,
              std::uint16_t checksum) {
    return {.verdict = Scan::Verdict::frame,
            .size = size,
            .header_ok = true,
            .frame = {.framing = values::Framing::p1,
                      .check = check,
                      .whole = window.first(size),
                      .payload = window.first(mark + 1),
                      .checksum = checksum}};
}

// What stands behind a `!`: hex digits, and whether more of them could come.
struct Digits {
    std::size_t count = 0;
    std::uint16_t value = 0;
    bool open = false;
};

Digits read_digits(Bytes window, std::size_t at, bool at_end) {
    Digits digits;
    while (digits.count < crc_digits) {
        if (at + digits.count >= window.size()) {
            digits.open = !at_end;
            break;
        }
        const int value = bytes::hex_value(static_cast<char>(window[at + digits.count]));
        if (value < 0) break;
        digits.value = static_cast<std::uint16_t>((digits.value << 4) | value);
        ++digits.count;
    }
    return digits;
}

bool is_crc(Bytes data, std::uint16_t received) {
    const std::uint16_t x25 = bytes::crc16_x25(data);
    const auto swapped = static_cast<std::uint16_t>((x25 << 8) | (x25 >> 8));
    return received == bytes::crc16_arc(data) || received == x25 || received == swapped;
}

bool starts_line(Bytes window, std::size_t at) {
    return at > 0 && is_line_end(window[at - 1]);
}

bool line_begins(Bytes window, std::size_t at, std::string_view text) {
    return window.size() - at >= text.size() &&
           std::equal(text.begin(), text.end(), window.begin() + static_cast<std::ptrdiff_t>(at),
                      [](char wanted, std::uint8_t byte) {
                          return byte == static_cast<std::uint8_t>(wanted);
                      });
}

// Profiles that always send a CRC say which they are.
bool crc_is_due(Bytes data) {
    for (std::size_t at = 1; at < data.size(); ++at) {
        if (!starts_line(data, at)) continue;
        if (line_begins(data, at, "0-0:96.1.4(")) return true;
        constexpr std::string_view version = "1-3:0.2.8(";
        const std::size_t digit = at + version.size();
        if (line_begins(data, at, version) && digit < data.size()) {
            return data[digit] >= '4' && data[digit] <= '9';
        }
    }
    return false;
}

// `! CR LF ETX BCC` behind a block that begins with STX.
Scan scan_block_check(Bytes window, std::size_t begin, std::size_t mark) {
    constexpr std::size_t behind_mark = 5;  // CR LF ETX BCC
    if (window.size() < mark + behind_mark) return need(mark + behind_mark, window, true);
    const Bytes whole = window.first(mark + behind_mark);
    if (window[mark + 3] != etx) return broken(Error::truncated, whole);
    std::uint8_t sum = 0;
    for (std::size_t i = begin + 1; i <= mark + 3; ++i) sum ^= window[i];
    if (sum != window[mark + 4]) {
        Scan scan = broken(Error::bad_frame_check, whole);
        scan.refused.computed = sum;
        scan.refused.received = window[mark + 4];
        return scan;
    }
    return telegram(window, mark, whole.size(), values::Check::bcc, sum);
}

// What a `!` at `mark` ends; nothing where it is text. `block` is where STX stands, or 0.
std::optional<Scan> scan_mark(Bytes window, std::size_t mark, std::size_t block, bool at_end) {
    const Bytes summed = window.first(mark + 1);
    const Digits digits = read_digits(window, mark + 1, at_end);
    if (digits.open) return need(window.size() + 1, window, true);
    const std::size_t end = mark + 1 + digits.count;
    if (digits.count >= crc_digits - 1 && is_crc(summed, digits.value)) {
        return telegram(window, mark, end, values::Check::crc16, digits.value);
    }
    if (!starts_line(window, mark)) return std::nullopt;
    if (digits.count > 0) {
        Scan scan = broken(Error::bad_frame_check, window.first(end));
        scan.refused.computed = bytes::crc16_arc(summed);
        scan.refused.received = digits.value;
        return scan;
    }
    if (end < window.size() && !is_line_end(window[end])) {
        return broken(Error::bad_text, window.first(end));
    }
    if (block != 0) return scan_block_check(window, block, mark);
    if (crc_is_due(summed)) return broken(Error::no_frame_check, window.first(end));
    return telegram(window, mark, end, values::Check::none, 0);
}

// The index behind the first line and its line ends; 0 where it has no end yet, 1 where it is none.
std::size_t behind_ident(Bytes window) {
    std::size_t at = maker_size + 1;
    while (at < window.size() && !is_line_end(window[at])) {
        if (at == max_ident || !is_text(window[at])) return 1;
        ++at;
    }
    while (at < window.size() && is_line_end(window[at])) ++at;
    return at == window.size() ? 0 : at;
}

struct Length {
    bool ok = false;
    std::size_t value = 0;
    std::size_t behind = 0;  // index of the byte behind it
};

// A length in BER: one octet below 80, or 81, 82 and that many.
Length read_length(Bytes window, std::size_t at) {
    if (at >= window.size()) return {};
    const std::size_t octets = window[at] < 0x80 ? 0 : window[at] & 0x7Fu;
    if (octets > 2 || at + octets >= window.size()) return {};
    Length length{.ok = true, .value = octets == 0 ? window[at] : 0u, .behind = at + 1 + octets};
    for (std::size_t i = 1; i <= octets; ++i) length.value = length.value << 8 | window[at + i];
    return length;
}

bool begins_ciphered(Bytes window, std::size_t at) {
    return window[at] == 0 || window[at] == title_size;
}

Scan scan_ciphered(Bytes window, std::size_t at, bool at_end) {
    constexpr std::size_t longest_head = 1 + title_size + 3;
    if (window.size() < at + longest_head) return need(at + longest_head, window, true);
    const Length length = read_length(window, at + 1 + window[at]);
    const std::size_t mark = length.behind + length.value;
    if (!length.ok || mark >= p1_max_size) return broken(Error::bad_length, window.first(at));
    if (window.size() < mark + 1 + crc_digits) return need(mark + 1 + crc_digits, window, true);
    if (window[mark] != '!') return broken(Error::no_end_flag, window.first(mark));
    const auto scan = scan_mark(window, mark, 0, at_end);
    if (scan &&
        (scan->verdict != Scan::Verdict::frame || scan->frame.check != values::Check::none)) {
        return *scan;
    }
    return broken(Error::no_frame_check, window.first(mark + 1));
}

}  // namespace

std::size_t ciphered_offset(Bytes telegram) {
    const std::size_t at = behind_ident(telegram);
    return at > 1 && begins_ciphered(telegram, at) ? at : 0;
}

Scan scan_p1(Bytes window, bool at_end) {
    const std::size_t letters = std::min(window.size(), maker_size + 1);
    if (!std::all_of(window.begin() + 1, window.begin() + static_cast<std::ptrdiff_t>(letters),
                     is_letter)) {
        return {};
    }
    const std::size_t body = window.size() > maker_size ? behind_ident(window) : 0;
    if (body == 1) return {};
    if (body == 0) return need(window.size() + 1, window, false);
    if (begins_ciphered(window, body)) return scan_ciphered(window, body, at_end);

    const std::size_t block = window[body] == stx ? body : 0;
    for (std::size_t at = body; at < window.size(); ++at) {
        if (at >= p1_max_size) return broken(Error::too_long, window.first(at));
        const std::uint8_t byte = window[at];
        if (byte == '!') {
            if (const auto scan = scan_mark(window, at, block, at_end)) return *scan;
        } else if (!is_text(byte) || (byte == p1_start && starts_line(window, at))) {
            return broken(Error::truncated, window.first(at));
        }
    }
    constexpr std::size_t shortest_end = 3;  // ! CR LF
    return need(window.size() + shortest_end, window, true);
}

}  // namespace hanmeter::framing
