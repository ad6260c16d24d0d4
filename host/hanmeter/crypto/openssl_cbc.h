// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hanmeter/messages/mbus/aes_cbc.h"

namespace hanmeter::crypto {

// AES-128-CBC by OpenSSL's libcrypto.
class OpensslCbc final : public messages::mbus::AesCbc {
public:
    bool decipher(bytes::Bytes key, const Iv& iv, bytes::Bytes ciphered,
                  std::span<std::uint8_t> plain) override;
};

}  // namespace hanmeter::crypto
