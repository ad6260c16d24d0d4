// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdlib>
#include <vector>

#include "hanmeter/bytes/cursor.h"
#include "sim/sml.h"
#include "sim/transport.h"

namespace hanmeter::fuzz {

inline void must(bool holds) {
    if (!holds) std::abort();
}

// Reads every byte of a view, so that a sanitizer sees one that is gone.
inline void touch(bytes::Bytes view) {
    std::uint8_t all = 0;
    for (const std::uint8_t byte : view) all ^= byte;
    volatile std::uint8_t kept = all;
    static_cast<void>(kept);
}

inline bool lies_inside(bytes::Bytes inner, bytes::Bytes outer) {
    if (inner.empty()) return true;
    return inner.data() >= outer.data() &&
           inner.data() + inner.size() <= outer.data() + outer.size();
}

// `content` in what other meters have around their messages.
inline std::vector<std::uint8_t> carried(const sim::HdlcHeader& header, std::uint8_t how,
                                         bytes::Bytes content) {
    using sim::Carrier;
    constexpr sim::Ciphering with_tag{.title = "ABC00001",
                                      .security = 0x30,
                                      .key = sim::simulated_key,
                                      .authentication_key = sim::simulated_authentication_key};
    constexpr sim::Ciphering without_tag{.title = "",
                                         .security = 0x20,
                                         .key = sim::simulated_key,
                                         .authentication_key = sim::simulated_authentication_key};
    const sim::Ciphering* const ciphering = (how & 0x80) == 0   ? nullptr
                                            : (how & 0x40) != 0 ? &with_tag
                                                                : &without_tag;
    if (ciphering == nullptr && how % 8 == 5) return sim::sml_transport(content);
    constexpr Carrier carriers[] = {Carrier::hdlc, Carrier::blocks, Carrier::mbus, Carrier::bare,
                                    Carrier::p1};
    const sim::Transport transport{.carrier = carriers[how % 5],
                                   .part_size = (how & 0x20) != 0 ? 30U : 0U,
                                   .ciphering = ciphering};
    return sim::carry(transport, header, content, how, {});
}

// What a line carries, made of a fuzzer's bytes. With an even first byte the rest is the line. With
// an odd one the rest is a list of pieces, so that what is inside good checksums gets looked at
// too:
//
//   kind 1 | size 1 | content      kind % 4: 0 bare bytes, 1 a frame, 2 segments, 3 a lone segment
//                                  bits 5 to 2 all set: the content's first byte says what else
inline std::vector<std::uint8_t> line_of(bytes::Bytes input) {
    if (input.empty()) return {};
    const bool pieces = input[0] % 2 == 1;
    input = input.subspan(1);
    if (!pieces) return {input.begin(), input.end()};

    const std::uint8_t address[] = {0x41};
    const sim::HdlcHeader header{.destination = address, .source = address, .control = 0x13};
    std::vector<std::uint8_t> line;
    while (input.size() >= 2) {
        const std::uint8_t kind = input[0];
        const auto content = input.subspan(2).first(
            std::min<std::size_t>(input[1] * (kind & 0x80 ? 7U : 1U), input.size() - 2));
        input = input.subspan(2 + content.size());
        const bool shared = (kind & 0x40) != 0;
        std::vector<std::uint8_t> piece{content.begin(), content.end()};
        if ((kind & 0x3C) == 0x3C && !content.empty()) {
            piece = carried(header, content[0], content.subspan(1));
            line.insert(line.end(), piece.begin(), piece.end());
            continue;
        }
        if (kind % 4 == 1) piece = sim::hdlc_message(header, content);
        if (kind % 4 == 2) piece = sim::hdlc_message(header, content, {20, shared});
        if (kind % 4 == 3) piece = sim::hdlc_frame(header, content, shared);
        line.insert(line.end(), piece.begin(), piece.end());
    }
    return line;
}

// Calls `use` with pieces of 1 to `most` bytes (0: with all in one) that together are `line`; sizes
// come out of `seed`. Each stands in memory of its own, which is gone when the next one comes.
template <class Use>
void in_pieces(bytes::Bytes line, std::size_t most, std::uint32_t seed, Use use) {
    if (most == 0) return use(line);
    while (!line.empty()) {
        seed = seed * 1664525U + 1013904223U;
        const std::size_t size = std::min<std::size_t>(1 + (seed >> 16) % most, line.size());
        const std::vector<std::uint8_t> piece{line.begin(),
                                              line.begin() + static_cast<std::ptrdiff_t>(size)};
        use(bytes::Bytes{piece});
        line = line.subspan(size);
    }
}

}  // namespace hanmeter::fuzz
