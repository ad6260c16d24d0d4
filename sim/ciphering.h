// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "hanmeter/bytes/cursor.h"

namespace hanmeter::sim {

// How a meter ciphers: AES-128-GCM as general-glo-ciphering has it (Green Book 9.2.7).
struct Ciphering {
    std::string_view title;    // eight characters, or none
    std::uint8_t security;     // 20 and 21: ciphered; 30: with a tag of 12 octets as well
    bool long_length = false;  // the length in three octets where one would do
    bool in_telegram = false;  // P1: the lines alone, between identification and `!`
    std::array<std::uint8_t, 16> key;
    std::array<std::uint8_t, 16> authentication_key;
};

// The invented keys of every simulated meter: 000102..0F and D0D1D2..DF.
inline constexpr std::array<std::uint8_t, 16> simulated_key{0, 1, 2,  3,  4,  5,  6,  7,
                                                            8, 9, 10, 11, 12, 13, 14, 15};
inline constexpr std::array<std::uint8_t, 16> simulated_authentication_key{
    0xD0, 0xD1, 0xD2, 0xD3, 0xD4, 0xD5, 0xD6, 0xD7, 0xD8, 0xD9, 0xDA, 0xDB, 0xDC, 0xDD, 0xDE, 0xDF};

// DB | title | length | security | counter 4 | ciphertext | tag
std::vector<std::uint8_t> ciphered_apdu(const Ciphering& how, std::uint32_t counter,
                                        bytes::Bytes plain);

// The same without DB: what stands in a telegram.
std::vector<std::uint8_t> ciphered_part(const Ciphering& how, std::uint32_t counter,
                                        bytes::Bytes plain);

}  // namespace hanmeter::sim
