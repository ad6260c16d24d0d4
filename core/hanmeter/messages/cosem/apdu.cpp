// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/messages/cosem/apdu.h"

#include <algorithm>
#include <array>

#include "hanmeter/messages/cosem/axdr.h"

namespace hanmeter::messages::cosem {
namespace {

using bytes::Bytes;
using bytes::Cursor;
using bytes::Error;
using bytes::Fault;
using bytes::Result;
using framing::Scan;

constexpr std::array<std::uint8_t, llc_size> llc{0xE6, 0xE7, 0x00};

class Silent final : public Visitor {};

// Reads the optional date-time; a `content` of 12 octets or none.
Result<Bytes> read_date_time(Cursor& cursor) {
    const std::size_t offset = cursor.offset();
    auto first = cursor.u8();
    if (!first) return first.fault();
    if (*first == 0) return Bytes{};
    const bool tagged_fixed = *first == static_cast<std::uint8_t>(Tag::date_time);
    if (*first == static_cast<std::uint8_t>(Tag::octet_string)) first = cursor.u8();
    if (!first) return first.fault();
    if (!tagged_fixed && *first != values::DateTime::size) return {Error::bad_length, offset};
    return cursor.take(values::DateTime::size);
}

Scan need(std::size_t size, bool header_ok) {
    return {.verdict = Scan::Verdict::need_more, .size = size, .header_ok = header_ok};
}

Scan whole(Bytes window, std::size_t size) {
    return {.verdict = Scan::Verdict::frame,
            .size = size,
            .header_ok = true,
            .frame = {.framing = values::Framing::apdu,
                      .check = values::Check::none,
                      .whole = window.first(size),
                      .payload = window.first(size)}};
}

Scan unfinished(Fault fault, Bytes window) {
    if (fault.error == Error::truncated) return need(window.size() + 1, false);
    return {.verdict = Scan::Verdict::not_mine};
}

Scan scan_notification(Bytes window, std::size_t apdu_offset) {
    const Bytes apdu = window.subspan(apdu_offset);
    const auto notification = read_data_notification(apdu);
    if (!notification) return unfinished(notification.fault(), window);
    if (notification->body.empty()) return need(window.size() + 1, false);
    const auto body_tag = static_cast<Tag>(notification->body.front());
    if (body_tag != Tag::array && body_tag != Tag::structure) return {};

    Silent silent;
    const auto size = walk(notification->body, silent);
    if (size) return whole(window, apdu_offset + notification->body_offset + *size);
    if (size.fault().error == Error::truncated) return need(window.size() + 1, true);
    return {.verdict = Scan::Verdict::broken, .header_ok = true};
}

// DB | title length 8 or 0 | title | length | security byte ...
Scan scan_ciphered(Bytes window, std::size_t apdu_offset) {
    Cursor cursor{window.subspan(apdu_offset + 1)};
    const auto title_length = cursor.u8();
    if (!title_length) return need(window.size() + 1, false);
    if (*title_length != 8 && *title_length != 0) return {};
    if (!cursor.take(*title_length)) return need(window.size() + 1, false);
    const auto length = read_length(cursor);
    if (!length) return unfinished(length.fault(), window);
    constexpr std::size_t shortest = 5;  // security byte and invocation counter
    const auto security = cursor.peek();
    if (!security) return need(window.size() + 1, false);
    if (*length <= shortest || *length > max_length || (*security & 0x0F) > 2) return {};
    if (cursor.remaining() < *length) {
        return need(window.size() + *length - cursor.remaining(), true);
    }
    return whole(window, apdu_offset + 1 + cursor.offset() + *length);
}

}  // namespace

bool starts_with_llc(Bytes payload) {
    return payload.size() >= llc_size && std::equal(llc.begin(), llc.end(), payload.begin());
}

Result<DataNotification> read_data_notification(Bytes apdu) {
    Cursor cursor{apdu};
    const auto tag = cursor.u8();
    if (!tag) return tag.fault();
    if (*tag != static_cast<std::uint8_t>(ApduTag::data_notification)) {
        return {Error::not_an_apdu, 0};
    }
    const auto invoke_id = cursor.u32_be();
    if (!invoke_id) return invoke_id.fault();
    const auto date_time = read_date_time(cursor);
    if (!date_time) return date_time.fault();

    DataNotification notification{.invoke_id_and_priority = *invoke_id,
                                  .body_offset = cursor.offset(),
                                  .body = cursor.rest()};
    if (!date_time->empty()) notification.date_time = values::DateTime::from(*date_time);
    return notification;
}

Scan scan_bare_apdu(Bytes window, bool /*at_end*/) {
    const std::size_t seen = std::min(window.size(), llc_size);
    const bool llc_so_far =
        std::equal(llc.begin(), llc.begin() + static_cast<std::ptrdiff_t>(seen), window.begin());
    if (llc_so_far && window.size() <= llc_size) return need(llc_size + 1, false);
    const std::size_t apdu_offset = llc_so_far ? llc_size : 0;
    switch (static_cast<ApduTag>(window[apdu_offset])) {
        case ApduTag::data_notification: return scan_notification(window, apdu_offset);
        case ApduTag::general_glo_ciphering: return scan_ciphered(window, apdu_offset);
        case ApduTag::event_notification:
        case ApduTag::glo_event_notification:
        case ApduTag::ded_event_notification:
        case ApduTag::general_ded_ciphering:
        case ApduTag::general_ciphering:
        case ApduTag::general_block_transfer: break;
    }
    return {};
}

}  // namespace hanmeter::messages::cosem
