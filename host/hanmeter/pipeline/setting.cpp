// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/pipeline/setting.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <fstream>

namespace hanmeter::pipeline {
namespace {

struct Unit {
    std::string_view name;
    std::uint64_t factor;
};

constexpr Unit durations[] = {{"ms", 1},        {"s", 1000},       {"min", 60'000},   {"m", 60'000},
                              {"h", 3'600'000}, {"d", 86'400'000}, {"w", 604'800'000}};
constexpr Unit sizes[] = {{"B", 1},
                          {"kB", 1000},
                          {"MB", 1'000'000},
                          {"GB", 1'000'000'000},
                          {"KiB", std::uint64_t{1} << 10},
                          {"MiB", std::uint64_t{1} << 20},
                          {"GiB", std::uint64_t{1} << 30}};

std::optional<std::uint64_t> number_from(std::string_view text) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

std::optional<std::uint64_t> with_unit(std::string_view text, std::span<const Unit> units) {
    const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
    const auto number = number_from(text.substr(0, digits));
    std::string_view name = text.substr(digits);
    while (name.starts_with(' ')) name.remove_prefix(1);
    const auto unit = std::ranges::find(units, name, &Unit::name);
    if (!number || unit == units.end()) return std::nullopt;
    if (*number > (~std::uint64_t{0} >> 2) / unit->factor) return std::nullopt;
    return *number * unit->factor;
}

bool is_one_of(std::string_view word, std::string_view words) {
    while (!words.empty()) {
        const std::size_t end = std::min(words.find(' '), words.size());
        if (words.substr(0, end) == word) return true;
        words.remove_prefix(std::min(end + 1, words.size()));
    }
    return false;
}

}  // namespace

std::optional<std::chrono::milliseconds> duration_from(std::string_view text) {
    const auto number = with_unit(text, durations);
    if (!number) return std::nullopt;
    return std::chrono::milliseconds{static_cast<std::int64_t>(*number)};
}

std::optional<std::uint64_t> size_from(std::string_view text) {
    return with_unit(text, sizes);
}

std::string secret_path(std::string_view path) {
    const char* const credentials = std::getenv("CREDENTIALS_DIRECTORY");
    const bool is_name = path.find('/') == std::string_view::npos;
    if (credentials == nullptr || !is_name) return std::string{path};
    return fmt::format("{}/{}", credentials, path);
}

std::string wrong_value(const Setting& setting, std::string_view value) {
    switch (setting.type) {
        case SettingType::text:
        case SettingType::secret:
        case SettingType::list:
        case SettingType::factors: return {};
        case SettingType::number:
            if (number_from(value) || is_one_of(value, setting.words)) return {};
            return fmt::format("a whole number is wanted{}{}", setting.words.empty() ? "" : ", or ",
                               setting.words);
        case SettingType::truth:
            return value == "true" || value == "false" ? "" : "true or false is wanted";
        case SettingType::duration:
            return duration_from(value)
                       ? ""
                       : "a duration is wanted, as in \"10s\", \"5min\" or \"90d\"";
        case SettingType::size:
            return size_from(value) ? "" : "a size is wanted, as in \"64MiB\" or \"4GiB\"";
        case SettingType::word:
            return is_one_of(value, setting.words)
                       ? ""
                       : fmt::format("one of these words is wanted: {}", setting.words);
    }
    return {};
}

const Setting* SettingValues::find(std::string_view key) const {
    const auto found = std::ranges::find(table_, key, &Setting::key);
    return found == table_.end() ? nullptr : &*found;
}

void SettingValues::set(std::string_view key, std::string value) {
    values_.insert_or_assign(std::string{key}, std::vector{std::move(value)});
}

void SettingValues::set(std::string_view key, std::vector<std::string> values) {
    values_.insert_or_assign(std::string{key}, std::move(values));
}

bool SettingValues::given(std::string_view key) const {
    return values_.contains(key);
}

std::string SettingValues::text(std::string_view key) const {
    if (const auto found = values_.find(key); found != values_.end()) {
        return found->second.empty() ? std::string{} : found->second.front();
    }
    const Setting* const setting = find(key);
    return setting == nullptr ? std::string{} : std::string{setting->fallback};
}

std::uint64_t SettingValues::number(std::string_view key) const {
    return number_from(text(key)).value_or(0);
}

std::chrono::milliseconds SettingValues::duration(std::string_view key) const {
    return duration_from(text(key)).value_or(std::chrono::milliseconds{0});
}

std::uint64_t SettingValues::size(std::string_view key) const {
    return size_from(text(key)).value_or(0);
}

const std::vector<std::string>& SettingValues::list(std::string_view key) const {
    static const std::vector<std::string> none;
    const auto found = values_.find(key);
    return found == values_.end() ? none : found->second;
}

tl::expected<std::string, std::string> SettingValues::secret(std::string_view key) const {
    std::string word = text(key);
    if (!word.starts_with('@')) return word;
    const std::string path = secret_path(word.substr(1));
    std::ifstream file{path};
    std::string line;
    if (!file || (!std::getline(file, line) && !file.eof())) {
        return tl::unexpected{fmt::format("{} cannot be read from {}", key, path)};
    }
    if (line.ends_with('\r')) line.pop_back();
    return line;
}

}  // namespace hanmeter::pipeline
