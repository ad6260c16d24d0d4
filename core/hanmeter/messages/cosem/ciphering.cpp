// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/messages/cosem/ciphering.h"

#include <algorithm>

#include "hanmeter/messages/cosem/apdu.h"
#include "hanmeter/messages/cosem/axdr.h"

namespace hanmeter::messages::cosem {
namespace {

using bytes::Bytes;
using bytes::Cursor;
using bytes::Error;
using bytes::Result;

constexpr std::size_t counter_size = 4;
constexpr std::uint8_t last_suite = 2;

Result<Bytes> read_octets(Cursor& cursor) {
    const auto length = read_length(cursor);
    if (!length) return length.fault();
    return cursor.take(*length);
}

// Security byte to tag; they fill what is left.
Result<Ciphered> read_security(Cursor& cursor, Ciphered message) {
    const std::size_t offset = cursor.offset();
    const auto length = read_length(cursor);
    if (!length) return length.fault();
    if (*length > cursor.remaining()) return {Error::truncated, offset};
    if (*length < cursor.remaining()) return {Error::trailing_bytes, cursor.offset() + *length};
    const auto security = cursor.u8();
    if (!security) return security.fault();
    message.security = *security;
    if (message.encrypted() || message.authenticated()) {
        const auto counter = cursor.take(counter_size);
        if (!counter) return counter.fault();
        message.counter = *counter;
    }
    const std::size_t tag_size = message.authenticated() ? Aead::tag_size : 0;
    if (cursor.remaining() < tag_size) return {Error::truncated, cursor.offset()};
    message.content = cursor.rest().first(cursor.remaining() - tag_size);
    message.tag = cursor.rest().last(tag_size);
    if (message.content.empty()) return {Error::truncated, cursor.offset()};
    return message;
}

// Key-info of general-ciphering: 00, or 01 and one of three choices.
Result<std::uint8_t> skip_key_info(Cursor& cursor) {
    auto present = cursor.u8();
    if (!present || *present == 0) return present;
    const std::size_t offset = cursor.offset();
    const auto choice = cursor.u8();
    if (!choice) return choice;
    enum Choice : std::uint8_t { identified = 0, wrapped = 1, agreed = 2 };
    if (*choice > agreed) return {Error::unknown_tag, offset};
    if (const auto kek = *choice == agreed ? Result<std::uint8_t>{0} : cursor.u8(); !kek)
        return kek;
    const int strings = *choice == identified ? 0 : *choice == wrapped ? 1 : 2;
    for (int i = 0; i < strings; ++i) {
        if (const auto octets = read_octets(cursor); !octets) return octets.fault();
    }
    return present;
}

Result<Ciphered> read_general(Bytes apdu) {
    Cursor cursor{apdu};
    static_cast<void>(cursor.u8());  // DD
    Ciphered message;
    enum Field { transaction, originator, recipient, time, other, fields };
    for (int field = 0; field < fields; ++field) {
        const auto octets = read_octets(cursor);
        if (!octets) return octets.fault();
        if (field == originator) message.title = *octets;
    }
    message.general_head = apdu.subspan(1, cursor.offset() - 1);
    if (const auto info = skip_key_info(cursor); !info) return info.fault();
    return read_security(cursor, message);
}

std::size_t key_size(const Ciphered& message) {
    return (message.security & 0x0F) == last_suite ? 32 : 16;
}

bool fits(const Key& key, Key::Use use, const Ciphered& message) {
    if (key.use != use || key.size != key_size(message)) return false;
    return key.for_all || std::equal(key.title.begin(), key.title.end(), message.title.begin(),
                                     message.title.end());
}

Aead::Iv iv_of(const Ciphered& message) {
    Aead::Iv iv{};
    std::copy_n(message.title.begin(), std::min(message.title.size(), Key::title_size), iv.begin());
    std::copy_n(message.counter.begin(), message.counter.size(), iv.begin() + Key::title_size);
    return iv;
}

// What the tag is over besides the ciphertext: security byte, authentication key, DD's head.
class Authenticated {
public:
    Authenticated(const Ciphered& message, const Key& key) {
        add({&message.security, 1});
        add(key.view());
        add(message.general_head);
    }
    // Text that is not ciphered is authenticated as well; false where it does not fit.
    bool add(Bytes more) {
        if (more.size() > room_.size() - size_) return fits_ = false;
        std::copy(more.begin(), more.end(), room_.begin() + static_cast<std::ptrdiff_t>(size_));
        size_ += more.size();
        return true;
    }
    bool fits() const { return fits_; }
    Bytes view() const { return Bytes{room_}.first(size_); }

private:
    std::array<std::uint8_t, 2048> room_;
    std::size_t size_ = 0;
    bool fits_ = true;
};

bool verify(Aead& aead, const Ciphered& message, const Key& key, const Key& authentication,
            std::span<std::uint8_t> plain) {
    Authenticated over{message, authentication};
    if (message.encrypted()) {
        return over.fits() && aead.open(key.view(), iv_of(message), over.view(), message.content,
                                        message.tag, plain);
    }
    over.add(message.content);
    return over.fits() && aead.open(key.view(), iv_of(message), over.view(), {}, message.tag, {});
}

bool is_letter(std::uint8_t byte) {
    return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
}

// `1-0:`, what stands in a telegram whose first line was left outside the ciphered part.
bool begins_like_line(Bytes plain) {
    const auto digit = [&](std::size_t at) { return plain[at] >= '0' && plain[at] <= '9'; };
    return digit(0) && plain[1] == '-' && digit(2) && plain[3] == ':';
}

class Silent final : public Visitor {};

}  // namespace

Result<Ciphered> read_ciphered(Bytes apdu) {
    if (apdu.empty()) return {Error::truncated, 0};
    if (static_cast<ApduTag>(apdu.front()) == ApduTag::general_ciphering) return read_general(apdu);
    auto message = read_ciphered_part(apdu.subspan(1));
    if (!message) return {message.fault().error, message.fault().offset + 1};
    return message;
}

Result<Ciphered> read_ciphered_part(Bytes part) {
    Cursor cursor{part};
    const auto title = read_octets(cursor);
    if (!title) return title.fault();
    if (!title->empty() && title->size() != Key::title_size) return {Error::bad_length, 0};
    return read_security(cursor, {.title = *title});
}

Opened Opener::open(const Ciphered& message, std::span<std::uint8_t> room) {
    if (message.compressed() || (message.security & 0x0F) > last_suite) return {};
    if (room.size() < message.content.size()) return {};
    const auto plain = room.first(message.content.size());
    if (!message.encrypted()) {
        std::copy(message.content.begin(), message.content.end(), plain.begin());
    }
    if (!message.encrypted() && !message.authenticated()) return {Opening::unverified, plain};

    Opening best = Opening::no_key;
    for (const Key& key : keys_) {
        if (aead_ == nullptr || !fits(key, Key::Use::encryption, message)) continue;
        const Opening outcome = open_with(key, message, plain);
        if (outcome == Opening::verified || outcome == Opening::unverified) return {outcome, plain};
        best = std::max(best, outcome);
    }
    if (best == Opening::no_key && !message.encrypted()) return {Opening::unverified, plain};
    return {best, {}};
}

Opening Opener::open_with(const Key& key, const Ciphered& message, std::span<std::uint8_t> plain) {
    bool any_authentication_key = false;
    for (const Key& authentication : keys_) {
        if (!message.authenticated()) break;
        if (!fits(authentication, Key::Use::authentication, message)) continue;
        any_authentication_key = true;
        if (verify(*aead_, message, key, authentication, plain)) return Opening::verified;
    }
    const bool deciphered =
        !message.encrypted() || aead_->decipher(key.view(), iv_of(message), message.content, plain);
    if (!deciphered || !begins_like_message(plain)) return Opening::wrong_key;
    if (!any_authentication_key) return Opening::unverified;
    return is_whole_message(plain) ? Opening::wrong_authentication_key : Opening::damaged;
}

bool begins_like_message(Bytes plain) {
    if (plain.size() < 5) return false;
    if (begins_like_line(plain)) return true;
    if (plain[0] == '/') return std::all_of(plain.begin() + 1, plain.begin() + 4, is_letter);
    switch (static_cast<ApduTag>(plain[0])) {
        case ApduTag::data_notification: {
            const auto notification = read_data_notification(plain);
            if (!notification || notification->body.empty()) return false;
            const auto tag = static_cast<Tag>(notification->body.front());
            return tag == Tag::array || tag == Tag::structure || tag == Tag::octet_string;
        }
        case ApduTag::general_block_transfer: return plain[2] == 0 && plain[4] == 0;
        case ApduTag::event_notification: return plain[1] <= 1;
        case ApduTag::glo_event_notification:
        case ApduTag::ded_event_notification:
        case ApduTag::general_glo_ciphering:
        case ApduTag::general_ded_ciphering:
        case ApduTag::general_ciphering: break;
    }
    return false;
}

bool is_whole_message(Bytes plain) {
    const auto notification = read_data_notification(plain);
    if (!notification) return true;
    Silent silent;
    const auto size = walk(notification->body, silent);
    return size && *size == notification->body.size();
}

}  // namespace hanmeter::messages::cosem
