// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/decoder.h"

#include <algorithm>

#include "hanmeter/bytes/checksum.h"
#include "hanmeter/framing/p1.h"
#include "hanmeter/messages/cosem/value.h"
#include "hanmeter/messages/sml/message.h"
#include "hanmeter/meters/identity.h"
#include "hanmeter/meters/submeters.h"

namespace hanmeter {

using bytes::Bytes;
using bytes::Error;
using bytes::Fault;
using messages::cosem::Apdu;
using messages::cosem::ApduTag;
using messages::cosem::Opening;
using values::Origin;
using values::Reading;

namespace {

// Octets that should be a clock and are none that can be.
bool is_impossible_clock(const values::Object& object) {
    if (object.value.kind != values::Value::Kind::octets) return false;
    return messages::cosem::is_clock_code(object.obis) ||
           object.type_tag == static_cast<std::uint8_t>(messages::cosem::Tag::date_time);
}

}  // namespace

Decoder::Decoder(DecoderRoom room, DecoderSettings settings)
    : framer_{room.frame, messages::cosem::scan_bare_apdu},
      assembly_{room.message},
      blocks_{room.blocks},
      opener_{settings.keys, settings.aead},
      objects_{room.objects},
      texts_{room.texts},
      plain_{room.plain},
      settings_{settings} {}

const Reading* Decoder::take(Bytes& input, const Origin& origin, Listener* listener) {
    if (const Reading* reading = decode_sml(origin, listener)) return reading;
    while (const auto frame = framer_.take(input, listener)) {
        if (const Reading* reading = decode(*frame, origin, listener)) return reading;
    }
    return nullptr;
}

const Reading* Decoder::finish(const Origin& origin, Listener* listener) {
    if (const Reading* reading = decode_sml(origin, listener)) return reading;
    while (const auto frame = framer_.finish(listener)) {
        if (const Reading* reading = decode(*frame, origin, listener)) return reading;
    }
    drop_parts();
    return nullptr;
}

void Decoder::drop_parts() {
    assembly_.abandon();
    blocks_.abandon();
}

const Reading* Decoder::pause(const Origin& origin, Listener* listener) {
    return framer_.may_be_unchecked() ? finish(origin, listener) : nullptr;
}

const Reading* Decoder::decode(const Frame& frame, const Origin& origin, Listener* listener) {
    opening_.reset();
    blocks_disturbed_ |= frame.disturbed;
    switch (frame.framing) {
        case values::Framing::mbus:
            if (const auto telegram = messages::mbus::read_telegram(frame.whole)) {
                return decode_records(frame, *telegram, origin, listener);
            }
            return decode_cosem(frame, origin, listener);
        case values::Framing::hdlc:
        case values::Framing::wrapper:
        case values::Framing::apdu: return decode_cosem(frame, origin, listener);
        case values::Framing::p1:
        case values::Framing::d0: {
            drop_parts();
            const std::size_t part = framing::ciphered_offset(frame.payload);
            if (part == 0) return decode_telegram(frame, frame.payload, origin, listener);
            const Bytes ciphered = frame.payload.subspan(part, frame.payload.size() - part - 1);
            return open(frame, ciphered, messages::cosem::read_ciphered_part(ciphered), origin,
                        listener);
        }
        case values::Framing::sml:
            drop_parts();
            sml_frame_ = frame;
            sml_rest_ = messages::sml::undo_escapes(frame.payload, plain_);
            return decode_sml(origin, listener);
    }
    return nullptr;
}

const Reading* Decoder::decode_cosem(const Frame& frame, const Origin& origin, Listener* listener) {
    const auto apdu = assembly_.take(frame);
    if (!apdu) return nullptr;
    const bool is_block =
        apdu->data.front() == static_cast<std::uint8_t>(ApduTag::general_block_transfer);
    if (!is_block) blocks_.abandon();
    return read_apdu(frame, *apdu, origin, listener);
}

const Reading* Decoder::read_apdu(const Frame& frame, const Apdu& apdu, const Origin& origin,
                                  Listener* listener) {
    const auto tag = static_cast<ApduTag>(apdu.data.front());
    if (tag == ApduTag::data_notification) {
        return read_notification(frame, apdu, origin, listener);
    }
    if (messages::cosem::is_ciphered(tag)) {
        return open(frame, apdu.data, messages::cosem::read_ciphered(apdu.data), origin, listener);
    }
    if (tag == ApduTag::general_block_transfer) return read_block(frame, apdu, origin, listener);
    return refuse(apdu, {Error::unsupported_apdu, 0}, listener);
}

const Reading* Decoder::read_notification(const Frame& frame, const Apdu& apdu,
                                          const Origin& origin, Listener* listener) {
    const auto notification = messages::cosem::read_data_notification(apdu.data);
    if (!notification) return refuse(apdu, notification.fault(), listener);
    if (listener != nullptr) listener->message({apdu, *notification});

    const std::size_t body_offset = notification->body_offset;
    const auto outline = messages::cosem::outline_of(notification->body);
    if (!outline) {
        const Fault fault = outline.fault();
        return refuse(apdu, {fault.error, body_offset + fault.offset}, listener);
    }
    if (outline->size != notification->body.size()) {
        return refuse(apdu, {Error::trailing_bytes, body_offset + outline->size}, listener);
    }
    begin_reading(frame, origin);
    const auto understood =
        meters::read_body(notification->body, *outline, settings_.profiles, objects_);
    if (!understood.ok) return refuse(apdu, {Error::unknown_list, body_offset}, listener);
    drop_impossible_clocks();
    if (objects_.empty()) return refuse(apdu, {Error::unknown_list, body_offset}, listener);

    reading_.maker = understood.maker;
    if (notification->date_time && notification->date_time->possible()) {
        reading_.meter_time = *notification->date_time;
    } else if (notification->date_time) {
        ++counters_.clocks_impossible;
    }
    if (understood.clock) reading_.meter_time = understood.clock;
    if (meters::has_channel_counters(objects_.view())) find_submeters();
    return give_reading(apdu.data, listener);
}

const Reading* Decoder::read_block(const Frame& frame, const Apdu& apdu, const Origin& origin,
                                   Listener* listener) {
    const auto message = blocks_.take(apdu.data, blocks_disturbed_);
    blocks_disturbed_ = false;
    if (!message || message->empty()) return nullptr;
    const Apdu whole{.data = *message, .in_one_frame = false, .frame_length = message->size()};
    return read_apdu(frame, whole, origin, listener);
}

void Decoder::begin_reading(const Frame& frame, const Origin& origin) {
    objects_.clear();
    texts_.clear();
    reading_ = {.framing = frame.framing,
                .check = frame.check,
                .time = origin.time,
                .time_from = origin.time_from,
                .line_ends_restored = origin.line_ends_restored};
    reading_.encrypted = opening_.has_value();
    if (opening_ == Opening::verified) reading_.check = values::Check::gcm;
}

void Decoder::find_submeters() {
    const std::size_t channels = meters::find_submeters(objects_, submeters_, texts_);
    reading_.submeters = std::span{submeters_}.first(channels);
}

// The objects are collected: the rest is the same for every kind of message.
const Reading* Decoder::give_reading(Bytes message, Listener* listener) {
    meters::adjust(objects_.view(), settings_.adjustments);
    reading_.objects = objects_.view();
    meters::identify(reading_, texts_);
    count_duplicate(message);
    ++counters_.readings;
    if (listener != nullptr) listener->reading(reading_);
    return &reading_;
}

void Decoder::drop_impossible_clocks() {
    counters_.clocks_impossible += objects_.drop_if(is_impossible_clock);
}

void Decoder::count_duplicate(Bytes message) {
    if (!reading_.meter_time) return;
    const std::uint16_t sum = bytes::crc16_x25(message);
    if (last_clock_ == reading_.meter_time && last_size_ == message.size() && last_sum_ == sum) {
        ++counters_.duplicates;
    }
    last_clock_ = reading_.meter_time;
    last_size_ = message.size();
    last_sum_ = sum;
}

const Reading* Decoder::refuse(const Apdu& apdu, Fault fault, Listener* listener) {
    const bool well_formed =
        fault.error == Error::unknown_list || fault.error == Error::unsupported_apdu;
    if (opening_ == Opening::unverified && !well_formed) {  // it began well: bytes are wrong in it
        ++counters_.messages_not_opened;
        ++counters_.not_opened.damaged;
        if (listener != nullptr) listener->refused_message(apdu, fault);
        return nullptr;
    }
    // Each part was checked; if they make no data together, one is missing.
    const bool lacks_a_part = !apdu.in_one_frame && !well_formed;
    ++(lacks_a_part ? counters_.messages_incomplete : counters_.messages_not_understood);
    if (listener != nullptr) listener->refused_message(apdu, fault);
    return nullptr;
}

Counters Decoder::counters() const {
    Counters all = counters_;
    all.framing = framer_.counters();
    all.messages_incomplete += assembly_.incomplete() + blocks_.incomplete();
    all.framing.frames_bad_check += telegrams_bad_check_;
    return all;
}

}  // namespace hanmeter
