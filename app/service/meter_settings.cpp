// SPDX-License-Identifier: Apache-2.0
#include "app/service/meter_settings.h"

#include <fmt/core.h>

#include <filesystem>

#include "app/keys.h"
#include "app/service/share.h"
#include "hanmeter/io/mqtt.h"

namespace hanmeter::app::service {
namespace {

using messages::cosem::Key;
using pipeline::SettingValues;

tl::expected<io::TimeZone, std::string> zone_of(const SettingValues& values) {
    const std::string clock = values.text("clock");
    if (clock == "utc") return io::TimeZone::named("UTC");
    if (clock == "cet") return io::TimeZone::named("Etc/GMT-1");  // an hour ahead of UTC
    return io::TimeZone::named(values.text("timezone"));
}

tl::expected<std::vector<Key>, std::string> keys_of(const SettingValues& values) {
    std::vector<Key> keys;
    struct Row {
        std::string_view key;
        Key::Use use;
    };
    for (const Row& row :
         {Row{"key", Key::Use::encryption}, Row{"auth_key", Key::Use::authentication}}) {
        if (!values.given(row.key)) continue;
        const auto key = parse_key(values.text(row.key), row.use);
        if (!key) return tl::unexpected{fmt::format("{}: {}", row.key, key.error().sentence)};
        keys.push_back(*key);
    }
    return keys;
}

tl::expected<Adjustments, std::string> adjustments_of(const SettingValues& values) {
    Adjustments adjustments;
    for (const std::string& word : values.list("scale")) {
        const auto rule = parse_scale(word);
        if (!rule) return tl::unexpected{rule.error().sentence};
        adjustments.scales.push_back(*rule);
    }
    for (const std::string& word : values.list("multiply")) {
        const auto factor = parse_factor(word);
        if (!factor) return tl::unexpected{factor.error().sentence};
        adjustments.factors.push_back(*factor);
    }
    return adjustments;
}

tl::expected<sources::SourceSettings, std::string> line_settings(const SettingValues& values) {
    auto password = values.secret("password");
    if (!password) return tl::unexpected{password.error()};
    const bool finds = values.text("baud") == "auto";
    return sources::SourceSettings{
        .serial = {.baud = finds ? 2400 : static_cast<unsigned>(values.number("baud")),
                   .data_bits = static_cast<unsigned>(values.number("databits")),
                   .parity = io::parity_from(values.text("parity")).value_or(io::Parity::none)},
        .patient = true,
        .mqtt_password = std::move(*password)};
}

}  // namespace

tl::expected<MeterSettings, std::string> MeterSettings::from(const config::Set& set) {
    const SettingValues& values = set.values;
    const auto failed = [&](const std::string& why) {
        return tl::unexpected{fmt::format("{}: {}", set.title, why)};
    };
    MeterSettings made{.name = values.text("name"), .source = values.text("source")};
    const auto broker = io::mqtt_address_from(made.source);
    made.shown = broker ? io::text(*broker) : made.source;

    auto keys = keys_of(values);
    if (!keys) return failed(keys.error());
    auto adjustments = adjustments_of(values);
    if (!adjustments) return failed(adjustments.error());
    profiles::ProfileFolder profiles;
    std::error_code ignored;
    const std::string folder = values.text("profiles");
    if (values.given("profiles") || std::filesystem::exists(folder, ignored)) {
        auto loaded = profiles::ProfileFolder::load(folder);
        if (!loaded) return failed(loaded.error());
        profiles = std::move(*loaded);
    }
    made.decoding = Decoding::of(std::move(*keys), std::move(profiles), std::move(*adjustments));
    auto source = line_settings(values);
    if (!source) return failed(source.error());
    made.source_settings = std::move(*source);
    made.finds_baud = values.text("baud") == "auto" && made.source.starts_with("/dev/");
    if (auto wrong = io::fault(made.source_settings.serial)) return failed(*wrong);
    const auto zone = zone_of(values);
    if (!zone) return failed(zone.error());
    made.clock_zone = *zone;
    made.share = values.text("share");
    if (!made.share.empty() && !is_share_address(made.share)) {
        return failed("share is written tcp-listen://127.0.0.1:8481");
    }
    made.fuse_amperes = values.number("fuse");
    return made;
}

}  // namespace hanmeter::app::service
