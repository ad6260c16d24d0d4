// SPDX-License-Identifier: Apache-2.0
#include "sim/records.h"

#include <openssl/evp.h>

#include <memory>
#include <numeric>
#include <stdexcept>

namespace hanmeter::sim {
namespace {

using Octets = std::vector<std::uint8_t>;

constexpr std::size_t header_size = 12;
constexpr std::size_t access_at = 8;
constexpr std::size_t block = 16;
constexpr std::uint8_t filler = 0x2F;
constexpr std::uint8_t to_device = 0x5B;
constexpr std::uint8_t electricity = 2;

void append(Octets& out, bytes::Bytes more) {
    out.insert(out.end(), more.begin(), more.end());
}

// DIF, VIF and what extends them.
Octets head_of(const Row& row) {
    switch (row.field) {
        case Field::active_energy_import: return {0x04, 0x03};
        case Field::active_energy_export: return {0x04, 0x83, 0x3C};
        case Field::reactive_energy_import: return {0x84, 0x10, 0xFB, 0x82, 0x73};
        case Field::reactive_energy_export: return {0x84, 0x10, 0xFB, 0x82, 0xF3, 0x3C};
        case Field::active_import: return {0x04, 0x2B};
        case Field::active_export: return {0x04, 0xAB, 0x3C};
        case Field::reactive_import: return {0x04, 0xFB, 0x14};
        case Field::reactive_export: return {0x04, 0xFB, 0x94, 0x3C};
        default: return {0x04, 0x83, 0xFF, 0x04};
    }
}

// CP48, type I.
void append_clock(Octets& out, const values::DateTime& clock) {
    const unsigned year = clock.year - 2000u;
    const unsigned summer = clock.dst() == true ? 0x40 : 0;
    append(out, Octets{0x06, 0x6D});
    for (const unsigned octet :
         {clock.second | summer, unsigned{clock.minute}, clock.hour | unsigned{clock.weekday} << 5,
          clock.day | (year & 7) << 5, clock.month | (year & 0x78) << 1, 0u}) {
        out.push_back(static_cast<std::uint8_t>(octet));
    }
}

std::uint8_t bcd(char tens, char ones) {
    return static_cast<std::uint8_t>((tens - '0') << 4 | (ones - '0'));
}

Octets ciphered(const Ciphering& how, const Octets& iv, bytes::Bytes plain) {
    const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context{
        EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free};
    Octets out(plain.size() + block);
    int size = 0;
    const bool done = EVP_EncryptInit_ex(context.get(), EVP_aes_128_cbc(), nullptr, how.key.data(),
                                         iv.data()) == 1 &&
                      EVP_CIPHER_CTX_set_padding(context.get(), 0) == 1 &&
                      EVP_EncryptUpdate(context.get(), out.data(), &size, plain.data(),
                                        static_cast<int>(plain.size())) == 1;
    if (!done) throw std::runtime_error{"AES-CBC failed"};
    out.resize(plain.size());
    return out;
}

}  // namespace

std::vector<std::uint8_t> records(const std::vector<const Row*>& rows, const Identity& identity,
                                  const Snapshot& snapshot) {
    Octets data{filler, filler};
    append_clock(data, snapshot.clock);
    for (const Row* row : rows) {
        if (row->field == Field::clock) continue;
        append(data, head_of(*row));
        const auto raw = static_cast<std::uint32_t>(raw_of(*row, snapshot));
        for (const int shift : {0, 8, 16, 24}) {
            data.push_back(static_cast<std::uint8_t>(raw >> shift));
        }
    }
    while (data.size() % block != 0) data.push_back(filler);

    const std::string& id = identity.meter_id;
    Octets out;
    for (std::size_t at : {6u, 4u, 2u, 0u}) out.push_back(bcd(id[at], id[at + 1]));
    constexpr unsigned maker = ('S' - 64) << 10 | ('I' - 64) << 5 | ('E' - 64);
    append(out, Octets{maker & 0xFF, maker >> 8, 0x01, electricity, 0, 0,
                       static_cast<std::uint8_t>(data.size() / block << 4), 0x05});
    append(out, data);
    return out;
}

std::vector<std::uint8_t> records_telegram(const Ciphering& how, std::uint32_t counter,
                                           bytes::Bytes content) {
    Octets header(content.begin(), content.begin() + header_size);
    header[access_at] = static_cast<std::uint8_t>(counter);
    Octets iv{header[4], header[5]};
    append(iv, bytes::Bytes{header}.first(4));
    append(iv, bytes::Bytes{header}.subspan(6, 2));
    iv.resize(block, header[access_at]);

    const bool odd = (counter & 1) != 0;
    Octets body{static_cast<std::uint8_t>(odd ? 0x73 : 0x53), 0xF0, to_device};
    append(body, header);
    append(body, ciphered(how, iv, content.subspan(header_size)));
    const auto length = static_cast<std::uint8_t>(body.size());
    Octets out{0x68, length, length, 0x68};
    append(out, body);
    out.push_back(static_cast<std::uint8_t>(std::accumulate(body.begin(), body.end(), 0u)));
    out.push_back(0x16);
    return out;
}

}  // namespace hanmeter::sim
