// SPDX-License-Identifier: Apache-2.0
// Framing: every byte is in one frame, thrown away, or fill between two; and pieces of any size
// give what the whole gives.
#include <array>
#include <optional>

#include "fuzz/stream.h"
#include "hanmeter/bytes/checksum.h"
#include "hanmeter/framing/framer.h"
#include "hanmeter/framing/hdlc.h"
#include "hanmeter/messages/cosem/apdu.h"

namespace {

using namespace hanmeter;
using bytes::Bytes;
using framing::Frame;
using fuzz::must;

struct Found {
    std::uint64_t offset = 0;
    std::size_t size = 0;
    std::size_t payload = 0;
    std::uint32_t about = 0;  // framing, check, segment bit, disturbed; of a refused one its error

    friend bool operator==(const Found&, const Found&) = default;
};

struct Heard {
    std::vector<Found> frames{};
    std::vector<Found> refused{};
    std::vector<std::uint8_t>
        uses{};  // of each byte of the input: frames and skipped ones it is in
    framing::FramingCounters counters{};
};

Found found(const Frame& frame) {
    return {.offset = frame.offset,
            .size = frame.whole.size(),
            .payload = frame.payload.size(),
            .about = static_cast<std::uint32_t>(frame.framing) << 24 |
                     static_cast<std::uint32_t>(frame.check) << 16 |
                     (frame.more_follows ? 2U : 0U) | (frame.disturbed ? 1U : 0U)};
}

// Compares all that it is told with the input.
class Witness final : public framing::Listener {
public:
    Witness(Bytes input, Heard& heard) : input_{input}, heard_{heard} {
        heard_.uses.assign(input.size(), 0);
    }

    void frame(const Frame& frame) override {
        stands_at(frame.whole, frame.offset);
        must(!frame.whole.empty() && fuzz::lies_inside(frame.payload, frame.whole));
        if (frame.framing == values::Framing::hdlc) has_a_good_check(frame.whole);
        use(frame.offset, frame.whole.size());
        heard_.frames.push_back(found(frame));
    }

    void refused(const framing::Refused& refused) override {
        stands_at(refused.whole, refused.offset);
        heard_.refused.push_back(
            {.offset = refused.offset,
             .size = refused.expected,
             .payload = refused.received,
             .about = static_cast<std::uint32_t>(refused.error) << 16 | refused.computed});
    }

    void skipped(Bytes data, std::uint64_t offset) override {
        must(!data.empty());
        stands_at(data, offset);
        use(offset, data.size());
        thrown_away_ += data.size();
    }

    // What stands between frames: flags, and the line ends around text telegrams.
    static bool is_fill(std::uint8_t byte) {
        return byte == framing::hdlc_flag || byte == '\r' || byte == '\n';
    }

    // Every byte was told of once, but for fill; of that some counts as thrown away.
    void check(const framing::FramingCounters& counters) const {
        std::size_t flags = 0;
        for (std::size_t i = 0; i < input_.size(); ++i) {
            must(heard_.uses[i] == 1 || (heard_.uses[i] == 0 && is_fill(input_[i])));
            if (heard_.uses[i] == 0) ++flags;
        }
        must(counters.bytes == input_.size());
        must(counters.frames == heard_.frames.size());
        must(counters.frames_bad_check + counters.frames_bad_header_check + counters.frames_cut ==
             heard_.refused.size());
        must(counters.bytes_skipped >= thrown_away_);
        must(counters.bytes_skipped <= thrown_away_ + flags);
        must(counters.resynchronisations <= counters.frames);
    }

private:
    static void has_a_good_check(Bytes frame) {
        must(frame.size() >= 8 && frame.front() == framing::hdlc_flag);
        const std::size_t fcs = frame.size() - 2;
        must(bytes::crc16_x25(frame.subspan(1, fcs - 1)) == (frame[fcs] | frame[fcs + 1] << 8));
    }

    void stands_at(Bytes view, std::uint64_t offset) const {
        must(offset <= input_.size() && view.size() <= input_.size() - offset);
        must(std::ranges::equal(view,
                                input_.subspan(static_cast<std::size_t>(offset), view.size())));
    }

    void use(std::uint64_t offset, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) ++heard_.uses[static_cast<std::size_t>(offset) + i];
    }

    Bytes input_;
    Heard& heard_;
    std::size_t thrown_away_ = 0;
};

Heard hear(Bytes input, std::size_t room_size, std::size_t most, std::uint32_t seed) {
    std::array<std::uint8_t, framing::hdlc_max_size> room;
    Heard heard;
    Witness witness{input, heard};
    framing::Framer framer{std::span{room}.first(room_size), messages::cosem::scan_bare_apdu};
    fuzz::in_pieces(input, most, seed, [&](Bytes piece) {
        while (const auto frame = framer.take(piece, &witness)) {
            fuzz::touch(frame->whole);
            fuzz::touch(frame->payload);
        }
        must(piece.empty());
    });
    while (const auto frame = framer.finish(&witness)) fuzz::touch(frame->whole);
    witness.check(framer.counters());
    heard.counters = framer.counters();
    return heard;
}

bool same(const framing::FramingCounters& a, const framing::FramingCounters& b) {
    return a.bytes == b.bytes && a.frames == b.frames &&
           a.frames_bad_header_check == b.frames_bad_header_check &&
           a.frames_bad_check == b.frames_bad_check && a.frames_cut == b.frames_cut &&
           a.bytes_skipped == b.bytes_skipped && a.resynchronisations == b.resynchronisations;
}

}  // namespace

// The first byte chooses what line_of() says, and the sizes of the pieces and how much room there
// is: as much as a framer needs at least, or less, so that short lines as well are larger than it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const auto line = fuzz::line_of({data, size});
    const std::uint8_t choice = data[0];
    const std::size_t room_size = (choice & 2) != 0 ? framing::hdlc_max_size : 96;
    constexpr std::array<std::size_t, 4> sizes = {1, 3, 40, 300};
    const std::size_t most = sizes[(choice >> 2) % sizes.size()];
    const Heard whole = hear(line, room_size, 0, 0);
    const Heard pieces = hear(line, room_size, most, choice);
    must(pieces.frames == whole.frames && pieces.refused == whole.refused);
    must(pieces.uses == whole.uses && same(pieces.counters, whole.counters));
    return 0;
}
