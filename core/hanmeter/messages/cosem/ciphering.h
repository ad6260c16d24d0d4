// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hanmeter/messages/cosem/aead.h"

namespace hanmeter::messages::cosem {

// A key that the grid company gave, of one meter or to be tried for all.
struct Key {
    enum class Use : std::uint8_t { encryption, authentication };
    static constexpr std::size_t title_size = 8;

    Use use = Use::encryption;
    std::uint8_t size = 16;  // 16; 32 for security suite 2
    bool for_all = true;     // no title was given
    std::array<std::uint8_t, 32> octets{};
    std::array<std::uint8_t, title_size> title{};

    bytes::Bytes view() const { return bytes::Bytes{octets}.first(size); }
};

// The security header of a ciphered message (Green Book 9.2.7):
//
//   DB | title | length | security byte | invocation counter 4 | content | tag 12
//   DC   likewise; DD | transaction | title | recipient | time | other | key info | length | ...
//
//   security byte   bits 3-0 suite, 4 authenticated, 5 encrypted, 6 broadcast key, 7 compressed
//
// Inside a P1 telegram the same stands without its tag, from the title's length on. Titles have 8
// octets or none. With neither bit 4 nor 5 there is no counter.
struct Ciphered {
    bytes::Bytes title{};
    std::uint8_t security = 0;
    bytes::Bytes counter{};
    bytes::Bytes content{};
    bytes::Bytes tag{};           // none where it is not authenticated
    bytes::Bytes general_head{};  // DD: what is authenticated besides, lengths and all

    bool encrypted() const { return (security & 0x20) != 0; }
    bool authenticated() const { return (security & 0x10) != 0; }
    bool compressed() const { return (security & 0x80) != 0; }
};

// `apdu` begins with DB, DC or DD and ends with the message.
bytes::Result<Ciphered> read_ciphered(bytes::Bytes apdu);
// The same without the tag in front.
bytes::Result<Ciphered> read_ciphered_part(bytes::Bytes part);

// What came of opening a message; of the failures the later tells more.
enum class Opening : std::uint8_t {
    verified,                  // the tag holds
    unverified,                // there is no tag or no key for it; it begins like a message
    no_key,                    // no encryption key for this meter
    wrong_key,                 // with none of the keys it begins like a message
    damaged,                   // the key fits, and what comes out is broken
    wrong_authentication_key,  // a whole message comes out, and the tag does not hold
    not_supported,             // compressed, or of a suite that is none
};

struct Opened {
    Opening outcome = Opening::not_supported;
    bytes::Bytes plain{};  // with verified and unverified; in the room that was given
};

// Opens messages with the keys it was given. With an authentication key for the meter the tag has
// to hold. `keys` and `aead` outlive this; without `aead` every message counts as without a key.
class Opener {
public:
    Opener(std::span<const Key> keys, Aead* aead) : keys_{keys}, aead_{aead} {}

    // Room: as long as the content.
    Opened open(const Ciphered& message, std::span<std::uint8_t> room);

private:
    Opening open_with(const Key& key, const Ciphered& message, std::span<std::uint8_t> plain);

    std::span<const Key> keys_;
    Aead* aead_;
};

// Whether bytes begin like something that is ciphered: a data-notification, blocks of one, an event
// or a P1 telegram, with its first line or without.
bool begins_like_message(bytes::Bytes plain);

// Whether bytes are a data-notification whose walk ends at their end, or no notification at all.
bool is_whole_message(bytes::Bytes plain);

}  // namespace hanmeter::messages::cosem
