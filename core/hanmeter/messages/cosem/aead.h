// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <span>

#include "hanmeter/bytes/cursor.h"

namespace hanmeter::messages::cosem {

// AES-GCM (NIST SP 800-38D) as DLMS uses it: an initialisation vector of 12 octets, a tag of the
// leftmost 12. Whoever has AES implements this: OpenSSL on hosts, hardware on microcontrollers.
class Aead {
public:
    using Iv = std::array<std::uint8_t, 12>;
    static constexpr std::size_t tag_size = 12;

    // Deciphers without looking at a tag: AES in counter mode. `plain` is as long as `ciphered`;
    // the key has 16 or 32 octets. False where it cannot.
    virtual bool decipher(bytes::Bytes key, const Iv& iv, bytes::Bytes ciphered,
                          std::span<std::uint8_t> plain) = 0;

    // Deciphers and tells whether the tag over `authenticated` and `ciphered` holds; what is in
    // `plain` counts only then.
    virtual bool open(bytes::Bytes key, const Iv& iv, bytes::Bytes authenticated,
                      bytes::Bytes ciphered, bytes::Bytes tag, std::span<std::uint8_t> plain) = 0;

protected:
    ~Aead() = default;
};

}  // namespace hanmeter::messages::cosem
