// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/bytes/checksum.h"

#include <array>

namespace hanmeter::bytes {
namespace {

constexpr std::uint16_t ccitt_polynomial_reflected = 0x8408;
constexpr std::uint16_t arc_polynomial_reflected = 0xA001;
constexpr std::size_t slices = 8;
using Table = std::array<std::array<std::uint16_t, 256>, slices>;

// tables[k][b] is what byte b does to the remainder when k more bytes follow it.
constexpr Table make_tables(unsigned polynomial) {
    Table tables{};
    for (unsigned byte = 0; byte < 256; ++byte) {
        unsigned remainder = byte;
        for (int bit = 0; bit < 8; ++bit) {
            remainder = (remainder >> 1) ^ ((remainder & 1) != 0 ? polynomial : 0);
        }
        tables[0][byte] = static_cast<std::uint16_t>(remainder);
    }
    for (std::size_t slice = 1; slice < slices; ++slice) {
        for (unsigned byte = 0; byte < 256; ++byte) {
            const std::uint16_t before = tables[slice - 1][byte];
            tables[slice][byte] =
                static_cast<std::uint16_t>((before >> 8) ^ tables[0][before & 0xFF]);
        }
    }
    return tables;
}

constexpr Table ccitt_tables = make_tables(ccitt_polynomial_reflected);
constexpr Table arc_tables = make_tables(arc_polynomial_reflected);

std::uint16_t remainder_of(const Table& tables, unsigned remainder, Bytes data) {
    while (data.size() >= slices) {
        remainder = tables[7][(remainder ^ data[0]) & 0xFF] ^
                    tables[6][((remainder >> 8) ^ data[1]) & 0xFF] ^ tables[5][data[2]] ^
                    tables[4][data[3]] ^ tables[3][data[4]] ^ tables[2][data[5]] ^
                    tables[1][data[6]] ^ tables[0][data[7]];
        data = data.subspan(slices);
    }
    for (std::uint8_t byte : data) {
        remainder = (remainder >> 8) ^ tables[0][(remainder ^ byte) & 0xFF];
    }
    return static_cast<std::uint16_t>(remainder);
}

}  // namespace

std::uint16_t crc16_x25(Bytes data) {
    return remainder_of(ccitt_tables, 0xFFFF, data) ^ 0xFFFF;
}

std::uint16_t crc16_kermit(Bytes data) {
    return remainder_of(ccitt_tables, 0, data);
}

std::uint16_t crc16_arc(Bytes data) {
    return remainder_of(arc_tables, 0, data);
}

}  // namespace hanmeter::bytes
