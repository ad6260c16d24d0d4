// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/framing/framer.h"

#include <algorithm>
#include <array>

#include "hanmeter/framing/hdlc.h"
#include "hanmeter/framing/mbus.h"
#include "hanmeter/framing/p1.h"
#include "hanmeter/framing/sml.h"
#include "hanmeter/framing/wrapper.h"

namespace hanmeter::framing {
namespace {

using bytes::Bytes;
using bytes::Error;

// Bytes between two segments that do not yet speak of a lost one.
constexpr std::size_t quiet_bytes = 4;

// A framing is known by the byte that its frames begin with; one row each.
constexpr Scanner scanner_of(std::uint8_t first) {
    switch (first) {
        case hdlc_flag: return scan_hdlc;
        case mbus_start: return scan_mbus;
        case sml_escape: return scan_sml;
        case p1_start: return scan_p1;
        default: return nullptr;
    }
}

constexpr std::array<bool, 256> make_may_start() {
    std::array<bool, 256> may{};
    for (std::size_t first = 0; first < may.size(); ++first) {
        may[first] = scanner_of(static_cast<std::uint8_t>(first)) != nullptr;
    }
    return may;
}
constexpr std::array<bool, 256> may_start = make_may_start();

// The index of the next byte, at `from` or behind, that a frame may begin with.
std::size_t next_start(Bytes window, std::size_t from) {
    const auto at = std::find_if(window.begin() + static_cast<std::ptrdiff_t>(from), window.end(),
                                 [](std::uint8_t byte) { return may_start[byte]; });
    return static_cast<std::size_t>(at - window.begin());
}

bool is_line_end(std::uint8_t byte) {
    return byte == '\r' || byte == '\n';
}

}  // namespace

struct Framer::Look {
    enum class Kind : std::uint8_t { drop, need, frame } kind;
    std::size_t size;
    Frame frame{};
};

Framer::Look Framer::skip(Bytes window, std::size_t count, Listener* listener) {
    const std::size_t spent = flag_is_spent_ ? 1 : 0;
    flag_is_spent_ = false;
    may_begin_unchecked_ = false;
    line_ends_are_fill_ = false;
    const Bytes lost = window.subspan(spent, count - spent);
    if (!lost.empty()) {
        counters_.bytes_skipped += lost.size() + loose_flags_;
        loose_flags_ = 0;
        skipped_since_ += lost.size();
        if (listener != nullptr) listener->skipped(lost, offset_ + spent);
    }
    return {Look::Kind::drop, count};
}

Framer::Look Framer::refuse(const Refused& refused, Bytes window, Listener* listener) {
    if (refused.error == Error::bad_header_check) {
        ++counters_.frames_bad_header_check;
    } else if (refused.error == Error::bad_frame_check || refused.error == Error::no_frame_check) {
        ++counters_.frames_bad_check;
    } else {
        ++counters_.frames_cut;
    }
    refused_since_ = true;
    if (listener != nullptr) {
        Refused placed = refused;
        placed.offset = offset_;
        listener->refused(placed);
    }
    return skip(window, next_start(window, 1), listener);
}

Framer::Look Framer::look_at_flag(Bytes window, bool at_end, Listener* listener) {
    if (window.size() == 1) {
        if (!at_end) return {Look::Kind::need, 2};
        return skip(window, 1, listener);
    }
    if (window[1] == hdlc_flag) {  // one flag closes, the other opens, or the line idles in flags
        const bool in_step = flag_is_spent_ || (skipped_since_ == 0 && !refused_since_);
        if (!in_step) ++loose_flags_;
        flag_is_spent_ = false;
        return {Look::Kind::drop, 1};
    }
    return look_at_start(scan_hdlc, window, at_end, listener);
}

Framer::Look Framer::look_at_start(Scanner scanner, Bytes window, bool at_end, Listener* listener) {
    Scan scan = scanner(window, at_end);
    switch (scan.verdict) {
        case Scan::Verdict::frame: {
            const bool believed = scan.frame.check != values::Check::none || may_begin_unchecked_;
            if (believed) return {Look::Kind::frame, scan.size, accept(scan.frame)};
            scan.refused = {.framing = scan.frame.framing,
                            .error = Error::no_frame_check,
                            .whole = scan.frame.whole};
            return refuse(scan.refused, window, listener);
        }
        case Scan::Verdict::need_more: {
            const std::size_t room = held_.size() + held_.free();
            const bool fits = scan.size <= room;
            // With all the room filled the scanner may still see that this is none.
            if (!at_end && (fits || window.size() < room)) {
                return {Look::Kind::need, std::min(scan.size, room)};
            }
            if (!scan.header_ok) break;
            if (!fits) scan.refused.error = Error::too_long;
            return refuse(scan.refused, window, listener);
        }
        case Scan::Verdict::broken: return refuse(scan.refused, window, listener);
        case Scan::Verdict::not_mine: break;
    }
    return skip(window, next_start(window, 1), listener);
}

Scan Framer::scan_unchecked(Bytes window, bool at_end) const {
    if (begins_like_wrapper(window)) return scan_wrapper(window, at_end, scan_apdu_);
    return scan_apdu_(window, at_end);
}

// A message without a frame of its own is `frame`d; anything else is left for the search for frames
// (size 0).
Framer::Look Framer::look_at_apdu(Bytes window, bool at_end) {
    constexpr Look none{Look::Kind::drop, 0};
    const std::size_t room = held_.size() + held_.free();
    const Scan first = scan_unchecked(window, at_end);
    if (first.verdict == Scan::Verdict::need_more && !at_end && first.size <= room) {
        return {Look::Kind::need, first.size};
    }
    if (first.verdict != Scan::Verdict::frame) return none;

    const Bytes behind = window.subspan(first.size);
    if (behind.empty()) {
        if (!at_end && first.size < room) return {Look::Kind::need, first.size + 1};
    } else {
        const Scan next = scan_unchecked(behind, at_end);
        if (next.verdict == Scan::Verdict::need_more && !next.header_ok && !at_end) {
            if (first.size + next.size <= room) return {Look::Kind::need, first.size + next.size};
        }
        if (next.verdict != Scan::Verdict::frame && !next.header_ok) return none;
    }
    return {Look::Kind::frame, first.size, accept(first.frame)};
}

Framer::Look Framer::look(Bytes window, bool at_end, Listener* listener) {
    window = window.first(std::min(window.size(), held_.size() + held_.free()));
    const std::uint8_t first = window.front();
    if (first == hdlc_flag) return look_at_flag(window, at_end, listener);
    if (line_ends_are_fill_ && is_line_end(first)) return {Look::Kind::drop, 1};
    if (const Scanner scanner = scanner_of(first)) {
        return look_at_start(scanner, window, at_end, listener);
    }
    if (may_begin_unchecked_) {
        const Look apdu = look_at_apdu(window, at_end);
        if (apdu.kind != Look::Kind::drop) return apdu;
    }
    return skip(window, next_start(window, 0), listener);
}

Frame Framer::accept(Frame frame) {
    frame.offset = offset_;
    frame.disturbed = refused_since_ || skipped_since_ > quiet_bytes;
    if (skipped_since_ > 0) ++counters_.resynchronisations;
    ++counters_.frames;
    refused_since_ = false;
    skipped_since_ = 0;
    loose_flags_ = 0;
    flag_is_spent_ = frame.framing == values::Framing::hdlc;
    line_ends_are_fill_ = frame.framing == values::Framing::p1;
    if (frame.check != values::Check::none) seen_checked_ = true;
    may_begin_unchecked_ = !seen_checked_;
    return frame;
}

void Framer::release() {
    if (drop_ == 0) return;
    held_.drop_front(drop_);
    drop_ = 0;
    wanted_ = held_.size();
}

// Looks at what is held, topped up from `input` just as far as it asks for.
std::optional<Frame> Framer::search_held(Bytes& input, Listener* listener) {
    const std::size_t before = input.size();
    while (!held_.empty()) {
        if (held_.size() < wanted_) {
            const std::size_t count = std::min(wanted_ - held_.size(), input.size());
            if (!held_.append(input.first(count))) return std::nullopt;
            input = input.subspan(count);
            if (held_.size() < wanted_) return std::nullopt;
        }
        const Look found = look(held_.view(), false, listener);
        if (found.kind == Look::Kind::need) {
            wanted_ = found.size;
            continue;
        }
        offset_ += found.size;
        if (found.kind == Look::Kind::drop) {
            held_.drop_front(found.size);
            wanted_ = held_.size();
            continue;
        }
        drop_ = found.size;
        // What is held behind the frame goes back to the input it came from, so that the next
        // frames need no copy.
        const std::size_t behind = held_.size() - drop_;
        if (behind <= before - input.size()) {
            input = Bytes{input.data() - behind, input.size() + behind};
            drop_ = held_.size();
        }
        return found.frame;
    }
    return std::nullopt;
}

std::optional<Frame> Framer::take(Bytes& input, Listener* listener) {
    release();
    const std::size_t before = input.size();
    const auto frame = [&]() -> std::optional<Frame> {
        if (!held_.empty()) {
            if (auto found = search_held(input, listener)) return found;
        }
        while (!input.empty()) {
            const Look found = look(input, false, listener);
            if (found.kind == Look::Kind::need) {
                if (!held_.append(input)) return std::nullopt;
                input = {};
                wanted_ = found.size;
                break;
            }
            input = input.subspan(found.size);
            offset_ += found.size;
            if (found.kind == Look::Kind::frame) return found.frame;
        }
        return std::nullopt;
    }();
    counters_.bytes += before - input.size();
    if (frame && listener != nullptr) listener->frame(*frame);
    return frame;
}

std::optional<Frame> Framer::finish(Listener* listener) {
    release();
    while (!held_.empty()) {
        const Look found = look(held_.view(), true, listener);
        offset_ += found.size;
        if (found.kind == Look::Kind::frame) {
            drop_ = found.size;
            if (listener != nullptr) listener->frame(found.frame);
            return found.frame;
        }
        held_.drop_front(found.size);
    }
    wanted_ = 0;
    flag_is_spent_ = false;
    may_begin_unchecked_ = !seen_checked_;
    line_ends_are_fill_ = true;
    return std::nullopt;
}

}  // namespace hanmeter::framing
