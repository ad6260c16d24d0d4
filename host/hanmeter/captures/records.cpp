// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/captures/records.h"

#include <algorithm>
#include <array>
#include <utility>

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

struct CipheredHeader {
    std::size_t size;     // up to and with the invocation counter
    std::size_t message;  // all that is announced
};

// DB, the title, a length in one to three bytes, security control, counter: all of it.
std::optional<CipheredHeader> ciphered_header(bytes::Bytes data) {
    constexpr std::size_t length_at = 10, control_and_counter = 5;
    if (!begins_ciphered(data) || data.size() <= length_at) return std::nullopt;
    const std::uint8_t first = data[length_at];
    const std::size_t more = first < 0x80 ? 0 : first & 0x7FU;
    const std::size_t content = length_at + 1 + more;
    if (more > 2 || data.size() < content + control_and_counter) return std::nullopt;
    std::size_t length = more == 0 ? first : 0;
    for (std::size_t i = 0; i < more; ++i) length = length << 8U | data[length_at + 1 + i];
    if (length < control_and_counter) return std::nullopt;
    return CipheredHeader{.size = content + control_and_counter, .message = content + length};
}

std::optional<std::size_t> find(bytes::Bytes shown, std::size_t from, bytes::Bytes data) {
    if (from > shown.size()) return std::nullopt;
    const auto found = std::ranges::search(shown.subspan(from), data);
    if (found.empty()) return std::nullopt;
    return static_cast<std::size_t>(found.begin() - shown.begin());
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
    const bool in_frame = frame_.open() && !again_ && hidden_ == 0;
    const bool in_clear_text = hidden_ > 0 && !stretch.after_text;
    const bool inside = stretch.joined || in_frame || in_clear_text;
    const bool message = !inside && begins_message(stretch.data);
    if (any_ && (inside || (!message && !stretch.after_text))) {
        go_on(stretch.data, output);
    } else if (!is_shown_again(stretch)) {
        begin(stretch.data, message, stretch.behind, output);
    } else if (again_) {
        again_->message = message;
    }
}

bool Records::is_shown_again(const Stretch& stretch) {
    const bytes::Bytes data = stretch.data;
    again_.reset();
    hidden_ = 0;
    if (data.size() < LineBytes::enough || last_.empty()) return false;
    const bool whole = begins_telegram(data) && stretch.behind != behind_;
    if (!whole && !may_be_inner(data[0])) return false;
    if (begins_as_shown(data)) return true;
    const std::size_t from = whole ? 0 : 1;
    for (const auto& [shown, begin] : {std::pair{&last_, from}, std::pair{&clear_, 0UL}}) {
        const auto at = find(*shown, begin, data);
        if (!at) continue;
        again_ = Again{.shown = shown,
                       .begin = *at,
                       .end = *at + data.size(),
                       .message = false,
                       .behind = std::string{stretch.behind}};
        return true;
    }
    return false;
}

// A ciphered message whose header was shown already: the rest is its text in the clear.
bool Records::begins_as_shown(bytes::Bytes data) {
    const auto header = ciphered_header(data);
    if (!header || !find(last_, 1, data.first(header->size))) return false;
    clear_.clear();
    hidden_ = header->message - header->size;
    hide(data.subspan(header->size));
    return true;
}

void Records::hide(bytes::Bytes data) {
    const std::size_t count = std::min(hidden_, data.size());
    hidden_ -= count;
    const bytes::Bytes text = data.first(count);
    if (clear_.size() < remembered) clear_.insert(clear_.end(), text.begin(), text.end());
}

void Records::begin(bytes::Bytes data, bool message, std::string_view behind, Output& output) {
    if (!any_ || message || unchecked_) output.start();
    any_ = true;
    unchecked_ = message || data[0] == notification || data[0] == ciphered || data[0] == llc[0];
    last_.clear();
    clear_.clear();
    behind_ = behind;
    give(data, output);
}

void Records::go_on(bytes::Bytes data, Output& output) {
    if (hidden_ > 0) return hide(data);
    if (!again_) return give(data, output);
    const bytes::Bytes rest = bytes::Bytes{*again_->shown}.subspan(again_->end);
    if (rest.size() >= data.size() && std::ranges::equal(rest.first(data.size()), data)) {
        again_->end += data.size();
        return;
    }
    const auto shown = bytes::Bytes{*again_->shown}.first(again_->end).subspan(again_->begin);
    std::vector<std::uint8_t> kept(shown.begin(), shown.end());
    const Again again = *again_;
    again_.reset();
    kept.insert(kept.end(), data.begin(), data.end());
    if (!begins_as_shown(kept)) begin(kept, again.message, again.behind, output);
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
