// SPDX-License-Identifier: Apache-2.0
#include "sim/sml.h"

#include <algorithm>

namespace hanmeter::sim {
namespace {

using Octets = std::vector<std::uint8_t>;

// Type in bits 6 to 4, length with this byte in bits 3 to 0.
constexpr std::uint8_t octet_string = 0x00, signed_int = 0x50, unsigned_int = 0x60, list = 0x70;
constexpr std::uint8_t absent = 0x01;
constexpr std::uint16_t open_response = 0x0101, close_response = 0x0201, list_response = 0x0701;

void append(Octets& out, bytes::Bytes more) {
    out.insert(out.end(), more.begin(), more.end());
}

// CRC-16/X-25, bit by bit.
std::uint16_t crc_of(bytes::Bytes data) {
    constexpr std::uint16_t polynomial = 0x8408;
    std::uint16_t crc = 0xFFFF;
    for (const std::uint8_t byte : data) {
        crc ^= byte;
        for (int bit = 0; bit < 8; ++bit) {
            crc = static_cast<std::uint16_t>((crc & 1) != 0 ? crc >> 1 ^ polynomial : crc >> 1);
        }
    }
    return static_cast<std::uint16_t>(~crc);
}

class Writer {
public:
    Writer& open(std::size_t elements) { return raw(static_cast<std::uint8_t>(list | elements)); }
    Writer& raw(std::uint8_t byte) {
        out_.push_back(byte);
        return *this;
    }
    Writer& none() { return raw(absent); }
    Writer& number(std::uint8_t type, std::int64_t value, unsigned size) {
        raw(static_cast<std::uint8_t>(type | (size + 1)));
        for (unsigned left = size; left > 0; --left) {
            raw(static_cast<std::uint8_t>(value >> (8 * (left - 1))));
        }
        return *this;
    }
    Writer& octets(bytes::Bytes data) {
        constexpr std::size_t short_length = 0x0F;
        if (data.size() < short_length) {
            raw(static_cast<std::uint8_t>(octet_string | (data.size() + 1)));
        } else {  // a second byte holds four bits more
            const std::size_t length = data.size() + 2;
            raw(static_cast<std::uint8_t>(0x80 | length >> 4));
            raw(static_cast<std::uint8_t>(length & 0x0F));
        }
        append(out_, data);
        return *this;
    }
    Writer& text(std::string_view text) { return octets(Octets{text.begin(), text.end()}); }
    Octets take() { return std::move(out_); }

private:
    Octets out_;
};

Octets message(std::uint8_t number, std::uint16_t tag, const Octets& body) {
    Writer head;
    head.open(6).octets(Octets{0, 0, 0, number}).number(unsigned_int, 0, 1);
    head.number(unsigned_int, 0, 1).open(2).number(unsigned_int, tag, 2);
    Octets out = head.take();
    append(out, body);
    const std::uint16_t crc = crc_of(out);
    append(out,
           Octets{0x63, static_cast<std::uint8_t>(crc), static_cast<std::uint8_t>(crc >> 8), 0});
    return out;
}

// Choice 1: seconds of the meter's operation.
void write_seconds(Writer& out, std::uint32_t seconds) {
    out.open(2).number(unsigned_int, 1, 1).number(unsigned_int, seconds, 4);
}

unsigned width_of(Type type) {
    if (type == Type::long64 || type == Type::long64_unsigned) return 8;
    return type == Type::long_signed || type == Type::long_unsigned ? 2 : 4;
}

bool is_signed(Type type) {
    return type == Type::long64 || type == Type::long_signed;
}

void write_entry(Writer& out, const Row& row, const Identity& identity, const Snapshot& snapshot) {
    const values::Obis& code = row.code;
    out.open(7).octets(Octets{code.a, code.b, code.c, code.d, code.e, code.f});
    const bool counts = row.unit == values::Unit::watt_hour;
    constexpr std::int64_t status = 0x001C0104;
    if (counts) {
        out.number(unsigned_int, status, 4);
    } else {
        out.none();
    }
    out.none();
    if (is_text(row.field)) {
        out.none().none().text(text_of(row, identity));
    } else {
        out.number(unsigned_int, static_cast<std::int64_t>(row.unit), 1);
        out.number(signed_int, row.scaler, 1);
        out.number(is_signed(row.type) ? signed_int : unsigned_int, raw_of(row, snapshot),
                   width_of(row.type));
    }
    out.none();
}

std::uint32_t seconds_of(const values::DateTime& clock) {
    return static_cast<std::uint32_t>(((clock.day * 24 + clock.hour) * 60 + clock.minute) * 60 +
                                      clock.second);
}

// 1B1B1B1B in the data comes twice.
Octets escaped(const Octets& body) {
    constexpr std::size_t word = 4;
    Octets out;
    for (std::size_t at = 0; at < body.size(); at += word) {
        const auto four = bytes::Bytes{body}.subspan(at, word);
        const bool escape = std::ranges::all_of(four, [](std::uint8_t b) { return b == 0x1B; });
        append(out, four);
        if (escape) append(out, four);
    }
    return out;
}

}  // namespace

std::vector<std::uint8_t> sml_transport(bytes::Bytes body) {
    const std::size_t fill = (4 - body.size() % 4) % 4;
    Octets filled{body.begin(), body.end()};
    filled.insert(filled.end(), fill, 0);

    Octets file{0x1B, 0x1B, 0x1B, 0x1B, 0x01, 0x01, 0x01, 0x01};
    append(file, escaped(filled));
    append(file, Octets{0x1B, 0x1B, 0x1B, 0x1B, 0x1A, static_cast<std::uint8_t>(fill)});
    const std::uint16_t crc = crc_of(file);
    append(file, Octets{static_cast<std::uint8_t>(crc), static_cast<std::uint8_t>(crc >> 8)});
    return file;
}

std::vector<std::uint8_t> sml_file(const std::vector<const Row*>& rows, const Identity& identity,
                                   const Snapshot& snapshot) {
    Writer open;
    open.open(6).none().none().octets(Octets{0, 0, 0, 1}).text(identity.meter_id).none().none();
    Writer response;
    response.open(7).none().text(identity.meter_id).none();
    write_seconds(response, seconds_of(snapshot.clock));
    response.open(rows.size());
    for (const Row* row : rows) write_entry(response, *row, identity, snapshot);
    response.none().none();
    Writer close;
    close.open(1).none();

    Octets body = message(1, open_response, open.take());
    append(body, message(2, list_response, response.take()));
    append(body, message(3, close_response, close.take()));
    return sml_transport(body);
}

}  // namespace hanmeter::sim
