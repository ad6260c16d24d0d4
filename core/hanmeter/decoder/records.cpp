// SPDX-License-Identifier: Apache-2.0
// M-Bus telegrams of records: what a frame carries that is no DLMS.
#include "hanmeter/decoder.h"
#include "hanmeter/messages/mbus/telegram.h"
#include "hanmeter/meters/record_list.h"

namespace hanmeter {

using messages::mbus::Telegram;
using values::Origin;
using values::Reading;

const Reading* Decoder::decode_records(const Frame& frame, const Telegram& telegram,
                                       const Origin& origin, Listener* listener) {
    drop_parts();
    const Apdu whole{.data = telegram.records};
    const auto opened = messages::mbus::open(telegram, settings_.keys, settings_.aes_cbc, plain_);
    if (opened.plain.empty()) {
        return not_opened(telegram.records, telegram.title(), opened.outcome, listener);
    }
    if (telegram.security_mode() != 0) {
        opening_ = opened.outcome;
        note_title(telegram.title());
    }
    if (listener != nullptr) listener->records(telegram, opened.plain);
    begin_reading(frame, origin);
    const auto list = meters::read_records(telegram, opened.plain, objects_, texts_);
    if (!list) return refuse(whole, list.fault(), listener);
    if (objects_.empty() || objects_.overflowed()) {
        return refuse(whole, {bytes::Error::unknown_list, 0}, listener);
    }
    reading_.maker = list->maker;
    reading_.meter_id = list->meter_id;
    reading_.meter_time = list->meter_time;
    return give_reading(telegram.records, listener);
}

}  // namespace hanmeter
