// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/framing/wrapper.h"

namespace hanmeter::framing {

using bytes::Bytes;

bool begins_like_wrapper(Bytes window) {
    return !window.empty() && window[0] == 0x00 && (window.size() == 1 || window[1] == 0x01);
}

Scan scan_wrapper(Bytes window, bool at_end, Scanner scan_apdu) {
    if (!begins_like_wrapper(window)) return {};
    if (window.size() < wrapper_header_size) {
        return {.verdict = Scan::Verdict::need_more, .size = wrapper_header_size};
    }
    const auto length = static_cast<std::size_t>(window[6] << 8 | window[7]);
    const std::size_t size = wrapper_header_size + length;
    if (length == 0) return {};
    const bool whole = window.size() >= size;
    const Bytes apdu =
        whole ? window.subspan(wrapper_header_size, length) : window.subspan(wrapper_header_size);
    if (apdu.empty()) {
        return {.verdict = Scan::Verdict::need_more, .size = wrapper_header_size + 1};
    }
    const Scan inside = scan_apdu(apdu, at_end);
    const bool ends_elsewhere = inside.verdict == Scan::Verdict::frame && inside.size != length;
    const bool goes_on = inside.verdict == Scan::Verdict::need_more && whole;
    const bool none =
        inside.verdict == Scan::Verdict::not_mine || inside.verdict == Scan::Verdict::broken;
    if (none || ends_elsewhere || goes_on) {
        // What once was the head of a message stays one, whatever else comes.
        return {.verdict = inside.header_ok ? Scan::Verdict::broken : Scan::Verdict::not_mine,
                .header_ok = inside.header_ok};
    }
    if (!whole) {
        return {.verdict = Scan::Verdict::need_more,
                .size = inside.header_ok ? size : wrapper_header_size + inside.size,
                .header_ok = inside.header_ok};
    }
    return {.verdict = Scan::Verdict::frame,
            .size = size,
            .header_ok = true,
            .frame = {.framing = values::Framing::wrapper,
                      .check = values::Check::none,
                      .whole = window.first(size),
                      .payload = apdu}};
}

}  // namespace hanmeter::framing
