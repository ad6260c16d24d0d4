// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

#include "hanmeter/crypto/openssl_aead.h"
#include "hanmeter/crypto/openssl_cbc.h"
#include "hanmeter/decoder.h"
#include "support/octets.h"

using namespace hanmeter;
using messages::cosem::Ciphered;
using messages::cosem::Key;
using messages::cosem::Opened;
using messages::cosem::Opening;
using tests::Octets;
using tests::octets;

namespace {

// The Green Book's example keys, and messages made with them elsewhere.
constexpr const char* encryption = "000102030405060708090A0B0C0D0E0F";
constexpr const char* authentication = "D0D1D2D3D4D5D6D7D8D9DADBDCDDDEDF";
constexpr const char* plain_text = "0F400000000C07E5031702131A3AFF80000002010600000BF3";
constexpr const char* with_tag =
    "DB084D4D4D0000BC614E2A3000000001DE21000A02BF79B47293D61893678ED786AA33A91ECDFB3EAA04B75918E6B2"
    "F0F56A45A4F5";
constexpr const char* without_tag =
    "DB084D4D4D0000BC614E1E2000000001DE21000A02BF79B47293D61893678ED786AA33A91ECDFB3EAA";
constexpr const char* tag_only =
    "DB084D4D4D0000BC614E2A10000000010F400000000C07E5031702131A3AFF80000002010600000BF3C75E0F03F8E5"
    "BBBF3D66C1A7";

Key key(Key::Use use, const char* hex) {
    const Octets digits = octets(hex);
    Key made{.use = use, .size = static_cast<std::uint8_t>(digits.size())};
    std::copy(digits.begin(), digits.end(), made.octets.begin());
    return made;
}
Key ek(const char* hex = encryption) {
    return key(Key::Use::encryption, hex);
}
Key ak(const char* hex = authentication) {
    return key(Key::Use::authentication, hex);
}

struct Result {
    Opening outcome;
    Octets plain;
};

Result open(const Octets& apdu, const std::vector<Key>& keys) {
    crypto::OpensslAead aead;
    messages::cosem::Opener opener{keys, &aead};
    const auto ciphered = messages::cosem::read_ciphered(apdu);
    REQUIRE(ciphered);
    std::vector<std::uint8_t> room(apdu.size());
    const Opened opened = opener.open(*ciphered, room);
    return {opened.outcome, {opened.plain.begin(), opened.plain.end()}};
}

Octets flipped(Octets data, std::size_t at, unsigned bit = 0) {
    data[at] ^= static_cast<std::uint8_t>(1u << bit);
    return data;
}

}  // namespace

TEST_CASE("messages of every security byte open with their keys") {
    const auto check = [](const char* hex, const std::vector<Key>& keys, Opening outcome) {
        CAPTURE(hex);
        const Result result = open(octets(hex), keys);
        CHECK(result.outcome == outcome);
        CHECK(result.plain == octets(plain_text));
    };
    check(with_tag, {ek(), ak()}, Opening::verified);
    check(with_tag, {ek()}, Opening::unverified);
    check(without_tag, {ek(), ak()}, Opening::unverified);
    check(tag_only, {ek(), ak()}, Opening::verified);
    check(tag_only, {}, Opening::unverified);
    // Suite bits 1 with keys of 16 octets, as Austrian meters send them.
    check(
        "DB084D4D4D0000BC614E2A3100000001DE21000A02BF79B47293D61893678ED786AA33A91ECDFB3EAAB278EF8E"
        "85"
        "0C8029CEA846FD",
        {ek(), ak()}, Opening::verified);
    // A length that is longer than it needs to be.
    check(
        "DB084D4D4D0000BC614E82002A3000000001DE21000A02BF79B47293D61893678ED786AA33A91ECDFB3EAA04B7"
        "59"
        "18E6B2F0F56A45A4F5",
        {ek(), ak()}, Opening::verified);
    check(
        "DC084D4D4D0000BC614E2A3000000001DE21000A02BF79B47293D61893678ED786AA33A91ECDFB3EAA04B75918"
        "E6"
        "B2F0F56A45A4F5",
        {ek(), ak()}, Opening::verified);
    check(
        "DD08010203040506070808"
        "4D4D4D0000BC614E"
        "0852545254000000010000002A3000000001DE21000A02BF"
        "79B47293D61893678ED786AA33A91ECDFB3EAA2F39E7AC68DFA0B62EAA8F84",
        {ek(), ak()}, Opening::verified);
}

TEST_CASE("suite 2 takes keys of 32 octets") {
    const Key long_ek = ek("000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F");
    const Key long_ak = ak("D0D1D2D3D4D5D6D7D8D9DADBDCDDDEDFE0E1E2E3E4E5E6E7E8E9EAEBECEDEEEF");
    const Octets message = octets(
        "DB084D4D4D0000BC614E2A32000000016051AEEFAD8AC2FEBC171D6A1B5569071B2A0E531CE35F372BE69C5B61"
        "E4A9"
        "16E3854BE7C4");
    CHECK(open(message, {long_ek, long_ak}).outcome == Opening::verified);
    CHECK(open(message, {long_ek, long_ak}).plain == octets(plain_text));
    CHECK(open(message, {ek(), ak()}).outcome == Opening::no_key);
}

TEST_CASE("what is wrong with the keys is told apart") {
    CHECK(open(octets(with_tag), {}).outcome == Opening::no_key);
    CHECK(open(octets(with_tag), {ak()}).outcome == Opening::no_key);
    CHECK(open(octets(with_tag), {ek(authentication), ak(encryption)}).outcome ==
          Opening::wrong_key);
    for (std::size_t byte = 0; byte < 16; ++byte) {
        CAPTURE(byte);
        Key wrong = ek();
        wrong.octets[byte] ^= 0x10;
        CHECK(open(octets(with_tag), {wrong}).outcome == Opening::wrong_key);
        CHECK(open(octets(with_tag), {wrong, ak()}).outcome == Opening::wrong_key);
        CHECK(open(octets(without_tag), {wrong}).outcome == Opening::wrong_key);
        Key wrong_ak = ak();
        wrong_ak.octets[byte] ^= 0x10;
        CHECK(open(octets(with_tag), {ek(), wrong_ak}).outcome ==
              Opening::wrong_authentication_key);
    }
}

TEST_CASE("of several keys the one that fits is found, one for another meter is not tried") {
    Key other = ek("00000000000000000000000000000000");
    CHECK(open(octets(with_tag), {other, ek(),
                                  ak("00"
                                     "000000000000000000000000000000"),
                                  ak()})
              .outcome == Opening::verified);
    Key named = ek();
    named.for_all = false;
    const Octets title = octets("4D4D4D0000BC614E");
    std::copy(title.begin(), title.end(), named.title.begin());
    CHECK(open(octets(without_tag), {named}).outcome == Opening::unverified);
    named.title[7] ^= 1;
    CHECK(open(octets(without_tag), {named}).outcome == Opening::no_key);
}

TEST_CASE("no flipped bit behind the counter passes where the tag is checked") {
    const Octets message = octets(with_tag);
    for (std::size_t at = 16; at < message.size(); ++at) {
        for (unsigned bit = 0; bit < 8; ++bit) {
            CAPTURE(at);
            const Result result = open(flipped(message, at, bit), {ek(), ak()});
            CHECK(result.outcome != Opening::verified);
            CHECK(result.plain.empty());
        }
    }
}

TEST_CASE("a message cut anywhere or with bytes behind it is an error") {
    const Octets whole = octets(with_tag);
    for (std::size_t size = 0; size < whole.size(); ++size) {
        CAPTURE(size);
        CHECK_FALSE(messages::cosem::read_ciphered(bytes::Bytes{whole}.first(size)));
    }
    CHECK_FALSE(messages::cosem::read_ciphered(tests::joined({whole, octets("00")})));
}

TEST_CASE("a compressed message is not taken for one with a wrong key") {
    Octets message = octets(with_tag);
    message[11] |= 0x80;
    CHECK(open(message, {ek(), ak()}).outcome == Opening::not_supported);
}

TEST_CASE("a telegram inside a ciphered message without a frame") {
    const Octets message = octets(
        "DB08414243000000000182003930000000014B556532570E17AD5E1F2E269548B5D43C36D654B0AB751CE96F1A"
        "61D1"
        "F209B82B16FF49AD749AB92B229A86CE92DFC0051E4A96");
    const std::vector<Key> keys{ek(), ak("00112233445566778899AABBCCDDEEFF")};
    crypto::OpensslAead aead;
    const auto memory = std::make_unique<DecoderMemory>();
    Decoder decoder{memory->room(), {.keys = keys, .aead = &aead}};
    bytes::Bytes input{message};
    CHECK(decoder.take(input, std::nullopt) == nullptr);
    const values::Reading* reading = decoder.finish(std::nullopt);
    REQUIRE(reading != nullptr);
    CHECK(reading->encrypted);
    CHECK(reading->check == values::Check::gcm);
    REQUIRE(reading->objects.size() == 1);
    CHECK(reading->objects[0].value.number == values::Decimal::of_unsigned(1234));
    CHECK(reading->objects[0].unit == values::Unit::watt);
}

TEST_CASE("M-Bus records under AES-CBC; the ciphertext is openssl enc's") {
    const Octets frame = octets(
        "685F5F6853F05B78563412254D01022A005005FB7F010E29B7C32969BD8478DABCBFC94A86407F8B58BAC3BCF6"
        "EAF3F299357FA7E83AD56E0FF2E5652741C936824C3E337106C832A7CAD2C4ECD03562F05065DAA6770545511F"
        "6E9E62904B46D2EE228716");
    crypto::OpensslCbc aes_cbc;
    const auto memory = std::make_unique<DecoderMemory>();
    const auto counters_with = [&](const std::vector<Key>& keys, std::size_t objects) {
        Decoder decoder{memory->room(), {.keys = keys, .aes_cbc = &aes_cbc}};
        bytes::Bytes input{frame};
        const values::Reading* reading = decoder.take(input, std::nullopt);
        CHECK((reading != nullptr ? reading->objects.size() : 0) == objects);
        if (reading != nullptr) {
            CHECK(reading->encrypted);
            CHECK(reading->check == values::Check::mbus);
            CHECK(reading->meter_id == "12345678");
            CHECK(reading->objects[0].value.number == values::Decimal::of_unsigned(123456));
        }
        return decoder.counters();
    };
    const char* const right = "00112233445566778899AABBCCDDEEFF";
    CHECK(counters_with({ek(), ek(right)}, 9).messages_not_opened == 0);
    CHECK(counters_with({ek()}, 0).not_opened.wrong_key == 1);
    CHECK(counters_with({ak(right)}, 0).not_opened.no_key == 1);

    Key titled = ek(right);
    titled.for_all = false;
    const Octets title = octets("254D785634120102");
    std::copy(title.begin(), title.end(), titled.title.begin());
    CHECK(counters_with({titled}, 9).readings == 1);
    ++titled.title[0];
    const Counters none = counters_with({titled}, 0);
    CHECK(none.not_opened.no_key == 1);
    CHECK(none.not_opened.has_title);
    CHECK(std::equal(title.begin(), title.end(), none.not_opened.title.begin()));
}
