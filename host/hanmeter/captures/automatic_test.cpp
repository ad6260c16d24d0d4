// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/captures/automatic.h"

#include <array>
#include <string>

#include "hanmeter/captures/undone_for_test.h"

using namespace hanmeter::captures;
using namespace std::string_literals;

namespace {

// After how many bytes the bytes come through raw, all of them; 0: not within these.
std::size_t raw_after(const std::string& input) {
    Undone undone;
    Automatic capture;
    for (std::size_t size = 1; size <= input.size(); ++size) {
        capture.take(as_bytes(input).subspan(size - 1, 1), undone);
        if (undone.data.empty()) continue;
        CHECK(capture.format() == Format::raw);
        CHECK(undone.data.size() == size);
        return size;
    }
    CHECK(capture.format() == Format::automatic);
    return 0;
}

}  // namespace

TEST_CASE("raw bytes are known by the first byte that no text has") {
    struct Row {
        std::string input;
        std::size_t after;
    };
    const auto rows = std::to_array<Row>({
        {"\x7E\xA0\x2A\x41", 2},
        {"\x7E\x7E\xA1\x0B", 3},
        {"\x68\xFA\xFA\x68", 2},
        {"\x1B\x1B\x1B\x1B\x01", 2},
        {"\xE6\xE7\x00\x0F"s, 2},
        {"\xDB\x08KAM", 2},
        {"\x0F\x40"s, 1},
        {"\x00\x01"s, 1},
        {"6970631401753985\x09\x08MA304", 18},
        {"gateway 1.2 ready\r\n\x7E\xA0\x2A", 21},
        // Telegrams as the meter sends them, at the end of their first line.
        {"/KFM5KAIFA-METER\r\n\r\n", 18},
        {"/NWA-WARMTELINK\r\n", 17},
        {"/ISk5\x02MIE5T-200\r\n", 17},
        {"\r\n/Ene5\\T210-D ESMR5.0\r\n", 24},
        {"kWh)\r\n1-0:2.8.0(000.0*kWh)\r\n", 28},
        {"1.8.0*255(000)\r\n", 16},
        {"\x1B[0;36m[D] 7EA0\xFF", 16},
        // Text so far:
        {"7E A0 2A 41", 0},
        {"~", 0},
        {"M\xC3\xA5ler \xE2\x82\xAC \xF0\x9F\x94\x8C", 0},
        {"/dev/ttyUSB0: 7E", 0},
        {"// 7E A0\n", 0},
        {"/KFM5KAIFA-METER", 0},
        {"7E \x02", 4},
        {"\x1B[0;36m[16:58:09.396][V]\t", 0},
        {"19:39:30 (main) 1.8 2(", 0},
    });
    for (const Row& row : rows) {
        CAPTURE(row.input);
        CHECK(raw_after(row.input) == row.after);
    }
}

TEST_CASE("what was raw stays raw") {
    const std::string input = "\x7E\xA0\x2A\nready 0102030405060708\n/KFM5\n7EA02A4108831304\n";
    const Undone undone = undo(as_bytes(input));
    CHECK(std::string{undone.data.begin(), undone.data.end()} == input);
    CHECK(undone.starts == std::vector<std::size_t>{0});
}

TEST_CASE("text is known at the end of the line that has enough bytes") {
    Undone undone;
    Automatic capture;
    capture.take(as_bytes("boot 1.2\n7E A0 2A 41 08 83 13\n04"), undone);
    CHECK(capture.format() == Format::automatic);
    CHECK(undone.data.empty());
    capture.take(as_bytes("\n"), undone);
    CHECK(capture.format() == Format::hex);
    CHECK(shown(undone) == "|7ea02a4108831304");
}

TEST_CASE("text without bytes is handed on raw") {
    const std::string words = "The quick brown fox jumps over 13 lazy dogs.\n";
    CHECK(undo(as_bytes(words)).data.size() == words.size());
    CHECK(undo({}).starts.empty());

    std::string long_text;
    while (long_text.size() < Automatic::held_limit) long_text += words;
    Undone undone;
    Automatic capture;
    capture.take(as_bytes(long_text).first(Automatic::held_limit - 1), undone);
    CHECK(undone.data.empty());
    capture.take(as_bytes(long_text).subspan(Automatic::held_limit - 1), undone);
    CHECK(std::string{undone.data.begin(), undone.data.end()} == long_text);
    CHECK(capture.format() == Format::raw);
}
