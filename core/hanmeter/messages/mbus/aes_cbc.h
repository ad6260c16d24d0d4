// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <span>

#include "hanmeter/bytes/cursor.h"

namespace hanmeter::messages::mbus {

// AES-128 in cipher block chaining (NIST SP 800-38A), which security mode 5 of EN 13757-3 wants.
// Whoever has AES implements this.
class AesCbc {
public:
    static constexpr std::size_t block_size = 16;
    using Iv = std::array<std::uint8_t, block_size>;

    // The key has 16 octets; `ciphered` is whole blocks, and `plain` as long. False where it
    // cannot.
    virtual bool decipher(bytes::Bytes key, const Iv& iv, bytes::Bytes ciphered,
                          std::span<std::uint8_t> plain) = 0;

protected:
    ~AesCbc() = default;
};

}  // namespace hanmeter::messages::mbus
