// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace hanmeter::pipeline {

enum class SettingType : std::uint8_t {
    text,
    number,    // a whole one, 0 or more; or one of `words`
    truth,     // true or false
    duration,  // 500ms 10s 5min 2h 90d
    size,      // bytes: 100kB 64MiB 4GiB
    word,      // one of `words`
    secret,    // a text, or @FILE: its first line; never printed
    list,      // of texts
    factors,   // a table of a kind, key or code and what it is multiplied by
};

// What a user can set: a row of a section's table. Configuration file, options, environment, sample
// and documents are made from these.
struct Setting {
    std::string_view key;
    SettingType type = SettingType::text;
    std::string_view fallback = {};
    std::string_view words = {};   // of a word; separated by blanks
    std::string_view sample = {};  // what the sample shows where there is no fallback
    bool needed = false;
    std::string_view says;  // what it is, without a full stop
};

// Empty where `value` is one that the setting may have; else a clause that says what is wanted.
std::string wrong_value(const Setting& setting, std::string_view value);

// Where `@PATH` leads: a name without a slash is a systemd credential, where there are any.
std::string secret_path(std::string_view path);

std::optional<std::chrono::milliseconds> duration_from(std::string_view text);
std::optional<std::uint64_t> size_from(std::string_view text);

// What is set in one section. Values have been checked; what is not set has its fallback.
class SettingValues {
public:
    SettingValues() = default;
    explicit SettingValues(std::span<const Setting> table) : table_{table} {}

    std::span<const Setting> table() const { return table_; }
    const Setting* find(std::string_view key) const;
    void set(std::string_view key, std::string value);
    void set(std::string_view key, std::vector<std::string> values);

    bool given(std::string_view key) const;
    std::string text(std::string_view key) const;
    std::uint64_t number(std::string_view key) const;
    bool truth(std::string_view key) const { return text(key) == "true"; }
    std::chrono::milliseconds duration(std::string_view key) const;
    std::uint64_t size(std::string_view key) const;
    // Of lists and factors: `current=100`.
    const std::vector<std::string>& list(std::string_view key) const;
    // The secret itself; a clause where its file cannot be read.
    tl::expected<std::string, std::string> secret(std::string_view key) const;

private:
    std::span<const Setting> table_{};
    std::map<std::string, std::vector<std::string>, std::less<>> values_{};
};

}  // namespace hanmeter::pipeline
