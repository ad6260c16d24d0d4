// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/messages/mbus/telegram.h"

#include <algorithm>

namespace hanmeter::messages::mbus {
namespace {

using bytes::Bytes;
using bytes::Cursor;
using bytes::Error;
using bytes::Result;
using cosem::Key;
using cosem::Opened;
using cosem::Opening;

constexpr std::size_t ci_at = 6;
constexpr std::size_t frame_end = 2;  // checksum, stop
constexpr std::size_t header_size = 12;
constexpr std::uint8_t from_meter = 0x72;
constexpr std::uint8_t to_device = 0x5B;

constexpr unsigned no_security = 0;
constexpr unsigned aes_cbc = 5;

constexpr std::uint8_t idle_filler = 0x2F;
constexpr std::uint8_t extension_bit = 0x80;
constexpr std::uint8_t text_vif = 0x7C;  // the unit in text, its length in front

// The bytes of a type's data; variable ones say it themselves.
constexpr std::size_t size_of(DataType type) {
    switch (type) {
        case DataType::none:
        case DataType::selection:
        case DataType::variable:
        case DataType::special: return 0;
        case DataType::int8:
        case DataType::bcd2: return 1;
        case DataType::int16:
        case DataType::bcd4: return 2;
        case DataType::int24:
        case DataType::bcd6: return 3;
        case DataType::int32:
        case DataType::real32:
        case DataType::bcd8: return 4;
        case DataType::int48:
        case DataType::bcd12: return 6;
        case DataType::int64: return 8;
    }
    return 0;
}

bool fits(const Key& key, const Telegram::Title& title) {
    constexpr std::size_t aes_128 = 16;
    if (key.use != Key::Use::encryption || key.size != aes_128) return false;
    return key.for_all || key.title == title;
}

// Maker, id, version, medium, and the access number eight times.
AesCbc::Iv iv_of(const Telegram& telegram) {
    AesCbc::Iv iv;
    const auto title = telegram.title();
    std::copy(title.begin(), title.end(), iv.begin());
    std::fill(iv.begin() + title.size(), iv.end(), telegram.access);
    return iv;
}

// Length and data of a variable record: texts and numbers up to BF are as long as they say.
Result<Bytes> take_variable(Cursor& cursor) {
    constexpr std::uint8_t last_text = 0xBF;
    const std::size_t at = cursor.offset();
    const auto length = cursor.u8();
    if (!length) return length.fault();
    if (*length > last_text) return {Error::bad_length, at};
    return cursor.take(*length);
}

// The bytes from here on up to the first without an extension bit.
Result<Bytes> take_extended(Cursor& cursor) {
    const Bytes rest = cursor.rest();
    std::size_t size = 0;
    do {
        if (size == rest.size()) return {Error::truncated, cursor.offset()};
        if (size > max_extensions) return {Error::too_many, cursor.offset()};
    } while ((rest[size++] & extension_bit) != 0);
    return cursor.take(size);
}

// VIF and VIFEs; where the unit is a text, that stands between them, and the VIF alone is given.
Result<Bytes> take_information(Cursor& cursor) {
    const auto vif = cursor.peek();
    if (!vif) return vif.fault();
    if ((*vif & ~extension_bit) != text_vif) return take_extended(cursor);
    const auto taken = cursor.take(1);
    if (const auto unit = take_variable(cursor); !unit) return unit.fault();
    if ((*vif & extension_bit) != 0) {
        if (const auto more = take_extended(cursor); !more) return more.fault();
    }
    return taken;
}

}  // namespace

Telegram::Title Telegram::title() const {
    Title title;
    std::copy(maker.begin(), maker.end(), title.begin());
    std::copy(id.begin(), id.end(), title.begin() + 2);
    title[6] = version;
    title[7] = medium;
    return title;
}

std::optional<Telegram> read_telegram(Bytes frame) {
    if (frame.size() < ci_at + 1 + header_size + frame_end) return std::nullopt;
    const std::uint8_t ci = frame[ci_at];
    if (ci != from_meter && ci != to_device) return std::nullopt;
    const Bytes header = frame.subspan(ci_at + 1, header_size);
    const std::size_t around = ci_at + 1 + header_size;
    return Telegram{.id = header.first(4),
                    .maker = header.subspan(4, 2),
                    .version = header[6],
                    .medium = header[7],
                    .access = header[8],
                    .config = static_cast<std::uint16_t>(header[10] | header[11] << 8),
                    .records = frame.subspan(around, frame.size() - around - frame_end)};
}

Opened open(const Telegram& telegram, std::span<const Key> keys, AesCbc* aes,
            std::span<std::uint8_t> room) {
    const std::size_t ciphered = telegram.ciphered_size();
    if (telegram.security_mode() == no_security) {
        return {Opening::unverified, telegram.records};
    }
    const bool fits_in = ciphered != 0 && ciphered <= telegram.records.size() &&
                         telegram.records.size() <= room.size();
    if (telegram.security_mode() != aes_cbc || !fits_in) return {};

    const auto plain = room.first(telegram.records.size());
    std::copy(telegram.records.begin(), telegram.records.end(), plain.begin());
    Opening best = Opening::no_key;
    for (const Key& key : keys) {
        if (aes == nullptr || !fits(key, telegram.title())) continue;
        best = Opening::wrong_key;
        const bool done = aes->decipher(key.view(), iv_of(telegram),
                                        telegram.records.first(ciphered), plain.first(ciphered));
        if (done && plain[0] == idle_filler && plain[1] == idle_filler) {
            return {Opening::unverified, plain};
        }
    }
    return {best, {}};
}

Result<std::optional<Record>> Records::next() {
    constexpr std::uint8_t makers_own = 0x0F;
    constexpr std::uint8_t makers_own_more_follows = 0x1F;
    while (!cursor_.at_end() && cursor_.rest().front() == idle_filler) {
        static_cast<void>(cursor_.u8());
    }
    const std::size_t at = cursor_.offset();
    const auto first = cursor_.peek();
    if (!first) return std::optional<Record>{};
    if (*first == makers_own || *first == makers_own_more_follows) {
        static_cast<void>(cursor_.take(cursor_.remaining()));
        return std::optional<Record>{};
    }
    const auto fields = take_extended(cursor_);
    if (!fields) return fields.fault();
    Record record{.type = static_cast<DataType>(*first & 0x0F),
                  .function = static_cast<std::uint8_t>(*first >> 4 & 3),
                  .storage = *first >> 6 & 1u,
                  .offset = at};
    if (record.type == DataType::special) return {Error::unknown_tag, at};
    for (std::size_t i = 1; i < fields->size(); ++i) {
        const std::uint8_t field = (*fields)[i];
        record.storage |= std::uint64_t{field & 0x0Fu} << (4 * i - 3);
        record.tariff |= (field >> 4 & 3u) << (2 * i - 2);
        record.subunit |= (field >> 6 & 1u) << (i - 1);
    }
    const auto information = take_information(cursor_);
    if (!information) return information.fault();
    record.information = *information;
    const auto data = record.type == DataType::variable ? take_variable(cursor_)
                                                        : cursor_.take(size_of(record.type));
    if (!data) return data.fault();
    record.data = *data;
    return std::optional{record};
}

}  // namespace hanmeter::messages::mbus
