// SPDX-License-Identifier: Apache-2.0
// Framing: the frames of a line do not depend on how it is cut, no byte is lost from the account,
// and what is called a frame has a good checksum.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "fuzz/stream.h"
#include "hanmeter/bytes/checksum.h"
#include "hanmeter/framing/framer.h"
#include "hanmeter/framing/hdlc.h"
#include "hanmeter/messages/cosem/apdu.h"

namespace {

using namespace hanmeter;
using fuzz::must;

struct Found {
    std::uint64_t offset;
    std::vector<std::uint8_t> whole;

    friend bool operator==(const Found&, const Found&) = default;
};

// Keeps the frames and adds up what was thrown away.
class Account final : public framing::Listener {
public:
    std::vector<Found> frames;
    std::uint64_t skipped_bytes = 0;  // as told
    std::uint64_t counted_bytes = 0;  // by the framer itself

    void skipped(bytes::Bytes data, std::uint64_t /*offset*/) override {
        skipped_bytes += data.size();
    }
    void keep(const framing::Frame& frame) {
        frames.push_back({frame.offset, {frame.whole.begin(), frame.whole.end()}});
        if (frame.framing != values::Framing::hdlc) return;
        const auto inner = frame.whole.subspan(1);
        must(inner.size() >= 2 && frame.whole[0] == framing::hdlc_flag);
        must(bytes::crc16_x25(inner.first(inner.size() - 2)) ==
             (inner[inner.size() - 2] | inner[inner.size() - 1] << 8));
    }
};

Account read(bytes::Bytes line, std::size_t most, std::uint32_t seed) {
    std::array<std::uint8_t, framing::hdlc_max_size> room;
    framing::Framer framer{room, messages::cosem::scan_bare_apdu};
    Account account;
    fuzz::in_pieces(line, most, seed, [&](bytes::Bytes piece) {
        while (auto frame = framer.take(piece, &account)) account.keep(*frame);
        must(piece.empty());
    });
    while (auto frame = framer.finish(&account)) account.keep(*frame);

    const auto& counters = framer.counters();
    must(counters.bytes == line.size());
    must(counters.frames == account.frames.size());
    account.counted_bytes = counters.bytes_skipped;
    // Flags around damage are counted and not told of.
    must(account.skipped_bytes <= account.counted_bytes);
    const auto flags = std::count(line.begin(), line.end(), framing::hdlc_flag);
    must(account.counted_bytes <= account.skipped_bytes + static_cast<std::uint64_t>(flags));
    std::uint64_t framed = 0;
    for (const Found& frame : account.frames) framed += frame.whole.size();
    must(framed + account.counted_bytes <= line.size());
    return account;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto line = fuzz::line_of({data, size});
    const Account whole = read(line, line.size() + 1, 0);
    for (const Found& frame : whole.frames) {
        must(frame.offset + frame.whole.size() <= line.size());
        must(std::equal(frame.whole.begin(), frame.whole.end(),
                        line.begin() + static_cast<std::ptrdiff_t>(frame.offset)));
    }
    for (const std::size_t most : {1U, 40U}) {
        const Account pieces = read(line, most, static_cast<std::uint32_t>(size));
        must(pieces.frames == whole.frames);
        must(pieces.skipped_bytes == whole.skipped_bytes);
        must(pieces.counted_bytes == whole.counted_bytes);
    }
    return 0;
}
