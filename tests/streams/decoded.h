// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "hanmeter/decoder.h"
#include "sim/family.h"

namespace hanmeter::streams {

using Octets = std::vector<std::uint8_t>;
using Values = std::vector<sim::SentValue>;

// The readings of a stream in their order, each as what a meter would have sent, and what the
// decoder counted.
struct Decoded {
    std::vector<Values> readings{};
    Counters counters{};
};

// How many bytes the next piece has, at least 1.
using PieceSize = std::function<std::size_t()>;

// With the keys of the simulated meters.
Decoded decode(bytes::Bytes stream, const PieceSize& piece_size);
Decoded decode_whole(bytes::Bytes stream);
Decoded decode_in_pieces_of(bytes::Bytes stream, std::size_t size);
Decoded decode_in_random_pieces(bytes::Bytes stream, std::uint64_t seed);

// Every counter, for a comparison that shows what differs.
std::string text_of(const Counters& counters);

}  // namespace hanmeter::streams
