// SPDX-License-Identifier: Apache-2.0
// Text telegrams and SML files: no APDU is in them.
#include <algorithm>
#include <array>

#include "hanmeter/decoder.h"
#include "hanmeter/messages/sml/message.h"
#include "hanmeter/meters/p1_list.h"
#include "hanmeter/meters/sml_list.h"
#include "hanmeter/values/ids.h"

namespace hanmeter {

using bytes::Bytes;
using bytes::Error;
using values::Origin;
using values::Reading;

namespace {

// Where the lines alone were ciphered, the first line stands outside of them.
std::string_view outer_maker(const framing::Frame& frame) {
    constexpr std::size_t letters = 3;
    if (frame.framing != values::Framing::p1 || frame.payload.size() <= letters) return {};
    std::array<char, letters> text{};
    std::copy_n(frame.payload.begin() + 1, letters, text.begin());
    return values::maker_of({text.data(), letters});
}

}  // namespace

const Reading* Decoder::decode_telegram(const Frame& frame, Bytes text, const Origin& origin,
                                        Listener* listener) {
    if (listener != nullptr) listener->telegram(text);
    begin_reading(frame, origin);
    const meters::Telegram telegram = meters::read_telegram(text, objects_);
    counters_.clocks_impossible += telegram.clocks_impossible;
    if (!telegram.ok) return refuse({.data = text}, {Error::unknown_list, 0}, listener);
    reading_.maker = telegram.maker.empty() ? outer_maker(frame) : telegram.maker;
    const bool has_block_check = frame.check == values::Check::bcc;
    const bool has_crc = frame.check == values::Check::crc16;
    const bool is_d0 = telegram.without_ab || (!has_crc && (has_block_check || telegram.with_f));
    if (is_d0) reading_.framing = values::Framing::d0;
    find_submeters();
    return give_reading(text, listener);
}

// The next reading of a file's messages; null where no more come.
const Reading* Decoder::decode_sml(const Origin& origin, Listener* listener) {
    while (!sml_rest_.empty()) {
        const Bytes before = sml_rest_;
        const auto message = messages::sml::take_message(sml_rest_);
        if (!message) {
            const Bytes whole = before.first(before.size() - sml_rest_.size());
            const bool is_damaged = message.fault().error == Error::bad_frame_check;
            if (!is_damaged) sml_rest_ = {};
            static_cast<void>(
                refuse({.data = is_damaged ? whole : before}, message.fault(), listener));
            continue;
        }
        if (listener != nullptr) listener->sml_message(message->whole);
        if (message->body != messages::sml::Body::get_list_response) continue;
        begin_reading(sml_frame_, origin);
        const meters::SmlList list = meters::read_sml_list(*message, objects_);
        if (objects_.empty() || objects_.overflowed()) {
            static_cast<void>(refuse({.data = message->whole}, {Error::unknown_list, 0}, listener));
            continue;
        }
        reading_.sec_index = list.sec_index;
        reading_.meter_time = list.meter_time;
        reading_.maker = list.maker;
        reading_.meter_id = values::print_server_id(list.server_id, texts_);
        return give_reading(message->whole, listener);
    }
    return nullptr;
}

}  // namespace hanmeter
