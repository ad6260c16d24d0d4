// SPDX-License-Identifier: Apache-2.0
#include "sim/ciphering.h"

#include <openssl/evp.h>

#include <memory>
#include <stdexcept>

namespace hanmeter::sim {
namespace {

using Octets = std::vector<std::uint8_t>;

constexpr std::uint8_t general_glo_ciphering = 0xDB;
constexpr std::uint8_t with_tag = 0x10;
constexpr std::size_t tag_size = 12;
constexpr std::size_t title_size = 8;

void must(int done) {
    if (done != 1) throw std::runtime_error{"AES-GCM failed"};
}

void append(Octets& out, bytes::Bytes more) {
    out.insert(out.end(), more.begin(), more.end());
}

Octets counter_octets(std::uint32_t counter) {
    return {static_cast<std::uint8_t>(counter >> 24), static_cast<std::uint8_t>(counter >> 16),
            static_cast<std::uint8_t>(counter >> 8), static_cast<std::uint8_t>(counter)};
}

// Ciphertext, and the tag behind it where there is one.
Octets sealed(const Ciphering& how, const Octets& iv, bytes::Bytes plain) {
    const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context{
        EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free};
    EVP_CIPHER_CTX* const gcm = context.get();
    must(EVP_EncryptInit_ex(gcm, EVP_aes_128_gcm(), nullptr, how.key.data(), iv.data()));
    int size = 0;
    if ((how.security & with_tag) != 0) {
        Octets additional{how.security};
        append(additional, how.authentication_key);
        must(EVP_EncryptUpdate(gcm, nullptr, &size, additional.data(),
                               static_cast<int>(additional.size())));
    }
    Octets out(plain.size());
    must(EVP_EncryptUpdate(gcm, out.data(), &size, plain.data(), static_cast<int>(plain.size())));
    Octets rest(16);
    must(EVP_EncryptFinal_ex(gcm, rest.data(), &size));
    if ((how.security & with_tag) != 0) {
        Octets tag(tag_size);
        must(EVP_CIPHER_CTX_ctrl(gcm, EVP_CTRL_GCM_GET_TAG, tag_size, tag.data()));
        append(out, tag);
    }
    return out;
}

}  // namespace

std::vector<std::uint8_t> ciphered_part(const Ciphering& how, std::uint32_t counter,
                                        bytes::Bytes plain) {
    const Octets title{how.title.begin(), how.title.end()};
    Octets iv = title;
    iv.resize(title_size);
    append(iv, counter_octets(counter));
    const Octets data = sealed(how, iv, plain);

    Octets out{static_cast<std::uint8_t>(title.size())};
    append(out, title);
    const std::size_t length = 1 + 4 + data.size();
    if (length > 0xFF || how.long_length) {
        append(out, Octets{0x82, static_cast<std::uint8_t>(length >> 8)});
    } else if (length > 0x7F) {
        out.push_back(0x81);
    }
    out.push_back(static_cast<std::uint8_t>(length));
    out.push_back(how.security);
    append(out, counter_octets(counter));
    append(out, data);
    return out;
}

std::vector<std::uint8_t> ciphered_apdu(const Ciphering& how, std::uint32_t counter,
                                        bytes::Bytes plain) {
    Octets out{general_glo_ciphering};
    append(out, ciphered_part(how, counter, plain));
    return out;
}

}  // namespace hanmeter::sim
