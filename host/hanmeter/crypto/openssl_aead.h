// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <vector>

#include "hanmeter/messages/cosem/aead.h"

namespace hanmeter::crypto {

// AES-GCM by OpenSSL's libcrypto. The key schedule of each key is kept, so that a message costs no
// more than its own bytes. For one thread.
class OpensslAead final : public messages::cosem::Aead {
public:
    OpensslAead();
    ~OpensslAead();
    OpensslAead(const OpensslAead&) = delete;
    OpensslAead& operator=(const OpensslAead&) = delete;

    bool decipher(bytes::Bytes key, const Iv& iv, bytes::Bytes ciphered,
                  std::span<std::uint8_t> plain) override;
    bool open(bytes::Bytes key, const Iv& iv, bytes::Bytes authenticated, bytes::Bytes ciphered,
              bytes::Bytes tag, std::span<std::uint8_t> plain) override;

private:
    struct Schedule;
    Schedule* schedule_of(bytes::Bytes key);

    std::vector<std::unique_ptr<Schedule>> schedules_;
};

}  // namespace hanmeter::crypto
