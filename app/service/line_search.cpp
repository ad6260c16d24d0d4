// SPDX-License-Identifier: Apache-2.0
#include "app/service/line_search.h"

#include <array>

namespace hanmeter::app::service {
namespace {

using io::Parity;

// M-Bus adapters, P1, optical heads, and the rarer ones.
constexpr std::array<io::SerialSettings, 9> candidates{{
    {.baud = 2400},
    {.baud = 2400, .parity = Parity::even},
    {.baud = 115'200},
    {.baud = 9600},
    {.baud = 9600, .parity = Parity::even},
    {.baud = 9600, .data_bits = 7, .parity = Parity::even},
    {.baud = 38'400},
    {.baud = 19'200},
    {.baud = 300, .data_bits = 7, .parity = Parity::even},
}};

}  // namespace

const io::SerialSettings& LineSearch::settings() const {
    return candidates[at_];
}

bool LineSearch::look(std::uint64_t bytes, std::uint64_t frames, Clock::time_point now) {
    if (frames > frames_) {
        found_ = true;
        begin_anew(bytes, frames, now);
        return false;
    }
    const bool talks = bytes - bytes_ >= fewest_bytes;
    if (!talks) {
        if (bytes == bytes_) since_ = now;  // silence is no sign
        return false;
    }
    const auto patience =
        found_ ? Clock::duration{patience_later} : Clock::duration{patience_at_first};
    if (now - since_ < patience) return false;
    at_ = (at_ + 1) % candidates.size();
    found_ = false;
    begin_anew(bytes, frames, now);
    return true;
}

void LineSearch::begin_anew(std::uint64_t bytes, std::uint64_t frames, Clock::time_point now) {
    bytes_ = bytes;
    frames_ = frames;
    since_ = now;
}

}  // namespace hanmeter::app::service
