// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "hanmeter/pipeline/setting.h"

namespace hanmeter::app::config {

// The settings of a section, by the name that it has in a file: `meter`, `store`, `web`,
// `sink.mqtt`. Those of sinks stand in sinks/sink_list.cpp.
struct Section {
    std::string name;
    std::string_view says;
    std::span<const pipeline::Setting> settings;
    bool several = false;  // [[meter]], or [sink.KIND.NAME]
};
const std::vector<Section>& sections();

// One section as it is set. `title`: `meter` and its number, `store`, `sink.mqtt`,
// `sink.mqtt.cloud`.
struct Set {
    std::string kind{};  // of a sink; else the section's name
    std::string title{};
    pipeline::SettingValues values{};
    std::string place{};  // `hanmeter.toml:3:1: ` where it stands in a file
};

struct Config {
    std::vector<Set> meters{};
    Set store{};
    Set web{};
    std::vector<Set> sinks{};
};

// A value from an option or the environment, which counts more than the file's.
struct Override {
    std::string path{};  // `store.path`, `sink.mqtt.url`; `meter.source` is the first meter's
    std::string value{};
    std::string origin{};  // `--store-path`, for the sentence where it is wrong
};

// Nothing set.
Config empty_config();

// What stands in a file's text. Every error, each a sentence with file, line and column.
tl::expected<Config, std::vector<std::string>> parse(std::string_view text, std::string_view file);

// Empty, or what is wrong with the value.
std::string apply(Config& config, const Override& each);

// What is missing or does not fit together, each a sentence.
std::vector<std::string> problems(const Config& config);

// As a file that has every setting, what is not set as a comment. Secrets are not shown.
std::string print(const Config& config);

// The commented sample.
std::string sample();

// `--store-path` and `HANMETER_STORE_PATH` of `store.path`.
std::string option_of(std::string_view path);
std::string variable_of(std::string_view path);

// All paths that a single option or variable can set.
std::vector<std::string> paths();

}  // namespace hanmeter::app::config
