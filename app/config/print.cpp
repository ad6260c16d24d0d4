// SPDX-License-Identifier: Apache-2.0
// What is set, and the sample, as a configuration file.
#include <fmt/core.h>

#include <algorithm>

#include "app/config/config.h"

namespace hanmeter::app::config {
namespace {

using pipeline::Setting;
using pipeline::SettingType;
using pipeline::SettingValues;

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (static_cast<unsigned char>(c) < ' ') {
            out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        } else {
            out += c;
        }
    }
    return out + '"';
}

std::string written(const Setting& setting, std::string_view value) {
    const bool bare = (setting.type == SettingType::number && value != setting.words) ||
                      setting.type == SettingType::truth || setting.type == SettingType::factors;
    return bare ? std::string{value} : quoted(value);
}

std::string list_of(const Setting& setting, const std::vector<std::string>& values) {
    std::string out;
    for (const std::string& value : values) {
        const std::size_t equals = std::min(value.find('='), value.size());
        const std::string item =
            setting.type == SettingType::factors
                ? fmt::format("{} = {}", quoted(value.substr(0, equals)),
                              quoted(value.substr(std::min(equals + 1, value.size()))))
                : quoted(value);
        out += (out.empty() ? "" : ", ") + item;
    }
    return setting.type == SettingType::factors ? fmt::format("{{ {} }}", out)
                                                : fmt::format("[{}]", out);
}

// `mqtt://me:secret@host` without the secret.
std::string without_password(std::string text) {
    const std::size_t scheme = text.find("://");
    if (scheme == std::string::npos) return text;
    const std::size_t begin = scheme + 3;
    const std::size_t at = text.substr(0, text.find('/', begin)).rfind('@');
    const std::size_t colon = text.find(':', begin);
    if (at == std::string::npos || colon >= at) return text;
    return text.replace(colon + 1, at - colon - 1, "...");
}

std::string value_of(const Setting& setting, const SettingValues& values) {
    if (setting.type == SettingType::list || setting.type == SettingType::factors) {
        return list_of(setting, values.list(setting.key));
    }
    const std::string value = values.text(setting.key);
    const bool hidden = setting.type == SettingType::secret && !value.starts_with('@');
    return hidden ? "\"...\"  # given, not shown" : written(setting, without_password(value));
}

void print_set(const Set& set, std::string_view heading, std::string& out) {
    out += fmt::format("{}\n", heading);
    for (const Setting& setting : set.values.table()) {
        if (set.values.given(setting.key)) {
            out += fmt::format("{} = {}\n", setting.key, value_of(setting, set.values));
        } else if (!setting.fallback.empty()) {
            out += fmt::format("# {} = {}\n", setting.key, written(setting, setting.fallback));
        }
    }
    out += '\n';
}

std::string dashed(std::string_view path, char dash, bool capitals) {
    std::string out;
    for (const char c : path) {
        const bool separates = c == '.' || c == '_';
        const bool small = c >= 'a' && c <= 'z';
        out += separates ? dash : capitals && small ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return out;
}

// A text as comment lines of at most 80 columns.
std::string comment(std::string_view text) {
    constexpr std::size_t width = 80;
    std::string out;
    std::string line = "#";
    while (!text.empty()) {
        const std::size_t blank = std::min(text.find(' '), text.size());
        if (line.size() + 1 + blank > width) {
            out += line + '\n';
            line = "#";
        }
        line += fmt::format(" {}", text.substr(0, blank));
        text.remove_prefix(std::min(blank + 1, text.size()));
    }
    return out + line + '\n';
}

}  // namespace

std::string print(const Config& config) {
    std::string out;
    for (const Set& each : config.meters) print_set(each, "[[meter]]", out);
    print_set(config.store, "[store]", out);
    print_set(config.web, "[web]", out);
    for (const Set& each : config.sinks) print_set(each, fmt::format("[{}]", each.title), out);
    return out;
}

std::string sample() {
    std::string out =
        "# What hanmeter run reads, and where it hands it on. `hanmeter check` says whether it is\n"
        "# right. What begins with a # is what holds without it, or an example.\n";
    for (const Section& section : sections()) {
        const bool on = section.name == "meter" || section.name == "store";
        const std::string name =
            section.name == "meter" ? "[[meter]]" : fmt::format("[{}]", section.name);
        out += fmt::format("\n# {}.\n{}{}\n", section.says, on ? "" : "# ", name);
        for (const Setting& setting : section.settings) {
            const std::string words =
                setting.words.empty() ? "" : fmt::format(": {}", setting.words);
            out += '\n' + comment(fmt::format("{}{}.", setting.says, words));
            const bool example = setting.fallback.empty();
            const std::string_view shown = example ? setting.sample : setting.fallback;
            const std::string value = setting.type == SettingType::factors ? std::string{shown}
                                      : setting.type == SettingType::list
                                          ? list_of(setting, {std::string{shown}})
                                          : written(setting, shown);
            out += fmt::format("# {} = {}\n", setting.key, value);
        }
    }
    return out;
}

std::string option_of(std::string_view path) {
    return "--" + dashed(path, '-', false);
}

std::string variable_of(std::string_view path) {
    return "HANMETER_" + dashed(path, '_', true);
}

std::vector<std::string> paths() {
    std::vector<std::string> all;
    for (const Section& section : sections()) {
        for (const Setting& setting : section.settings) {
            all.push_back(fmt::format("{}.{}", section.name, setting.key));
        }
    }
    return all;
}

}  // namespace hanmeter::app::config
