// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "hanmeter/bytes/cursor.h"
#include "sim/random.h"

namespace hanmeter::sim {

// What befalls telegrams on the way, each in so many of a hundred of them.
struct FaultOptions {
    std::uint64_t seed = 1;
    unsigned noise = 0;  // 1 to 40 stray bytes before it, false beginnings of frames among them
    unsigned lost = 0;   // 1 to 4 bytes of its inside are missing
    unsigned flip = 0;   // 1 to 3 bits of its inside are turned
    unsigned cut = 0;    // its beginning or its end is missing, at least two bytes
    unsigned share = 0;  // its first flag is the last one of the telegram before, where both are
                         // whole and nothing stands between
};

// A telegram as it comes out of the line.
struct Transmission {
    std::vector<std::uint8_t> bytes;
    bool whole = true;  // everything that was sent of it is there and in one piece
};

// A bad line: seeded and repeatable. What it calls damaged no receiver can take for whole: where a
// telegram, behind the damaged ones before it, would still give as many valid frames as were sent
// (two halves of equal telegrams do), it is damaged otherwise.
class Faults {
public:
    explicit Faults(const FaultOptions& options) : options_{options}, random_{options.seed} {}

    // `telegram` is at least 12 bytes. Only of HDLC frames, flags included, is it certain that a
    // damaged one is none; others have a bit turned at most, so that their checks fail.
    Transmission pass(bytes::Bytes telegram);

private:
    bool happens(unsigned percent) { return random_.below(100) < percent; }
    std::vector<std::uint8_t> noise();
    // `noise` goes before it.
    std::vector<std::uint8_t> damaged(bytes::Bytes telegram, const std::vector<std::uint8_t>& noise,
                                      bool lost, bool flip, bool cut);

    FaultOptions options_;
    Random random_;
    // What was passed on since the last whole telegram, the flag that ended it first.
    std::vector<std::uint8_t> open_;
};

// HDLC frames with a right FCS and both flags in `stream`, as a receiver finds them.
std::size_t count_frames(bytes::Bytes stream);

}  // namespace hanmeter::sim
