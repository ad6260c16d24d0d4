// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hanmeter::io {

// `%40` is @: what stands for itself in an address nowhere else. Anything else stays.
std::string percent_undone(std::string_view text);

// http://user:password@host:port/path, taken apart. User and password are undone from %XX.
struct HttpUrl {
    bool secure = false;  // https
    std::string host{};   // without the brackets of an IPv6 address
    std::uint16_t port = 80;
    std::string path{};  // `` or `/domoticz`, no slash at the end
    std::string user{};
    std::string password{};

    // Empty where the text is no such URL. Without a scheme it is http; a query is refused.
    static std::optional<HttpUrl> parse(std::string_view text);

    // `http://127.0.0.1:8080/domoticz`: user and password left out, the port always there.
    std::string shown() const;
};

}  // namespace hanmeter::io
