// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <vector>

#include "hanmeter/bytes/checksum.h"
#include "hanmeter/framing/framer.h"
#include "hanmeter/framing/hdlc.h"

using namespace hanmeter;
using namespace hanmeter::framing;

namespace {

using Octets = std::vector<std::uint8_t>;

void append_crc(Octets& frame) {
    const std::uint16_t crc = bytes::crc16_x25(bytes::Bytes{frame}.subspan(1));
    frame.push_back(static_cast<std::uint8_t>(crc & 0xFF));
    frame.push_back(static_cast<std::uint8_t>(crc >> 8));
}

// A frame of type 3 with both flags, `fill` in its information field.
Octets frame_of(std::size_t size, std::uint8_t fill) {
    const auto length = static_cast<std::uint8_t>(size + 9);
    Octets frame{0x7E, 0xA0, length, 0x41, 0x03, 0x13};
    append_crc(frame);
    frame.insert(frame.end(), size, fill);
    append_crc(frame);
    frame.push_back(0x7E);
    return frame;
}

Scan no_apdu(bytes::Bytes, bool) {
    return {};
}

// Compares what it is told with the stream at the offset it is told.
class Comparer final : public Listener {
public:
    explicit Comparer(const Octets& stream) : stream_{stream} {}

    void frame(const Frame& frame) override { compare(frame.whole, frame.offset); }
    void refused(const Refused& refused) override { compare(refused.whole, refused.offset); }
    void skipped(bytes::Bytes data, std::uint64_t offset) override { compare(data, offset); }

    std::size_t compared = 0;

    void compare(bytes::Bytes data, std::uint64_t offset) {
        REQUIRE(offset + data.size() <= stream_.size());
        CHECK(std::ranges::equal(
            data, bytes::Bytes{stream_}.subspan(static_cast<std::size_t>(offset), data.size())));
        ++compared;
    }

private:
    const Octets& stream_;
};

// Good frames with noise, a damaged one and a cut one between them, no two alike.
Octets stream_with_everything() {
    Octets stream{0x01, 0x02, 0x03};
    for (std::uint8_t i = 0; i < 6; ++i) {
        Octets frame = frame_of(20 + i, static_cast<std::uint8_t>(0x20 + i));
        if (i == 2) frame[15] ^= 0x10;
        if (i == 4) frame.resize(17);
        stream.insert(stream.end(), frame.begin(), frame.end());
        for (std::uint8_t n = 0; n < i; ++n) stream.push_back(static_cast<std::uint8_t>(0x80 + n));
    }
    return stream;
}

}  // namespace

TEST_CASE("Whatever is told of stands in the stream where it is said to, in pieces of any size") {
    const Octets stream = stream_with_everything();
    for (const std::size_t piece :
         {std::size_t{1}, std::size_t{7}, std::size_t{40}, stream.size()}) {
        std::array<std::uint8_t, hdlc_max_size> room;
        Framer framer{room, no_apdu};
        Comparer comparer{stream};
        std::size_t frames = 0;
        for (std::size_t at = 0; at < stream.size(); at += piece) {
            bytes::Bytes input =
                bytes::Bytes{stream}.subspan(at, std::min(piece, stream.size() - at));
            while (framer.take(input, &comparer)) ++frames;
        }
        while (framer.finish(&comparer)) ++frames;
        CHECK(frames == 4);
        CHECK(comparer.compared >= 4 + 2 + 3);
    }
}
