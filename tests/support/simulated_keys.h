// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>

#include "hanmeter/crypto/openssl_aead.h"
#include "hanmeter/crypto/openssl_cbc.h"
#include "hanmeter/decoder.h"
#include "sim/ciphering.h"

namespace hanmeter::tests {

// What a decoder needs to open whatever simulated meters send.
class SimulatedKeys {
public:
    SimulatedKeys() {
        std::ranges::copy(sim::simulated_key, keys_[0].octets.begin());
        keys_[1].use = messages::cosem::Key::Use::authentication;
        std::ranges::copy(sim::simulated_authentication_key, keys_[1].octets.begin());
    }
    SimulatedKeys(const SimulatedKeys&) = delete;
    SimulatedKeys& operator=(const SimulatedKeys&) = delete;

    // Views into this.
    DecoderSettings settings() { return {.keys = keys_, .aead = &aead_, .aes_cbc = &aes_cbc_}; }

private:
    std::array<messages::cosem::Key, 2> keys_{};
    crypto::OpensslAead aead_;
    crypto::OpensslCbc aes_cbc_;
};

}  // namespace hanmeter::tests
