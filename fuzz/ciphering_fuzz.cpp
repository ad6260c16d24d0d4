// SPDX-License-Identifier: Apache-2.0
// Ciphering: headers as they come; and what was sealed opens to what it was, while a message with a
// tag in which a bit is turned never opens.
#include <algorithm>
#include <array>

#include "fuzz/stream.h"
#include "hanmeter/crypto/openssl_aead.h"
#include "hanmeter/messages/cosem/ciphering.h"

namespace {

using namespace hanmeter;
using bytes::Bytes;
using fuzz::must;
using messages::cosem::Key;
using messages::cosem::Opening;

Key key_of(Key::Use use, const std::array<std::uint8_t, 16>& octets) {
    Key key{.use = use, .size = 16};
    std::ranges::copy(octets, key.octets.begin());
    return key;
}

void check_header(Bytes whole) {
    for (const auto& ciphered :
         {messages::cosem::read_ciphered(whole), messages::cosem::read_ciphered_part(whole)}) {
        if (!ciphered) {
            must(ciphered.fault().offset <= whole.size());
            continue;
        }
        for (const Bytes view : {ciphered->title, ciphered->counter, ciphered->content,
                                 ciphered->tag, ciphered->general_head}) {
            must(fuzz::lies_inside(view, whole));
        }
    }
}

messages::cosem::Opened opened(Bytes apdu, std::span<const Key> keys,
                               std::span<std::uint8_t> room) {
    static crypto::OpensslAead aead;
    messages::cosem::Opener opener{keys, &aead};
    const auto ciphered = messages::cosem::read_ciphered(apdu);
    must(static_cast<bool>(ciphered));
    return opener.open(*ciphered, room);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    check_header({data, size});
    if (size < 3) return 0;
    constexpr std::size_t longest = 2000;
    const Bytes plain{data + 2, std::min(size - 2, longest)};
    const bool tagged = data[0] % 2 == 0;
    const sim::Ciphering how{.title = (data[0] & 2) != 0 ? "ABC00001" : "",
                             .security = static_cast<std::uint8_t>(tagged ? 0x30 : 0x20),
                             .long_length = (data[0] & 4) != 0,
                             .key = sim::simulated_key,
                             .authentication_key = sim::simulated_authentication_key};
    auto apdu = sim::ciphered_apdu(how, data[1], plain);
    const std::array keys{key_of(Key::Use::encryption, sim::simulated_key),
                          key_of(Key::Use::authentication, sim::simulated_authentication_key)};
    std::array<std::uint8_t, 2048> room;
    const auto whole = opened(apdu, keys, room);
    const bool opens = whole.outcome == Opening::verified || whole.outcome == Opening::unverified;
    must(opens == (tagged || messages::cosem::begins_like_message(plain)));
    must(!opens || std::ranges::equal(whole.plain, plain));
    must(opened(apdu, std::span{keys}.subspan(1), room).outcome == Opening::no_key);
    if (!tagged) return 0;

    const std::size_t content = apdu.size() - plain.size() - 12;
    apdu[content + data[1] % (plain.size() + 12)] ^=
        static_cast<std::uint8_t>(1U << (data[0] >> 5));
    must(opened(apdu, keys, room).outcome != Opening::verified);
    return 0;
}
