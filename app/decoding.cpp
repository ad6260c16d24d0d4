// SPDX-License-Identifier: Apache-2.0
#include "app/decoding.h"

#include <filesystem>

#include "app/keys.h"

namespace hanmeter::app {

tl::expected<profiles::ProfileFolder, Failure> profiles_of(const Arguments& arguments) {
    const std::string folder{arguments.value(OptionId::profiles)};
    std::error_code ignored;
    if (!arguments.given(OptionId::profiles) && !std::filesystem::exists(folder, ignored)) {
        return profiles::ProfileFolder{};
    }
    auto loaded = profiles::ProfileFolder::load(folder);
    if (!loaded) return tl::unexpected{Failure{Exit::configuration, loaded.error()}};
    return std::move(*loaded);
}

tl::expected<std::unique_ptr<Decoding>, Failure> Decoding::from(const Arguments& arguments) {
    auto keys = keys_of(arguments);
    if (!keys) return tl::unexpected{keys.error()};
    auto profiles = profiles_of(arguments);
    if (!profiles) return tl::unexpected{profiles.error()};
    auto adjustments = adjustments_of(arguments);
    if (!adjustments) return tl::unexpected{adjustments.error()};
    return of(std::move(*keys), std::move(*profiles), std::move(*adjustments));
}

std::unique_ptr<Decoding> Decoding::of(std::vector<messages::cosem::Key> keys,
                                       profiles::ProfileFolder profiles, Adjustments adjustments) {
    auto made = std::make_unique<Decoding>();
    made->keys_ = std::move(keys);
    made->profiles_ = std::move(profiles);
    made->adjustments_ = std::move(adjustments);
    return made;
}

DecoderSettings Decoding::settings() {
    return {.profiles = profiles_.lists(),
            .keys = keys_,
            .aead = &aead_,
            .aes_cbc = &aes_cbc_,
            .adjustments = adjustments_.view()};
}

}  // namespace hanmeter::app
