// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/formats/json_writer.h"

#include "hanmeter/bytes/hex.h"
#include "hanmeter/formats/utf8.h"

namespace hanmeter::formats {
namespace {

bool stands_for_itself(char character) {
    const auto octet = static_cast<std::uint8_t>(character);
    return octet >= 0x20 && octet < 0x80 && octet != '"' && octet != '\\';
}

void append_escaped(char character, std::string& out) {
    out += '\\';
    switch (character) {
        case '"': out += '"'; return;
        case '\\': out += '\\'; return;
        case '\n': out += 'n'; return;
        case '\r': out += 'r'; return;
        case '\t': out += 't'; return;
    }
    const auto octet = static_cast<std::uint8_t>(character);
    out += "u00";
    out += bytes::hex_digit(octet >> 4u);
    out += bytes::hex_digit(octet);
}

}  // namespace

void JsonWriter::open(char bracket) {
    separate();
    out_ += bracket;
    fresh_ = true;
}

void JsonWriter::close(char bracket) {
    out_ += bracket;
    fresh_ = false;
}

void JsonWriter::member(std::string_view name) {
    separate();
    out_ += '"';
    out_ += name;
    out_ += "\":";
    fresh_ = true;
}

void JsonWriter::value(std::string_view text) {
    separate();
    out_ += '"';
    while (!text.empty()) {
        std::size_t plain = 0;
        while (plain < text.size() && stands_for_itself(text[plain])) ++plain;
        out_ += text.substr(0, plain);
        text.remove_prefix(plain);
        if (text.empty()) break;

        const std::size_t length = character_length(text);
        if (length == 0) {
            out_ += replacement_character;
        } else if (length == 1) {
            append_escaped(text.front(), out_);
        } else {
            out_ += text.substr(0, length);
        }
        text.remove_prefix(length == 0 ? 1 : length);
    }
    out_ += '"';
}

void JsonWriter::value(const values::Decimal& number) {
    separate();
    append(number, out_);
}

void JsonWriter::value(const values::Obis& code) {
    separate();
    out_ += '"';
    append(code, out_);
    out_ += '"';
}

void JsonWriter::value(const values::DateTime& clock) {
    separate();
    out_ += '"';
    append(clock, out_);
    out_ += '"';
}

void JsonWriter::value(const values::Instant& moment) {
    separate();
    out_ += '"';
    append(moment, out_);
    out_ += '"';
}

void JsonWriter::integer(std::int64_t number) {
    separate();
    append_integer(number, out_);
}

void JsonWriter::unsigned_integer(std::uint64_t number) {
    value(values::Decimal::of_unsigned(number));
}

void JsonWriter::boolean(bool truth) {
    separate();
    out_ += truth ? "true" : "false";
}

void JsonWriter::hex(bytes::Bytes data) {
    separate();
    out_ += '"';
    append_hex(data, out_);
    out_ += '"';
}

}  // namespace hanmeter::formats
