// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/bytes/text_writer.h"

#include <algorithm>
#include <array>

#include "hanmeter/bytes/hex.h"

namespace hanmeter::bytes {

TextWriter& TextWriter::put(char character) {
    if (size_ == room_.size()) {
        overflowed_ = true;
    } else {
        room_[size_++] = character;
    }
    return *this;
}

TextWriter& TextWriter::put(std::string_view text) {
    const std::size_t count = std::min(text.size(), room_.size() - size_);
    std::copy_n(text.data(), count, room_.data() + size_);
    size_ += count;
    if (count < text.size()) overflowed_ = true;
    return *this;
}

TextWriter& TextWriter::put_unsigned(std::uint64_t value, std::size_t min_digits) {
    std::array<char, 20> digits;
    std::size_t first = digits.size();
    do {
        digits[--first] = static_cast<char>('0' + value % 10);
        value /= 10;
    } while (value != 0);
    while (digits.size() - first < min_digits && first > 0) digits[--first] = '0';
    return put(std::string_view{digits.data() + first, digits.size() - first});
}

TextWriter& TextWriter::put_signed(std::int64_t value) {
    if (value >= 0) return put_unsigned(static_cast<std::uint64_t>(value));
    return put('-').put_unsigned(std::uint64_t{0} - static_cast<std::uint64_t>(value));
}

TextWriter& TextWriter::put_hex(Bytes data, char separator) {
    bool first = true;
    for (std::uint8_t byte : data) {
        if (!first && separator != '\0') put(separator);
        first = false;
        put(hex_digit(byte >> 4)).put(hex_digit(byte));
    }
    return *this;
}

TextWriter& TextWriter::put_hex_u16(std::uint16_t value) {
    const std::array<std::uint8_t, 2> octets{static_cast<std::uint8_t>(value >> 8),
                                             static_cast<std::uint8_t>(value)};
    return put_hex(octets);
}

}  // namespace hanmeter::bytes
