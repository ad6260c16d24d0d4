// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <tl/expected.hpp>
#include <vector>

#include "app/adjustments.h"
#include "app/arguments.h"
#include "app/failure.h"
#include "app/profiles/profile_folder.h"
#include "hanmeter/crypto/openssl_aead.h"
#include "hanmeter/crypto/openssl_cbc.h"
#include "hanmeter/decoder.h"

namespace hanmeter::app {

// The user's profiles; none where the folder that is looked at by itself does not exist.
tl::expected<profiles::ProfileFolder, Failure> profiles_of(const Arguments& arguments);

// What the options say of how messages are read: keys, profiles, scales and factors.
class Decoding {
public:
    static tl::expected<std::unique_ptr<Decoding>, Failure> from(const Arguments& arguments);

    static std::unique_ptr<Decoding> of(std::vector<messages::cosem::Key> keys,
                                        profiles::ProfileFolder profiles, Adjustments adjustments);

    // Views into this.
    DecoderSettings settings();

private:
    std::vector<messages::cosem::Key> keys_;
    profiles::ProfileFolder profiles_;
    Adjustments adjustments_;
    crypto::OpensslAead aead_;
    crypto::OpensslCbc aes_cbc_;
};

}  // namespace hanmeter::app
