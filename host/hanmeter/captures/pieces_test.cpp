// SPDX-License-Identifier: Apache-2.0
// The same input in other pieces gives the same bytes and starts.
#include <array>
#include <random>
#include <string>

#include "hanmeter/captures/lines.h"
#include "hanmeter/captures/undone_for_test.h"

using namespace hanmeter::captures;

namespace {

using Random = std::mt19937;

constexpr std::array all_formats = {Format::automatic, Format::raw, Format::hex, Format::decimal,
                                    Format::log};

std::size_t up_to(Random& random, std::size_t limit) {
    return std::uniform_int_distribution<std::size_t>{0, limit}(random);
}

// Lines out of what text of captures is made of, in any order.
std::string random_text(Random& random) {
    constexpr auto parts = std::to_array<std::string_view>({"7E",
                                                            "a0",
                                                            "2A41",
                                                            "E6E7000F40000000",
                                                            "0F4000000009",
                                                            "126",
                                                            "9",
                                                            "255,",
                                                            "[",
                                                            "]",
                                                            " ",
                                                            "  ",
                                                            "\t",
                                                            "\n",
                                                            "\n",
                                                            "\r\n",
                                                            "\r",
                                                            "(V) ",
                                                            "# ",
                                                            "//",
                                                            "/*",
                                                            "*/",
                                                            "; ",
                                                            ":",
                                                            ",",
                                                            "-",
                                                            "\\x7e",
                                                            "0x7",
                                                            "h",
                                                            "log ",
                                                            "12:30:15 ",
                                                            "0010  ",
                                                            "|",
                                                            "=",
                                                            "'",
                                                            "\x1B[0m",
                                                            "-\n",
                                                            "\\\n",
                                                            "0102030405060708090A0B0C",
                                                            "\xC3\xA5"});
    std::string text;
    for (std::size_t count = up_to(random, 120); count > 0; --count) {
        text += parts[up_to(random, parts.size() - 1)];
    }
    return text;
}

std::string random_bytes(Random& random) {
    std::string bytes;
    for (std::size_t count = up_to(random, 300); count > 0; --count) {
        bytes += static_cast<char>(up_to(random, 255));
    }
    return bytes;
}

void check_pieces(const std::string& input, Random& random) {
    for (const Format format : all_formats) {
        CAPTURE(input);
        const Undone whole = undo(as_bytes(input), format);
        CHECK(whole == undo(as_bytes(input), format, [] { return 1U; }));
        CHECK(whole == undo(as_bytes(input), format, [&] { return 1 + up_to(random, 40); }));
        CHECK(whole.starts.empty() == whole.data.empty());
        CHECK((whole.starts.empty() || whole.starts.front() == 0));
        CHECK(whole.data.size() <= input.size());
    }
}

}  // namespace

TEST_CASE("random text and random bytes in random pieces") {
    Random random{2400};
    for (int i = 0; i < 1500; ++i) {
        check_pieces(random_text(random), random);
        check_pieces(random_bytes(random), random);
        check_pieces(random_text(random) + random_bytes(random) + random_text(random), random);
    }
}

TEST_CASE("cut at every byte") {
    const std::string text =
        "[10:00:01 - Received 10 (0x0A) bytes]\r\n7E A0 2A 41  ; flag\r\n08 83 13 04 E6 E7\r\n\r\n"
        "0F 40 00 00 00 0C 07 E1 /* a\n b */ 7ea02-\n81\n0000: 7e a0  ~.\n\x1B[0mx: [126, 160]\n";
    const Undone whole = undo(as_bytes(text));
    CHECK(whole.data.size() == 23);
    for (std::size_t cut = 0; cut <= text.size(); ++cut) {
        Undone parts;
        const auto capture = make_capture(Format::automatic);
        capture->take(as_bytes(text).first(cut), parts);
        capture->take(as_bytes(text).subspan(cut), parts);
        capture->finish(parts);
        CAPTURE(cut);
        CHECK(parts == whole);
    }
}

TEST_CASE("lines longer than the limit") {
    Random random{9600};
    for (int i = 0; i < 20; ++i) {
        std::string text;
        while (text.size() < 3 * LineReader::limit) {
            std::string part = random_text(random);
            if (i % 2 == 0) std::erase_if(part, [](char c) { return c == '\n' || c == '\r'; });
            text += part;
        }
        check_pieces(text, random);
    }
}
