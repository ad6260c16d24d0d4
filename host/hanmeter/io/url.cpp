// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/io/url.h"

#include <fmt/core.h>

#include <charconv>

#include "hanmeter/bytes/hex.h"

namespace hanmeter::io {
namespace {

constexpr std::string_view not_in_a_host = " /?#@[]\\\"<>%";

// Takes what stands before `mark` off the front of `text`, and the mark; all of it without one.
std::string_view take_until(std::string_view& text, char mark) {
    const std::size_t at = text.find(mark);
    const std::string_view taken = text.substr(0, at);
    text.remove_prefix(at == std::string_view::npos ? text.size() : at + 1);
    return taken;
}

bool take_scheme(std::string_view& text, HttpUrl& url) {
    const std::size_t end = text.find("://");
    if (end == std::string_view::npos) return true;
    const std::string_view scheme = text.substr(0, end);
    text.remove_prefix(end + 3);
    url.secure = scheme == "https";
    url.port = url.secure ? 443 : 80;
    return url.secure || scheme == "http";
}

bool take_host(std::string_view& text, HttpUrl& url) {
    if (text.starts_with('[')) {
        text.remove_prefix(1);
        const std::size_t end = text.find(']');
        if (end == std::string_view::npos) return false;
        url.host = text.substr(0, end);
        text.remove_prefix(end + 1);
        if (!text.empty() && !text.starts_with(':')) return false;
        return url.host.find_first_not_of("0123456789abcdefABCDEF:.") == std::string::npos &&
               !url.host.empty();
    }
    url.host = text.substr(0, text.find(':'));
    text.remove_prefix(url.host.size());
    return !url.host.empty() && url.host.find_first_of(not_in_a_host) == std::string::npos;
}

bool take_port(std::string_view text, HttpUrl& url) {
    if (text.empty()) return true;
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data() + 1, end, url.port);
    return error == std::errc{} && stop == end && url.port != 0;
}

}  // namespace

std::string percent_undone(std::string_view text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int high = i + 2 < text.size() ? bytes::hex_value(text[i + 1]) : -1;
        const int low = i + 2 < text.size() ? bytes::hex_value(text[i + 2]) : -1;
        if (text[i] == '%' && high >= 0 && low >= 0) {
            plain += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            plain += text[i];
        }
    }
    return plain;
}

std::optional<HttpUrl> HttpUrl::parse(std::string_view text) {
    HttpUrl url;
    if (!take_scheme(text, url)) return std::nullopt;
    const std::size_t slash = std::min(text.find('/'), text.size());
    std::string_view authority = text.substr(0, slash);
    std::string_view path = text.substr(slash);
    if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) {
        std::string_view login = authority.substr(0, at);
        authority.remove_prefix(at + 1);
        url.user = percent_undone(take_until(login, ':'));
        url.password = percent_undone(login);
    }
    if (!take_host(authority, url) || !take_port(authority, url)) return std::nullopt;
    while (path.ends_with('/')) path.remove_suffix(1);
    if (path.find_first_of(" ?#\r\n") != std::string_view::npos) return std::nullopt;
    url.path = path;
    return url;
}

std::string HttpUrl::shown() const {
    const bool brackets = host.find(':') != std::string::npos;
    return fmt::format("{}://{}{}{}:{}{}", secure ? "https" : "http", brackets ? "[" : "", host,
                       brackets ? "]" : "", port, path);
}

}  // namespace hanmeter::io
