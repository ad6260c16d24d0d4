// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/inspect/hexdump.h"

#include <doctest/doctest.h>

#include <string>

#include "hanmeter/decoder.h"
#include "support/hdlc.h"

using namespace hanmeter;
using tests::joined;
using tests::Octets;
using tests::octets;
namespace vectors = tests::vectors;

namespace {

class Dumper final : public Listener, public inspect::TextSink {
public:
    std::string text{};

    void put(std::string_view more) override { text += more; }
    void frame(const framing::Frame& frame) override { dump_.frame(frame); }
    void refused(const framing::Refused& refused) override { dump_.refused(refused); }
    void skipped(bytes::Bytes data, std::uint64_t offset) override { dump_.skipped(data, offset); }

private:
    inspect::Hexdump dump_{*this};
};

// What is shown of a whole stream, in pieces of `piece` bytes.
std::string dump_of(const Octets& stream, std::size_t piece) {
    DecoderMemory memory;
    Decoder decoder{memory.room()};
    Dumper dumper;
    for (std::size_t at = 0; at < stream.size(); at += piece) {
        bytes::Bytes input = bytes::Bytes{stream}.subspan(at);
        input = input.first(std::min(piece, input.size()));
        while (decoder.take(input, {}, &dumper) != nullptr) {
        }
    }
    while (decoder.finish({}, &dumper) != nullptr) {
    }
    return dumper.text;
}

std::string without_line_ends(std::string text) {
    for (char& character : text) {
        if (character == '\n') character = ' ';
    }
    return text;
}

// The same, whatever the pieces, but for where lines of noise end.
std::string dump_of(const Octets& stream) {
    const std::string at_once = dump_of(stream, stream.size());
    CHECK(without_line_ends(dump_of(stream, 1)) == without_line_ends(at_once));
    CHECK(without_line_ends(dump_of(stream, 7)) == without_line_ends(at_once));
    return at_once;
}

const std::string whole_frame =
    "\n7e <-- Start of frame\n"
    "a0 d2 <-- ExpectedLength 210\n"
    "41 08 83 13 82 d6 e6 e7 00 0f 40 00 00 00 00 01\n"
    "09 02 02 09 06 01 01 00 02 81 ff 0a 0b 41 49 44\n"
    "4f 4e 5f 56 30 30 30 31 02 02 09 06 00 00 60 01\n"
    "00 ff 0a 10 37 33 35 39 39 39 32 38 39 30 39 34\n"
    "31 37 34 32 02 02 09 06 00 00 60 01 07 ff 0a 04\n"
    "36 35 31 35 02 03 09 06 01 00 01 07 00 ff 06 00\n"
    "00 05 52 02 02 0f 00 16 1b 02 03 09 06 01 00 02\n"
    "07 00 ff 06 00 00 00 00 02 02 0f 00 16 1b 02 03\n"
    "09 06 01 00 03 07 00 ff 06 00 00 03 e4 02 02 0f\n"
    "00 16 1d 02 03 09 06 01 00 04 07 00 ff 06 00 00\n"
    "00 00 02 02 0f 00 16 1d 02 03 09 06 01 00 1f 07\n"
    "00 ff 10 00 5d 02 02 0f ff 16 21 02 03 09 06 01\n"
    "00 20 07 00 ff 12 09 c4 02 02 0f ff 16 23 e0 c4\n";
const std::string good_end =
    "7e <-- End of frame at length= 210\n"
    "CRC OK on packet of length 210 value c4e0\n";

const std::string list1 =
    "\n7e <-- Start of frame\n"
    "a0 2a <-- ExpectedLength 42\n"
    "41 08 83 13 04 13 e6 e7 00 0f 40 00 00 00 00 01\n"
    "01 02 03 09 06 01 00 01 07 00 ff 06 00 00 05 52\n"
    "02 02 0f 00 16 1b bb f5\n"
    "7e <-- End of frame at length= 42\n"
    "CRC OK on packet of length 42 value f5bb\n";

}  // namespace

TEST_CASE("a good frame") {
    CHECK(dump_of(vectors::aidon_list2) == whole_frame + good_end);
}

TEST_CASE("frames one behind the other, with a flag each or one between them") {
    CHECK(dump_of(joined({vectors::aidon_list1, vectors::aidon_list1})) == list1 + list1);
    Octets shared = vectors::aidon_list1;
    shared.pop_back();
    CHECK(dump_of(joined({shared, vectors::aidon_list1})) == list1 + list1);
}

TEST_CASE("a frame whose check is wrong") {
    Octets frame = vectors::aidon_list2;
    frame[210] = 0xC5;
    std::string expected = whole_frame;
    expected.replace(expected.rfind("c4"), 2, "c5");
    CHECK(dump_of(frame) == expected +
                                "7e <-- End of frame at length= 210\n"
                                "CRC error on packet of length 210 value c4e0 versus c5e0\n");
    // The flag that closes it may open the next one, and be noise where more follows.
    frame.pop_back();
    const std::string text = dump_of(joined({frame, vectors::aidon_list1}));
    CHECK(text.substr(text.size() - list1.size()) == list1);
    const std::string twice = dump_of(joined({frame, frame, octets("7E0102")}));
    CHECK(twice.find("versus c5e0\n\n7e <-- Start of frame\n") != std::string::npos);
    const std::string end = "versus c5e0\n\nNo frame\n01 02\n";
    CHECK(twice.substr(twice.size() - end.size()) == end);
}

TEST_CASE("a header whose check is wrong") {
    Octets frame = octets("7EA02741088313 0000 E6E700");
    const std::string text = dump_of(joined({frame, vectors::aidon_list1}));
    CHECK(text.find("ExpectedLength 39\n") != std::string::npos);
    CHECK(text.find("Header check error on packet of length 39 value ") != std::string::npos);
    CHECK(text.find(" versus 0000\n") != std::string::npos);
    CHECK(text.substr(text.size() - list1.size()) == list1);
}

TEST_CASE("a frame that is cut, and the good one behind it") {
    Octets cut = vectors::aidon_list2;
    cut.resize(100);
    const std::string text = dump_of(joined({cut, vectors::aidon_list1}));
    CHECK(text.find("ExpectedLength 210\n") != std::string::npos);
    CHECK(text.find("No end of frame: 210 bytes expected, ") != std::string::npos);
    CHECK(text.substr(text.size() - list1.size()) == list1);
}

TEST_CASE("bytes that belong to no frame") {
    CHECK(dump_of(joined({octets("00FF41"), vectors::aidon_list1})) ==
          "\nNo frame\n00 ff 41\n" + list1);
    CHECK(dump_of(joined({vectors::aidon_list1, octets("0102")})) == list1 + "\nNo frame\n01 02\n");
}

TEST_CASE("a message without a frame") {
    CHECK(dump_of(octets("0F 40000000 00 0201 06 00000BF3")) ==
          "\nMessage without a frame\n0f 40 00 00 00 00 02 01 06 00 00 0b f3\n");
}

TEST_CASE("frames without flags have a title, and their check") {
    const Octets telegram =
        octets("681E1E6853FF1001670F400000000C07E5031702131A3AFF80000002010600000BF31A16");
    CHECK(dump_of(telegram) ==
          "\nM-Bus telegram\n68 1e 1e 68 53 ff 10 01 67 0f 40 00 00 00 0c 07\n"
          "e5 03 17 02 13 1a 3a ff 80 00 00 02 01 06 00 00\n0b f3 1a 16\n"
          "Checksum OK on packet of length 36 value 001a\n");
    const std::string text = "/ABC5x\r\n\r\n1-0:1.7.0(01*W)\r\n!0000\r\n";
    const std::string shown = dump_of(Octets(text.begin(), text.end()));
    CHECK(shown.find("\nP1 telegram\n2f 41 42 43 35") == 0);
    CHECK(shown.find("CRC error on packet of length 32 value ") != std::string::npos);
    CHECK(shown.find(" versus 0000\n") != std::string::npos);
}
