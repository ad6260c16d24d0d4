// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/captures/base64.h"

#include <algorithm>
#include <array>

#include "hanmeter/captures/records.h"

namespace hanmeter::captures {
namespace {

constexpr std::size_t fewest = 16;
constexpr std::size_t fewest_of_anything = 40;
constexpr std::size_t longest_envelope = 12;

// 7E and format type 3.
bool begins_hdlc(bytes::Bytes data) {
    return data[0] == 0x7E && (data[1] & 0xF0) == 0xA0;
}

bool begins_mbus(bytes::Bytes data) {
    return data[0] == 0x68 && data[3] == 0x68 && data[1] == data[2];
}

bool begins_sml(bytes::Bytes data) {
    constexpr std::array<std::uint8_t, 8> begin{0x1B, 0x1B, 0x1B, 0x1B, 0x01, 0x01, 0x01, 0x01};
    return data.size() >= begin.size() && std::ranges::equal(data.first(begin.size()), begin);
}

bool has_all_kinds(std::string_view text) {
    const auto any = [&](char first, char last) {
        return std::ranges::any_of(text, [&](char c) { return c >= first && c <= last; });
    };
    return any('A', 'Z') && any('a', 'z') && any('0', '9');
}

}  // namespace

int base64_value(char c) {
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (c >= '0' && c <= '9') return c - '0' + 52;
    if (c == '+' || c == '-') return 62;
    return c == '/' || c == '_' ? 63 : -1;
}

bool is_base64(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return base64_value(c) >= 0; });
}

bool looks_like_base64(std::string_view text) {
    if (text.size() < fewest || !is_base64(text)) return false;
    if (text.size() >= fewest_of_anything && has_all_kinds(text)) return true;
    std::array<std::uint8_t, 24> first{};
    std::size_t size = 0;
    for_each_base64_byte(text.substr(0, first.size()),
                         [&](std::uint8_t byte) { first[size++] = byte; });
    const bytes::Bytes data = bytes::Bytes{first}.first(size);
    if (begins_mbus(data) || begins_sml(data) || begins_message(data)) return true;
    for (std::size_t at = 0; at <= longest_envelope && at + 2 <= size; ++at) {
        if (begins_hdlc(data.subspan(at))) return true;
    }
    return false;
}

}  // namespace hanmeter::captures
