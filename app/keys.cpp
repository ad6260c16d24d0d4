// SPDX-License-Identifier: Apache-2.0
#include "app/keys.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <optional>

#include "hanmeter/bytes/hex.h"
#include "hanmeter/pipeline/setting.h"

namespace hanmeter::app {
namespace {

using messages::cosem::Key;

std::string_view option_name(Key::Use use) {
    return option(use == Key::Use::encryption ? OptionId::key : OptionId::auth_key).name;
}

Failure wrong(Key::Use use, const std::string& why) {
    return {Exit::usage, fmt::format("--{}: {}", option_name(use), why)};
}

tl::expected<std::string, Failure> first_line(const std::string& path, Key::Use use) {
    std::ifstream file{path};
    std::string line;
    if (!file || (!std::getline(file, line) && !file.eof())) {
        return tl::unexpected{Failure{Exit::cannot_open,
                                      fmt::format("--{}: cannot read {}", option_name(use), path)}};
    }
    return line;
}

// The digits without what may stand among them; nothing where something else does.
std::optional<std::string> digits_of(std::string_view text) {
    std::string digits;
    while (!text.empty()) {
        if (text.starts_with("0x") || text.starts_with("0X")) {
            text.remove_prefix(2);
            continue;
        }
        const char c = text.front();
        text.remove_prefix(1);
        if (c == ' ' || c == '\t' || c == ':' || c == '-' || c == ',' || c == '\r') continue;
        if (bytes::hex_value(c) < 0) return std::nullopt;
        digits += c;
    }
    return digits;
}

void write_octets(std::string_view digits, std::span<std::uint8_t> octets) {
    for (std::size_t i = 0; i < octets.size(); ++i) {
        octets[i] = static_cast<std::uint8_t>(bytes::hex_value(digits[2 * i]) * 16 +
                                              bytes::hex_value(digits[2 * i + 1]));
    }
}

bool take_title(std::string_view text, Key& key) {
    key.for_all = false;
    if (text.size() == key.title.size()) {
        std::copy(text.begin(), text.end(), key.title.begin());
        return true;
    }
    const auto digits = digits_of(text);
    if (!digits || digits->size() != 2 * key.title.size()) return false;
    write_octets(*digits, key.title);
    return true;
}

bool is_secret_option(std::string_view word) {
    if (!word.starts_with("--")) return false;
    return word == "--key" || word.ends_with("-key") || word.ends_with("-password") ||
           word.ends_with("-token");
}

// Where the password of scheme://user:password@host stands.
std::pair<std::size_t, std::size_t> password_in(std::string_view word) {
    const std::size_t scheme = word.find("://");
    if (scheme == std::string_view::npos) return {0, 0};
    const std::size_t end = std::min(word.find('/', scheme + 3), word.size());
    const std::size_t at = word.substr(0, end).rfind('@');
    const std::size_t colon = word.find(':', scheme + 3);
    if (at == std::string_view::npos || colon >= at) return {0, 0};
    return {colon + 1, at};
}

}  // namespace

tl::expected<Key, Failure> parse_key(std::string_view word, Key::Use use) {
    Key key{.use = use};
    const std::size_t equals = word.starts_with('@') ? std::string_view::npos : word.find('=');
    if (equals != std::string_view::npos) {
        if (!take_title(word.substr(0, equals), key)) {
            return tl::unexpected{wrong(
                use,
                "what stands in front of = is no system title: 16 hex digits or 8 characters")};
        }
        word.remove_prefix(equals + 1);
    }
    std::string text{word};
    if (word.starts_with('@')) {
        auto line = first_line(pipeline::secret_path(word.substr(1)), use);
        if (!line) return tl::unexpected{line.error()};
        text = std::move(*line);
    }
    const auto digits = digits_of(text);
    if (!digits) {
        return tl::unexpected{wrong(use,
                                    "the key has a character that is no hex digit; it is 32 digits "
                                    "0-9 and A-F, blanks and colons between them are allowed")};
    }
    constexpr std::size_t suite_0 = 32;
    constexpr std::size_t suite_2 = 64;
    if (digits->size() != suite_0 && digits->size() != suite_2) {
        return tl::unexpected{wrong(
            use, fmt::format("the key has {} hex digits, and 32 are wanted", digits->size()))};
    }
    key.size = static_cast<std::uint8_t>(digits->size() / 2);
    write_octets(*digits, std::span{key.octets}.first(key.size));
    return key;
}

tl::expected<std::vector<Key>, Failure> keys_of(const Arguments& arguments) {
    std::vector<Key> keys;
    const auto add = [&](OptionId id, Key::Use use) -> std::optional<Failure> {
        for (const std::string& word : arguments.values(id)) {
            const auto key = parse_key(word, use);
            if (!key) return key.error();
            keys.push_back(*key);
        }
        return std::nullopt;
    };
    if (auto failure = add(OptionId::key, Key::Use::encryption)) return tl::unexpected{*failure};
    if (auto failure = add(OptionId::auth_key, Key::Use::authentication)) {
        return tl::unexpected{*failure};
    }
    return keys;
}

void hide_secrets(int argc, char** argv) {
    const auto hide = [](char* word, std::size_t begin, std::size_t end) {
        std::memset(word + begin, '*', end - begin);
    };
    bool is_value = false;
    for (int i = 1; i < argc; ++i) {
        const std::string_view word{argv[i]};
        const std::size_t equals = std::min(word.find('='), word.size());
        const bool is_secret = is_secret_option(word.substr(0, equals));
        const bool holds_one = is_secret && equals < word.size();
        const std::size_t begin = holds_one ? equals + 1 : 0;
        if ((is_value || holds_one) && !word.substr(begin).starts_with('@')) {
            hide(argv[i], begin, word.size());
        } else if (const auto [first, last] = password_in(word); first < last) {
            hide(argv[i], first, last);
        }
        is_value = is_secret && !holds_one && !is_value;
    }
}

}  // namespace hanmeter::app
