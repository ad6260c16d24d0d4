// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/messages/sml/message.h"

#include <algorithm>
#include <array>

#include "hanmeter/bytes/checksum.h"

namespace hanmeter::messages::sml {
namespace {

using bytes::Bytes;
using bytes::Error;
using bytes::Result;

constexpr std::size_t members = 6;
constexpr std::size_t crc_index = 4;
constexpr std::size_t end_index = 5;
constexpr std::size_t max_integer = 8;

// Notes the frame of a message: tag, CRC, and whether it is one.
class Envelope final : public Visitor {
public:
    std::optional<std::uint64_t> tag;
    Element crc{};
    bool ends = false;

    void value(const Element& element) override {
        if (element.level == 3 && element.index == 0 && !tag) tag = unsigned_of(element);
        if (element.level != 2) return;
        if (element.index == crc_index) crc = element;
        ends |= element.index == end_index && element.type == Type::end_of_message;
    }
    void begin(const Element& element) override {
        if (element.level == 1) is_list_of_six_ = element.count == members;
    }
    bool is_message() const {
        return is_list_of_six_ && ends && tag && crc.type == Type::unsigned_ &&
               !crc.content.empty() && crc.content.size() <= 2;
    }

private:
    bool is_list_of_six_ = false;
};

bool crc_holds(Bytes data, Bytes sent) {
    const unsigned x25 = bytes::crc16_x25(data);
    const unsigned kermit = bytes::crc16_kermit(data);
    if (sent.size() == 1) return x25 == unsigned{sent[0]} << 8 || kermit == sent[0];
    return x25 == (sent[0] | unsigned{sent[1]} << 8) ||
           kermit == (unsigned{sent[0]} << 8 | sent[1]);
}

}  // namespace

Result<Message> take_message(Bytes& body) {
    Envelope envelope;
    const auto size = walk(body, envelope);
    if (!size) return size.fault();
    if (!envelope.is_message()) return {Error::unsupported_apdu, 0};
    const Bytes whole = body.first(*size);
    body = body.subspan(*size);
    if (!crc_holds(whole.first(envelope.crc.offset), envelope.crc.content)) {
        return {Error::bad_frame_check, envelope.crc.offset};
    }
    return Message{.body = static_cast<Body>(*envelope.tag), .whole = whole};
}

std::optional<std::uint64_t> unsigned_of(const Element& element) {
    const Bytes content = element.content;
    if (element.type != Type::unsigned_ || content.empty() || content.size() > max_integer) {
        return std::nullopt;
    }
    std::uint64_t number = 0;
    for (const std::uint8_t byte : content) number = number << 8 | byte;
    return number;
}

std::optional<std::int64_t> signed_of(const Element& element) {
    const Bytes content = element.content;
    if (element.type != Type::integer || content.empty() || content.size() > max_integer) {
        return std::nullopt;
    }
    std::uint64_t number = (content[0] & 0x80) != 0 ? ~std::uint64_t{0} : 0;
    for (const std::uint8_t byte : content) number = number << 8 | byte;
    return static_cast<std::int64_t>(number);
}

Bytes undo_escapes(Bytes payload, std::span<std::uint8_t> room) {
    constexpr std::size_t word = 4;
    constexpr std::array<std::uint8_t, 2 * word> doubled{0x1B, 0x1B, 0x1B, 0x1B,
                                                         0x1B, 0x1B, 0x1B, 0x1B};
    const auto found = std::search(payload.begin(), payload.end(), doubled.begin(), doubled.end());
    if (found == payload.end()) return payload;
    if (room.size() < payload.size()) return {};
    std::size_t size = 0;
    std::size_t at = 0;
    while (at < payload.size()) {
        const Bytes rest = payload.subspan(at);
        const bool escape = at % word == 0 && rest.size() >= doubled.size() &&
                            std::equal(doubled.begin(), doubled.end(), rest.begin());
        if (escape) at += word;
        const std::size_t count = escape ? word : 1;
        std::copy_n(payload.begin() + static_cast<std::ptrdiff_t>(at), count,
                    room.begin() + static_cast<std::ptrdiff_t>(size));
        size += count;
        at += count;
    }
    return room.first(size);
}

}  // namespace hanmeter::messages::sml
