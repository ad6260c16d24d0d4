// SPDX-License-Identifier: Apache-2.0
#include "app/reading/verdict.h"

#include <doctest/doctest.h>

using namespace hanmeter;
using namespace hanmeter::app;
using namespace hanmeter::app::reading;

namespace {

Counters counted(std::uint64_t bytes, std::uint64_t frames, std::uint64_t readings) {
    Counters counters{};
    counters.framing.bytes = bytes;
    counters.framing.frames = frames;
    counters.readings = readings;
    return counters;
}

Exit code(const Counters& counters, bool strict = false) {
    return judge("x", InputKind::file, counters, strict).code;
}

}  // namespace

TEST_CASE("One reading is enough, unless --strict finds a refused frame") {
    Counters counters = counted(1000, 3, 1);
    counters.messages_not_understood = 1;
    counters.messages_not_opened = 1;
    CHECK(code(counters) == Exit::ok);
    CHECK(code(counters, true) == Exit::ok);
    CHECK(judge("x", InputKind::line, counters, true).sentence.empty());
    for (const auto refused :
         {&framing::FramingCounters::frames_bad_header_check,
          &framing::FramingCounters::frames_bad_check, &framing::FramingCounters::frames_cut}) {
        Counters damaged = counters;
        damaged.framing.*refused = 1;
        CHECK(code(damaged) == Exit::ok);
        CHECK(code(damaged, true) == Exit::no_valid_frame);
    }
}

TEST_CASE("Without a reading the first in the order 7 8 6 5 counts") {
    CHECK(code(counted(0, 0, 0)) == Exit::no_bytes);
    CHECK(code(counted(1, 0, 0)) == Exit::no_valid_frame);
    Counters counters = counted(1000, 2, 0);
    CHECK(code(counters) == Exit::not_understood);
    counters.messages_incomplete = 1;
    CHECK(code(counters) == Exit::not_understood);
    counters.messages_not_understood = 1;
    CHECK(code(counters) == Exit::not_understood);
    counters.messages_not_opened = 1;
    CHECK(code(counters, true) == Exit::not_opened);
}

TEST_CASE("The sentence says what was seen and what to try") {
    CHECK(judge("a.bin", InputKind::file, counted(0, 0, 0), false).sentence ==
          "a.bin is empty: there is not a single byte in it");
    const auto silent = judge("/dev/ttyUSB0", InputKind::line, counted(0, 0, 0), false).sentence;
    CHECK(silent.starts_with("not a single byte came from /dev/ttyUSB0. Is the cable"));
    CHECK(silent.ends_with("?"));

    const auto noise = judge("/dev/ttyUSB0", InputKind::line, counted(512, 0, 0), false).sentence;
    CHECK(noise.starts_with("/dev/ttyUSB0: 512 bytes, but no valid frame; nothing in it"));
    CHECK(noise.find("--baud") != std::string::npos);

    Counters damaged = counted(512, 0, 0);
    damaged.framing.frames_bad_check = 2;
    damaged.framing.frames_cut = 1;
    const auto said = judge("a", InputKind::file, damaged, false).sentence;
    CHECK(said.find("2 with a wrong checksum, 1 cut.") != std::string::npos);
    CHECK(said.find("header") == std::string::npos);
    CHECK(said.find("--parity") == std::string::npos);
    CHECK(judge("a", InputKind::line, damaged, false).sentence.find("--parity") !=
          std::string::npos);

    Counters ciphered = counted(1, 1, 0);
    ciphered.messages_not_opened = 1;
    ciphered.not_opened.no_key = 1;
    CHECK(judge("a", InputKind::file, ciphered, false).sentence ==
          "a: 1 byte with 1 valid frame, but 1 message could not be opened: enciphered, and no key "
          "is known for this meter. The grid company gives it on request; --key takes it");
    const auto why = [&](std::uint64_t NotOpened::* cause) {
        ciphered.not_opened = {.title = {'K', 'A', 'M', 'E', 1, 2, 3, 4}, .has_title = true};
        ciphered.not_opened.*cause = 1;
        return judge("a", InputKind::file, ciphered, false).sentence;
    };
    CHECK(why(&NotOpened::wrong_key)
              .find("wrong key: none of those given opens what the meter "
                    "with system title 4b414d4501020304 (KAM) sends") != std::string::npos);
    CHECK(why(&NotOpened::wrong_authentication_key).find("the authentication key does not") !=
          std::string::npos);
    CHECK(why(&NotOpened::damaged).find("the message is damaged") != std::string::npos);
}

TEST_CASE("What begins like something that is not read is called by its name") {
    const auto like = [](std::string_view text) {
        return likeness({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
    };
    CHECK(like(std::string_view{"7\0e\0 \0", 6}) == "text in UTF-16");
    CHECK(like("~\xa0\xd2\x41\x08").empty());
    CHECK(like("/").empty());
    CHECK(
        judge("x", InputKind::file, counted(800, 0, 0), false, "text in UTF-16").sentence ==
        "x: 800 bytes, but no valid frame; it begins like text in UTF-16, which this version does "
        "not read");
}
