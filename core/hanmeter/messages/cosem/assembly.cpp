// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/messages/cosem/assembly.h"

#include <algorithm>

#include "hanmeter/messages/cosem/apdu.h"

namespace hanmeter::messages::cosem {
namespace {

// Where the APDU stands in its frame; a bare APDU is counted from its own first byte.
Apdu apdu_in_frame(const framing::Frame& frame, bytes::Bytes data) {
    if (frame.framing != values::Framing::hdlc) {
        return {.data = data, .frame_index = 0, .frame_length = data.size()};
    }
    const auto from_flag = static_cast<std::size_t>(data.data() - frame.whole.data());
    return {.data = data, .frame_index = from_flag - 1, .frame_length = frame.whole.size() - 1};
}

}  // namespace

std::optional<Apdu> Assembly::take(const framing::Frame& frame) {
    if (collecting_ && (frame.disturbed || frame.framing != framing_)) drop_until_last();
    if (frame.payload.empty()) return std::nullopt;  // a frame of the link's own
    if (frame.framing == values::Framing::mbus) return take_telegram(frame);
    return take_segment(frame);
}

std::optional<Apdu> Assembly::take_segment(const framing::Frame& frame) {
    if (starts_with_llc(frame.payload)) return begin(frame, frame.payload.subspan(llc_size));
    if (collecting_) return go_on(frame);
    const auto tag = static_cast<ApduTag>(frame.payload.front());
    const bool is_begun_before =
        frame.framing == values::Framing::hdlc && tag != ApduTag::general_block_transfer;
    if (is_begun_before || frame.more_follows) {
        if (!dropping_) ++incomplete_;
        dropping_ = frame.more_follows;
        return std::nullopt;
    }
    return apdu_in_frame(frame, frame.payload);
}

std::optional<Apdu> Assembly::take_telegram(const framing::Frame& frame) {
    if (frame.part == 0) {
        next_part_ = 1;
        return begin(frame, frame.payload);
    }
    if (collecting_ && frame.part == next_part_) {
        ++next_part_;
        return go_on(frame);
    }
    if (collecting_) drop_until_last();
    if (!dropping_) ++incomplete_;
    dropping_ = frame.more_follows;
    return std::nullopt;
}

// `data` is the first part of a message, or all of it.
std::optional<Apdu> Assembly::begin(const framing::Frame& frame, bytes::Bytes data) {
    abandon();
    if (!frame.more_follows) {
        if (data.empty()) return std::nullopt;
        return apdu_in_frame(frame, data);
    }
    collected_.clear();
    collecting_ = true;
    framing_ = frame.framing;
    last_size_ = 0;
    if (!collected_.append(data)) drop_until_last();
    return std::nullopt;
}

std::optional<Apdu> Assembly::go_on(const framing::Frame& frame) {
    const bytes::Bytes last = collected_.view().last(last_size_);
    const bool repeated = std::ranges::equal(last, frame.payload);
    if (repeated || !collected_.append(frame.payload)) {
        drop_until_last();
        dropping_ = frame.more_follows;
        return std::nullopt;
    }
    last_size_ = frame.payload.size();
    if (frame.more_follows) return std::nullopt;
    collecting_ = false;
    return Apdu{.data = collected_.view(),
                .in_one_frame = false,
                .frame_index = 0,
                .frame_length = collected_.size()};
}

void Assembly::drop_until_last() {
    abandon();
    dropping_ = true;
}

void Assembly::abandon() {
    if (collecting_) ++incomplete_;
    collecting_ = false;
    dropping_ = false;
}

}  // namespace hanmeter::messages::cosem
