// SPDX-License-Identifier: Apache-2.0
// Messages that are ciphered, and what comes out of them.
#include <algorithm>

#include "hanmeter/decoder.h"
#include "hanmeter/framing/p1.h"

namespace hanmeter {

using bytes::Bytes;
using bytes::Error;
using messages::cosem::ApduTag;
using messages::cosem::Opening;
using values::Origin;
using values::Reading;

namespace {

std::uint64_t& cause(NotOpened& counts, Opening why) {
    switch (why) {
        case Opening::no_key: return counts.no_key;
        case Opening::wrong_key: return counts.wrong_key;
        case Opening::wrong_authentication_key: return counts.wrong_authentication_key;
        case Opening::damaged: return counts.damaged;
        case Opening::verified:
        case Opening::unverified:
        case Opening::not_supported: break;
    }
    return counts.not_supported;
}

}  // namespace

const Reading* Decoder::open(const Frame& frame, Bytes whole,
                             const bytes::Result<messages::cosem::Ciphered>& ciphered,
                             const Origin& origin, Listener* listener) {
    if (opening_) return refuse({.data = whole}, {Error::unsupported_apdu, 0}, listener);
    if (!ciphered) return refuse({.data = whole}, ciphered.fault(), listener);
    const auto opened = opener_.open(*ciphered, plain_);
    switch (opened.outcome) {
        case Opening::verified:
        case Opening::unverified: break;
        case Opening::no_key:
        case Opening::wrong_key:
        case Opening::wrong_authentication_key:
        case Opening::damaged:
        case Opening::not_supported:
            return not_opened(whole, ciphered->title, opened.outcome, listener);
    }
    opening_ = opened.outcome;
    note_title(ciphered->title);
    return read_opened(frame, opened.plain, origin, listener);
}

const Reading* Decoder::not_opened(Bytes whole, Bytes title, Opening why, Listener* listener) {
    ++counters_.messages_not_opened;
    note_title(title);
    ++cause(counters_.not_opened, why);
    if (listener != nullptr) listener->refused_message({.data = whole}, {Error::not_opened, 0});
    return nullptr;
}

const Reading* Decoder::read_opened(const Frame& frame, Bytes plain, const Origin& origin,
                                    Listener* listener) {
    const auto tag = static_cast<ApduTag>(plain.front());
    const bool is_cosem = tag == ApduTag::data_notification || tag == ApduTag::event_notification ||
                          tag == ApduTag::general_block_transfer ||
                          messages::cosem::is_ciphered(tag);
    if (is_cosem) {
        return read_apdu(frame,
                         {.data = plain, .in_one_frame = false, .frame_length = plain.size()},
                         origin, listener);
    }
    if (plain.front() != framing::p1_start) {  // only the lines were ciphered
        const bool proven = opening_ == Opening::verified || frame.check == values::Check::crc16;
        if (proven) return decode_telegram(frame, plain, origin, listener);
        return refuse({.data = plain}, {Error::bad_text, 0}, listener);
    }
    const framing::Scan scan = framing::scan_p1(plain, true);
    if (scan.verdict == framing::Scan::Verdict::frame) {
        Frame outer = frame;
        outer.check = std::max(frame.check, scan.frame.check);
        return decode_telegram(outer, scan.frame.payload, origin, listener);
    }
    if (opening_ != Opening::verified) {
        return refuse({.data = plain}, {scan.refused.error, 0}, listener);
    }
    ++telegrams_bad_check_;
    return decode_telegram(frame, plain, origin, listener);
}

void Decoder::note_title(Bytes title) {
    NotOpened& seen = counters_.not_opened;
    seen.has_title = title.size() == seen.title.size();
    if (seen.has_title) std::copy(title.begin(), title.end(), seen.title.begin());
}

}  // namespace hanmeter
