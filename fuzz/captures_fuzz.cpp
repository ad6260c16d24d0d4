// SPDX-License-Identifier: Apache-2.0
// Captures: the same input in other pieces gives the same bytes with the same starts, and never
// more bytes than came in, but for line ends.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <vector>

#include "hanmeter/captures/capture.h"
#include "hanmeter/captures/hex_argument.h"

namespace {

using namespace hanmeter;
using captures::Format;

void must(bool holds) {
    if (!holds) std::abort();
}

struct Undone : captures::Output {
    std::vector<std::uint8_t> data{};
    std::vector<std::size_t> starts{};

    void start() override { starts.push_back(data.size()); }
    void bytes(bytes::Bytes piece, const values::Origin&) override {
        data.insert(data.end(), piece.begin(), piece.end());
    }
};

// Pieces of 1 to `most` bytes, their sizes out of `seed`.
Undone undo(bytes::Bytes input, Format format, std::size_t most, std::uint32_t seed) {
    Undone undone;
    const auto capture = captures::make_capture(format);
    while (!input.empty()) {
        seed = seed * 1664525 + 1013904223;
        const std::size_t size = std::min(1 + (seed >> 16) % most, input.size());
        capture->take(input.first(size), undone);
        input = input.subspan(size);
    }
    capture->finish(undone);
    return undone;
}

void undo_in_pieces(bytes::Bytes input, Format format, std::uint32_t seed) {
    Undone whole;
    const auto capture = captures::make_capture(format);
    capture->take(input, whole);
    capture->finish(whole);
    must(whole.data.size() <= 2 * input.size() + 4);  // line ends put back
    must(whole.starts.empty() == whole.data.empty());
    must(whole.starts.empty() || whole.starts.front() == 0);
    for (const std::size_t most : {1U, 7U, 300U}) {
        const Undone pieces = undo(input, format, most, seed);
        must(pieces.data == whole.data && pieces.starts == whole.starts);
    }
}

}  // namespace

// The first byte chooses the format and the sizes of the pieces.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    constexpr std::array formats = {Format::automatic, Format::hex, Format::decimal, Format::log,
                                    Format::raw};
    const bytes::Bytes input{data + 1, size - 1};
    undo_in_pieces(input, formats[data[0] % formats.size()], data[0]);
    const auto argument =
        captures::hex_argument({reinterpret_cast<const char*>(input.data()), input.size()});
    must(!argument || argument->size() >= 8);
    return 0;
}
