// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/crypto/openssl_cbc.h"

#include <openssl/evp.h>

#include <memory>

namespace hanmeter::crypto {

bool OpensslCbc::decipher(bytes::Bytes key, const Iv& iv, bytes::Bytes ciphered,
                          std::span<std::uint8_t> plain) {
    constexpr std::size_t key_size = 16;
    if (key.size() != key_size || ciphered.size() % block_size != 0) return false;
    if (plain.size() < ciphered.size()) return false;
    const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context{
        EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free};
    int written = 0;
    return context &&
           EVP_DecryptInit_ex(context.get(), EVP_aes_128_cbc(), nullptr, key.data(), iv.data()) ==
               1 &&
           EVP_CIPHER_CTX_set_padding(context.get(), 0) == 1 &&
           EVP_DecryptUpdate(context.get(), plain.data(), &written, ciphered.data(),
                             static_cast<int>(ciphered.size())) == 1;
}

}  // namespace hanmeter::crypto
