// SPDX-License-Identifier: Apache-2.0
#include "sim/faults.h"

#include <algorithm>

#include "hanmeter/bytes/checksum.h"

namespace hanmeter::sim {
namespace {

constexpr std::uint8_t flag = 0x7E;
constexpr std::ptrdiff_t remembered = 8192;  // four frames of the greatest length
using Octets = std::vector<std::uint8_t>;

Octets copy(bytes::Bytes data) {
    return {data.begin(), data.end()};
}

// The size of the frame that starts with the flag at the front, closing flag included, or 0.
std::size_t frame_size(bytes::Bytes stream) {
    constexpr std::size_t least_length = 7;
    if (stream.size() < 3 || stream[0] != flag || (stream[1] & 0xF0) != 0xA0) return 0;
    const std::size_t length = (std::size_t{stream[1]} & 0x07) << 8 | stream[2];
    if (length < least_length || stream.size() < length + 2) return 0;
    if (stream[length + 1] != flag) return 0;
    const auto crc = bytes::crc16_x25(stream.subspan(1, length - 2));
    const std::size_t sent = stream[length - 1] | std::size_t{stream[length]} << 8;
    return crc == sent ? length + 2 : 0;
}

void append(Octets& out, const Octets& more) {
    out.insert(out.end(), more.begin(), more.end());
}

void lose(Octets& bytes, Random& random) {
    const std::size_t count = std::min<std::size_t>(1 + random.below(4), bytes.size() - 2);
    const std::size_t at = 1 + random.below(bytes.size() - 1 - count);
    const auto first = bytes.begin() + static_cast<std::ptrdiff_t>(at);
    bytes.erase(first, first + static_cast<std::ptrdiff_t>(count));
}

void flip_bits(Octets& bytes, Random& random, std::uint64_t count) {
    for (auto left = count; left > 0; --left) {
        const std::size_t at = 1 + random.below(bytes.size() - 2);
        bytes[at] = static_cast<std::uint8_t>(bytes[at] ^ (1u << random.below(8)));
    }
}

void cut_off(Octets& bytes, Random& random) {
    const auto gone = static_cast<std::ptrdiff_t>(2 + random.below(bytes.size() - 3));
    if (random.once_in(2)) {
        bytes.erase(bytes.begin(), bytes.begin() + gone);
    } else {
        bytes.erase(bytes.end() - gone, bytes.end());
    }
}

}  // namespace

std::size_t count_frames(bytes::Bytes stream) {
    std::size_t count = 0;
    while (!stream.empty()) {
        const std::size_t size = frame_size(stream);
        if (size > 0) ++count;
        // The closing flag may open the next.
        stream = stream.subspan(size > 0 ? size - 1 : 1);
    }
    return count;
}

Octets Faults::noise() {
    constexpr std::uint8_t idle[] = {0x00, 0xFF, 0xF0, 0x3F};
    Octets bytes;
    if (random_.once_in(4)) bytes = {flag, 0xA0, static_cast<std::uint8_t>(random_.below(256))};
    const bool quiet = random_.once_in(2);
    const std::uint8_t stray = idle[random_.below(std::size(idle))];
    for (auto left = 1 + random_.below(37); left > 0; --left) {
        bytes.push_back(quiet ? stray : static_cast<std::uint8_t>(random_.below(256)));
    }
    return bytes;
}

Octets Faults::damaged(bytes::Bytes telegram, const Octets& noise, bool lost, bool flip, bool cut) {
    const std::size_t frames = count_frames(telegram);
    const std::size_t would_be = count_frames(open_) + frames;
    for (;;) {
        Octets bytes = copy(telegram);
        if (flip) flip_bits(bytes, random_, frames > 0 ? 1 + random_.below(3) : 1);
        if (lost) lose(bytes, random_);
        if (cut) cut_off(bytes, random_);
        Octets stream = open_;
        append(stream, noise);
        append(stream, bytes);
        stream.push_back(flag);
        const bool is_none =
            frames > 0 ? count_frames(stream) < would_be : !std::ranges::equal(bytes, telegram);
        if (is_none) return bytes;
    }
}

Transmission Faults::pass(bytes::Bytes telegram) {
    const bool noisy = happens(options_.noise);
    const bool lost = happens(options_.lost);
    const bool flip = happens(options_.flip);
    const bool cut = happens(options_.cut);
    const bool share = happens(options_.share);

    Transmission out;
    out.whole = !(lost || flip || cut);
    if (noisy) out.bytes = noise();
    Octets rest = out.whole ? copy(telegram) : damaged(telegram, out.bytes, lost, flip, cut);
    const bool behind_whole = open_.size() == 1;
    if (share && out.whole && behind_whole && !noisy) rest.erase(rest.begin());
    append(out.bytes, rest);
    if (out.whole) {
        open_ = {flag};
    } else {
        append(open_, out.bytes);
        if (std::ssize(open_) > remembered) open_.erase(open_.begin(), open_.end() - remembered);
    }
    return out;
}

}  // namespace hanmeter::sim
