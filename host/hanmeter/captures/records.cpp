// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/captures/records.h"

#include <algorithm>
#include <array>

namespace hanmeter::captures {

namespace {

constexpr std::uint8_t notification = 0x0F;
constexpr std::uint8_t ciphered = 0xDB;
constexpr std::array<std::uint8_t, 3> llc = {0xE6, 0xE7, 0x00};

bool is_letter(std::uint8_t byte) {
    return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
}

// Data-notification: tag, invoke id of four bytes, date-time (absent, with or without its tag),
// data.
bool begins_notification(bytes::Bytes data) {
    constexpr std::size_t shortest = 7;
    if (data.size() < shortest || data[0] != notification) return false;
    const std::uint8_t next = data[5], after = data[6];
    if (next == 0x00) return after == 0x01 || after == 0x02;
    return (next == 0x0C && after == 0x07) || (next == 0x09 && after == 0x0C);
}

bool begins_ciphered(bytes::Bytes data) {
    return data.size() > 5 && data[0] == ciphered && data[1] == 8 &&
           std::ranges::all_of(data.subspan(2, 3), is_letter);
}

bool begins_wrapper(bytes::Bytes data) {
    constexpr std::size_t header = 8;
    return data.size() > header && data[0] == 0 && data[1] == 1 &&
           (data[header] == notification || data[header] == ciphered);
}

bool begins_telegram(bytes::Bytes data) {
    return data.size() > 4 && data[0] == '/' && std::ranges::all_of(data.subspan(1, 3), is_letter);
}

// The first byte of what stands inside another layer: LLC, an APDU, its array or structure.
bool may_be_inner(std::uint8_t first) {
    return first == llc[0] || first == notification || first == ciphered || first == 0x01 ||
           first == 0x02;
}

}  // namespace

bool begins_message(bytes::Bytes data) {
    const bool behind_llc = data.size() > llc.size() && std::ranges::equal(data.first(3), llc) &&
                            (data[3] == notification || data[3] == ciphered);
    return behind_llc || begins_notification(data) || begins_ciphered(data) ||
           begins_wrapper(data) || begins_telegram(data);
}

void Records::take(const Stretch& stretch, const values::Origin& origin, Output& output) {
    origin_ = origin;
    if (stretch.data.empty()) return;
    const bool inside = stretch.joined || (frame_.open() && !again_);
    const bool message = !inside && begins_message(stretch.data);
    if (any_ && (inside || (!message && !stretch.after_text))) {
        go_on(stretch.data, output);
    } else if (!is_shown_again(stretch)) {
        begin(stretch.data, message, stretch.behind, output);
    } else {
        again_->message = message;
    }
}

bool Records::is_shown_again(const Stretch& stretch) {
    const bytes::Bytes data = stretch.data;
    again_.reset();
    if (data.size() < LineBytes::enough || last_.empty()) return false;
    const bool whole = begins_telegram(data) && stretch.behind != behind_;
    if (!whole && !may_be_inner(data[0])) return false;
    const auto from = last_.begin() + (whole ? 0 : 1);
    const auto found = std::search(from, last_.end(), data.begin(), data.end());
    if (found == last_.end()) return false;
    const auto at = static_cast<std::size_t>(found - last_.begin());
    again_ = Again{.begin = at,
                   .end = at + data.size(),
                   .message = false,
                   .behind = std::string{stretch.behind}};
    return true;
}

void Records::begin(bytes::Bytes data, bool message, std::string_view behind, Output& output) {
    if (!any_ || message || unchecked_) output.start();
    any_ = true;
    unchecked_ = message || data[0] == notification || data[0] == ciphered || data[0] == llc[0];
    last_.clear();
    behind_ = behind;
    give(data, output);
}

void Records::go_on(bytes::Bytes data, Output& output) {
    if (!again_) return give(data, output);
    const bytes::Bytes rest = bytes::Bytes{last_}.subspan(again_->end);
    if (rest.size() >= data.size() && std::ranges::equal(rest.first(data.size()), data)) {
        again_->end += data.size();
        return;
    }
    const std::vector<std::uint8_t> kept(last_.begin() + static_cast<std::ptrdiff_t>(again_->begin),
                                         last_.begin() + static_cast<std::ptrdiff_t>(again_->end));
    const Again again = *again_;
    again_.reset();
    begin(kept, again.message, again.behind, output);
    give(data, output);
}

void Records::give(bytes::Bytes data, Output& output) {
    frame_.take(data);
    last_.insert(last_.end(), data.begin(), data.end());
    if (last_.size() > 2 * remembered) {
        last_.erase(last_.begin(), last_.end() - static_cast<std::ptrdiff_t>(remembered));
    }
    output.bytes(data, origin_);
}

}  // namespace hanmeter::captures
