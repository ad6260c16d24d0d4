// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <doctest/doctest.h>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "hanmeter/bytes/hex.h"
#include "hanmeter/captures/capture.h"

namespace hanmeter::captures {

// What came out of a capture: the bytes, and in front of which of them start() was called.
struct Undone : Output {
    std::vector<std::uint8_t> data{};
    std::vector<std::size_t> starts{};

    void start() override { starts.push_back(data.size()); }
    void bytes(bytes::Bytes piece, const values::Origin& origin) override {
        if (origin.time) CHECK(origin.time_from == values::TimeFrom::log);
        data.insert(data.end(), piece.begin(), piece.end());
    }
    friend bool operator==(const Undone& a, const Undone& b) {
        return a.data == b.data && a.starts == b.starts;
    }
};

inline bytes::Bytes as_bytes(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

// `piece_size` says how large each next piece is.
inline Undone undo(bytes::Bytes input, Format format,
                   const std::function<std::size_t()>& piece_size) {
    Undone result;
    const auto capture = make_capture(format);
    while (!input.empty()) {
        const std::size_t size = std::min(piece_size(), input.size());
        capture->take(input.first(size), result);
        input = input.subspan(size);
    }
    capture->finish(result);
    return result;
}

inline Undone undo(bytes::Bytes input, Format format = Format::automatic) {
    return undo(input, format, [&] { return input.size(); });
}

// Lower-case hex, a | where start() was called.
inline std::string shown(const Undone& undone) {
    std::string text;
    auto start = undone.starts.begin();
    for (std::size_t at = 0; at <= undone.data.size(); ++at) {
        for (; start != undone.starts.end() && *start == at; ++start) text += '|';
        if (at == undone.data.size()) break;
        text += bytes::hex_digit(undone.data[at] >> 4U);
        text += bytes::hex_digit(undone.data[at] & 0x0FU);
    }
    return text;
}

}  // namespace hanmeter::captures
