// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/values/ids.h"

#include <algorithm>
#include <array>

#include "hanmeter/bytes/hex.h"

namespace hanmeter::values {
namespace {

using bytes::Bytes;

struct Row {
    std::string_view letters;
    std::string_view maker;
};

constexpr std::array<Row, 25> rows{{
    {"ADN", "Aidon"},      {"APA", "Apator"},     {"DNT", "Dr. Neuhaus"}, {"DZG", "DZG"},
    {"EBZ", "eBZ"},        {"EGM", "Elgama"},     {"ELS", "Honeywell"},   {"EMH", "EMH"},
    {"EMR", "Energomera"}, {"ESY", "EasyMeter"},  {"HAG", "Hager"},       {"HLY", "Holley"},
    {"ISK", "Iskraemeco"}, {"ITR", "Itron"},      {"KAM", "Kamstrup"},    {"KFM", "Kaifa"},
    {"KMP", "Kamstrup"},   {"LGF", "Landis+Gyr"}, {"LGZ", "Landis+Gyr"},  {"NES", "NES"},
    {"SAG", "Sagemcom"},   {"SIE", "Siemens"},    {"SMS", "Siemens"},     {"SXE", "Sanxing"},
    {"XMX", "Landis+Gyr"},
}};

char upper(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

bool is_alphanumeric(int byte) {
    return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= 'a' && byte <= 'z');
}

int byte_at(std::string_view hex, std::size_t at) {
    const int high = bytes::hex_value(hex[at]);
    const int low = bytes::hex_value(hex[at + 1]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

Bytes without_padding(Bytes content) {
    while (!content.empty() && content.back() == 0) content = content.first(content.size() - 1);
    return content;
}

bool is_text(Bytes content) {
    return std::all_of(content.begin(), content.end(), bytes::is_printable_ascii);
}

}  // namespace

std::string_view maker_of(std::string_view letters) {
    for (const Row& row : rows) {
        const bool same =
            std::equal(letters.begin(), letters.end(), row.letters.begin(), row.letters.end(),
                       [](char left, char right) { return upper(left) == right; });
        if (same) return row.maker;
    }
    return {};
}

std::string_view undo_hex(std::string_view text, bytes::TextRoom& texts) {
    constexpr std::size_t fewest_digits = 8;
    if (text.size() < fewest_digits || text.size() % 2 != 0) return text;
    for (std::size_t i = 0; i < text.size(); i += 2) {
        if (!is_alphanumeric(byte_at(text, i))) return text;
    }
    const auto kept = texts.keep([&](bytes::TextWriter& out) {
        for (std::size_t i = 0; i < text.size(); i += 2) {
            out.put(static_cast<char>(byte_at(text, i)));
        }
    });
    return kept.value_or(text);
}

std::string_view server_id_letters(Bytes id) {
    constexpr std::size_t size = 10;
    const bool known = id.size() == size && (id[0] == 0x09 || id[0] == 0x0A) && id[1] < 10 &&
                       std::all_of(
                           id.begin() + 2, id.begin() + 5,
                           [](std::uint8_t byte) { return byte >= 'A' && byte <= 'Z'; });
    // Characters may alias any bytes.
    return known ? std::string_view{reinterpret_cast<const char*>(id.data()) + 2, 3}
                 : std::string_view{};
}

std::string_view print_server_id(Bytes id, bytes::TextRoom& texts) {
    constexpr std::size_t number_at = 6;
    constexpr std::size_t number_digits = 8;
    const auto kept = texts.keep([&](bytes::TextWriter& out) {
        const std::string_view letters = server_id_letters(id);
        if (!letters.empty()) {
            bytes::Cursor number{id.subspan(number_at)};
            out.put_unsigned(id[1]).put(letters).put_hex(id.subspan(5, 1));
            out.put_unsigned(*number.u32_be(), number_digits);
        } else if (const Bytes text = without_padding(id); !text.empty() && is_text(text)) {
            for (const std::uint8_t byte : text) out.put(static_cast<char>(byte));
        } else {
            out.put_hex(id);
        }
    });
    return kept.value_or(std::string_view{});
}

}  // namespace hanmeter::values
