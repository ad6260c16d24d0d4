// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/crypto/openssl_aead.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <algorithm>

namespace hanmeter::crypto {
namespace {

using bytes::Bytes;

struct FreeContext {
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_CIPHER_CTX, FreeContext>;

const EVP_CIPHER* cipher_of(Bytes key) {
    constexpr std::size_t aes_128 = 16;
    constexpr std::size_t aes_256 = 32;
    if (key.size() == aes_128) return EVP_aes_128_gcm();
    return key.size() == aes_256 ? EVP_aes_256_gcm() : nullptr;
}

Context keyed(Bytes key) {
    Context context{EVP_CIPHER_CTX_new()};
    const EVP_CIPHER* const cipher = cipher_of(key);
    if (!context || cipher == nullptr ||
        EVP_DecryptInit_ex(context.get(), cipher, nullptr, key.data(), nullptr) != 1) {
        return {};
    }
    return context;
}

// Text to `out`; without `out` it is authenticated only.
bool update(EVP_CIPHER_CTX* context, std::uint8_t* out, Bytes text) {
    int written = 0;
    return text.empty() || EVP_DecryptUpdate(context, out, &written, text.data(),
                                             static_cast<int>(text.size())) == 1;
}

}  // namespace

struct OpensslAead::Schedule {
    std::vector<std::uint8_t> key;
    Context context;

    Schedule(Bytes octets, Context made)
        : key{octets.begin(), octets.end()}, context{std::move(made)} {}
    Schedule(const Schedule&) = delete;
    Schedule& operator=(const Schedule&) = delete;
    ~Schedule() { OPENSSL_cleanse(key.data(), key.size()); }
};

OpensslAead::OpensslAead() = default;
OpensslAead::~OpensslAead() = default;

OpensslAead::Schedule* OpensslAead::schedule_of(Bytes key) {
    for (const auto& schedule : schedules_) {
        if (std::ranges::equal(schedule->key, key)) return schedule.get();
    }
    Context context = keyed(key);
    if (!context) return nullptr;
    schedules_.push_back(std::make_unique<Schedule>(key, std::move(context)));
    return schedules_.back().get();
}

bool OpensslAead::decipher(Bytes key, const Iv& iv, Bytes ciphered, std::span<std::uint8_t> plain) {
    Schedule* const schedule = schedule_of(key);
    if (schedule == nullptr || plain.size() < ciphered.size()) return false;
    EVP_CIPHER_CTX* const context = schedule->context.get();
    return EVP_DecryptInit_ex(context, nullptr, nullptr, nullptr, iv.data()) == 1 &&
           update(context, plain.data(), ciphered);
}

bool OpensslAead::open(Bytes key, const Iv& iv, Bytes authenticated, Bytes ciphered, Bytes tag,
                       std::span<std::uint8_t> plain) {
    Schedule* const schedule = schedule_of(key);
    if (schedule == nullptr || plain.size() < ciphered.size()) return false;
    EVP_CIPHER_CTX* const context = schedule->context.get();
    std::array<std::uint8_t, tag_size> expected{};
    if (tag.size() != expected.size()) return false;
    std::copy(tag.begin(), tag.end(), expected.begin());
    std::uint8_t none = 0;
    int written = 0;
    return EVP_DecryptInit_ex(context, nullptr, nullptr, nullptr, iv.data()) == 1 &&
           update(context, nullptr, authenticated) && update(context, plain.data(), ciphered) &&
           EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, static_cast<int>(expected.size()),
                               expected.data()) == 1 &&
           EVP_DecryptFinal_ex(context, &none, &written) == 1;
}

}  // namespace hanmeter::crypto
