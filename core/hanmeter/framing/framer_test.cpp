// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/framing/framer.h"

#include <doctest/doctest.h>

#include <memory>

#include "hanmeter/framing/hdlc.h"
#include "support/hdlc.h"

using namespace hanmeter;
using namespace hanmeter::framing;
using bytes::Bytes;
using bytes::Error;
using tests::frame_of;
using tests::joined;
using tests::Octets;
using tests::octets;
namespace vectors = tests::vectors;

namespace {

using Payloads = std::vector<Octets>;

// Stands for messages without a frame: B0, how many bytes follow, those bytes.
Scan scan_box(Bytes window, bool /*at_end*/) {
    if (window[0] != 0xB0) return {};
    if (window.size() < 2) return {.verdict = Scan::Verdict::need_more, .size = 2};
    const std::size_t size = std::size_t{2} + window[1];
    if (window.size() < size) {
        return {.verdict = Scan::Verdict::need_more, .size = size, .header_ok = true};
    }
    return {.verdict = Scan::Verdict::frame,
            .size = size,
            .header_ok = true,
            .frame = {.framing = values::Framing::apdu,
                      .whole = window.first(size),
                      .payload = window.subspan(2, size - 2)}};
}

struct Heard final : Listener {
    Payloads payloads{};
    std::vector<bool> disturbed{};
    std::vector<Error> refusals{};
    Octets thrown_away{};
    FramingCounters counters{};

    void take(const Frame& frame) {
        payloads.emplace_back(frame.payload.begin(), frame.payload.end());
        disturbed.push_back(frame.disturbed);
    }
    void refused(const Refused& refused) override { refusals.push_back(refused.error); }
    void skipped(Bytes data, std::uint64_t) override {
        thrown_away.insert(thrown_away.end(), data.begin(), data.end());
    }
};

// Several units, each handed over in pieces of `piece` bytes.
Heard hear(const std::vector<Octets>& units, std::size_t piece = 100'000,
           std::size_t room_size = 4096) {
    Octets room(room_size);
    Framer framer{room, scan_box};
    Heard heard;
    for (const Octets& unit : units) {
        for (std::size_t at = 0; at < unit.size(); at += piece) {
            Bytes input = Bytes{unit}.subspan(at, std::min(piece, unit.size() - at));
            while (const auto frame = framer.take(input, &heard)) heard.take(*frame);
            CHECK(input.empty());
        }
        while (const auto frame = framer.finish(&heard)) heard.take(*frame);
    }
    heard.counters = framer.counters();
    return heard;
}

// The same in one piece, byte by byte and in sevens.
Heard hear_all_ways(const std::vector<Octets>& units) {
    const Heard whole = hear(units);
    for (const std::size_t piece : {1U, 2U, 7U}) {
        const Heard pieces = hear(units, piece);
        CAPTURE(piece);
        CHECK(pieces.payloads == whole.payloads);
        CHECK(pieces.disturbed == whole.disturbed);
        CHECK(pieces.refusals == whole.refusals);
        CHECK(pieces.thrown_away == whole.thrown_away);
        CHECK(pieces.counters.bytes == whole.counters.bytes);
        CHECK(pieces.counters.bytes_skipped == whole.counters.bytes_skipped);
        CHECK(pieces.counters.resynchronisations == whole.counters.resynchronisations);
    }
    return whole;
}

Octets box(const Octets& content) {
    return joined({{0xB0, static_cast<std::uint8_t>(content.size())}, content});
}

Octets without_first(Octets bytes) {
    bytes.erase(bytes.begin());
    return bytes;
}

Octets without_last(Octets bytes) {
    bytes.pop_back();
    return bytes;
}

const Octets a = octets("AAAAAA");
const Octets b = octets("BBBB");

}  // namespace

TEST_CASE("two frames, each with its own flags, or with one between them") {
    for (const Octets& stream :
         {joined({frame_of(a), frame_of(b)}), joined({frame_of(a), without_first(frame_of(b))})}) {
        const Heard heard = hear_all_ways({stream});
        CHECK(heard.payloads == Payloads{a, b});
        CHECK(heard.counters.frames == 2);
        CHECK(heard.counters.bytes == stream.size());
        CHECK(heard.counters.bytes_skipped == 0);
        CHECK(heard.counters.resynchronisations == 0);
        CHECK(heard.disturbed == std::vector<bool>{false, false});
    }
}

TEST_CASE("a line that idles in flags loses nothing") {
    const Octets idle(50, 0x7E);
    const Heard heard = hear_all_ways({joined({idle, frame_of(a), idle, frame_of(b), idle})});
    CHECK(heard.payloads == Payloads{a, b});
    CHECK(heard.thrown_away.size() <= 1);  // the last flag may have begun something
    CHECK(heard.disturbed == std::vector<bool>{false, false});
}

TEST_CASE("a last frame is complete with its flag, without waiting for more") {
    Octets room(hdlc_max_size);
    Framer framer{room, scan_box};
    const Octets frame = frame_of(a);
    Bytes input{frame};
    CHECK(framer.take(input, nullptr));
}

TEST_CASE("noise is thrown away and counted, the frames around it are found") {
    const Octets noise = octets("00FF F03F 55AA 0D0A 41424344");
    const Heard heard = hear_all_ways({joined({noise, frame_of(a), noise, frame_of(b), noise})});
    CHECK(heard.payloads == Payloads{a, b});
    CHECK(heard.thrown_away == joined({noise, noise, noise}));
    CHECK(heard.counters.bytes_skipped == 3 * noise.size());
    CHECK(heard.counters.resynchronisations == 2);
    CHECK(heard.disturbed == std::vector<bool>{true, true});
}

TEST_CASE("a few stray bytes between two frames do not yet speak of a lost one") {
    const Heard four = hear_all_ways({joined({frame_of(a), octets("00000000"), frame_of(b)})});
    CHECK(four.disturbed == std::vector<bool>{false, false});
    const Heard five = hear_all_ways({joined({frame_of(a), octets("0000000000"), frame_of(b)})});
    CHECK(five.disturbed == std::vector<bool>{false, true});
}

TEST_CASE("a damaged frame is refused by its first reason") {
    Octets header = frame_of(a);
    header[4] ^= 0x20;
    Octets content = frame_of(a);
    content[10] ^= 0x04;
    Octets end = frame_of(a);
    end.back() = 0x55;
    const Heard heard = hear_all_ways({joined({header, content, end, frame_of(b)})});
    CHECK(heard.payloads == Payloads{b});
    CHECK(heard.refusals ==
          std::vector<Error>{Error::bad_header_check, Error::bad_frame_check, Error::no_end_flag});
    CHECK(heard.counters.frames_bad_header_check == 1);
    CHECK(heard.counters.frames_bad_check == 1);
    CHECK(heard.counters.frames_cut == 1);
    CHECK(heard.disturbed == std::vector<bool>{true});
    CHECK(heard.counters.bytes_skipped == header.size() + content.size() + end.size());
}

TEST_CASE("the inside of a refused frame is searched") {
    const Octets good = frame_of(b);
    Octets outer = frame_of(joined({octets("0102"), good, octets("0304")}));
    outer[9] ^= 0xFF;
    const Heard heard = hear_all_ways({joined({outer, frame_of(a)})});
    CHECK(heard.payloads == Payloads{b, a});
    CHECK(heard.counters.frames_bad_check == 1);
}

TEST_CASE("a good frame is found behind one that lost bytes, even where its end is in it") {
    for (std::size_t lost = 1; lost <= 5; ++lost) {
        Octets shorter = vectors::aidon_list2;
        shorter.erase(shorter.begin() + 20,
                      shorter.begin() + 20 + static_cast<std::ptrdiff_t>(lost));
        const Heard heard = hear_all_ways({joined({shorter, frame_of(a), frame_of(b)})});
        CAPTURE(lost);
        CHECK(heard.payloads == Payloads{a, b});
        CHECK(heard.counters.frames_cut + heard.counters.frames_bad_check == 1);
    }
}

TEST_CASE("a frame inside a good frame is no frame") {
    const Octets outer = joined({octets("01"), frame_of(b), octets("02")});
    const Heard heard = hear_all_ways({frame_of(outer)});
    CHECK(heard.payloads == Payloads{outer});
}

TEST_CASE("published frames in one stream") {
    const Heard heard = hear_all_ways({joined({
        vectors::aidon_list1,
        vectors::ciphered,
        vectors::segment1,
        vectors::segment2,
        vectors::segment1,
        without_first(vectors::segment2),
        vectors::flags_inside,
        vectors::kamstrup_hour,
    })});
    CHECK(heard.counters.frames == 8);
    CHECK(heard.counters.bytes_skipped == 0);
    CHECK(heard.payloads[2] == octets("E6E7000F400000000C07E5031702131A3AFF8000"));
    CHECK(heard.payloads[3] == octets("0002010600000BF3"));
    CHECK(heard.payloads[5] == heard.payloads[3]);
}

TEST_CASE("what is cut at the end of a unit is counted once its header is whole") {
    const Octets frame = vectors::aidon_list1;
    constexpr std::size_t header_size = 9;
    for (std::size_t there = 1; there < frame.size(); ++there) {
        const Octets cut{frame.begin(), frame.begin() + static_cast<std::ptrdiff_t>(there)};
        const Heard heard = hear_all_ways({cut});
        CAPTURE(there);
        CHECK(heard.payloads.empty());
        CHECK(heard.counters.frames_cut == (there >= header_size ? 1 : 0));
        CHECK(heard.counters.bytes_skipped == there);
        CHECK(heard.thrown_away == cut);
    }
}

TEST_CASE("a unit that ends in a frame leaves nothing for the next") {
    const Heard heard = hear_all_ways({without_last(frame_of(a)), frame_of(b)});
    CHECK(heard.payloads == Payloads{b});
    CHECK(heard.counters.frames_cut == 1);
}

TEST_CASE("thousands of false headers end at the frame behind them") {
    Octets headers;
    for (int i = 0; i < 2048; ++i) headers.insert(headers.end(), {0x7E, 0xA0});
    const Heard heard = hear_all_ways({joined({headers, frame_of(a)})});
    CHECK(heard.payloads == Payloads{a});
    CHECK(heard.counters.bytes_skipped == headers.size());
}

TEST_CASE("a frame larger than the room is refused, what follows it is not") {
    const Octets large = frame_of(Octets(200, 0x11));
    for (const std::size_t piece : {1U, 50U, 1000U}) {
        const Heard heard = hear({joined({large, frame_of(a)})}, piece, 100);
        CAPTURE(piece);
        CHECK(heard.payloads == Payloads{a});
        CHECK(heard.refusals == std::vector<Error>{Error::too_long});
    }
}

TEST_CASE("messages without a frame at the start of a unit and behind each other") {
    const Heard heard = hear_all_ways({joined({box(a), box(b), box({})}), box(b)});
    CHECK(heard.payloads == Payloads{a, b, Octets{}, b});
    CHECK(heard.counters.frames == 4);
    CHECK(heard.counters.bytes_skipped == 0);
}

TEST_CASE("a message without a frame is not believed behind anything else") {
    CHECK(hear_all_ways({joined({octets("00"), box(a)})}).payloads.empty());
    CHECK(hear_all_ways({joined({octets("7E7E"), box(a)})}).payloads.empty());
    CHECK(hear_all_ways({joined({frame_of(a), box(b)})}).payloads == Payloads{a});
    CHECK(hear_all_ways({joined({frame_of(a), octets("0000"), box(b)})}).payloads == Payloads{a});
    CHECK(hear_all_ways({joined({box(a), octets("00"), box(b)})}).payloads.empty());
}

TEST_CASE("a message without a frame needs its end, or the next one, behind it") {
    CHECK(hear_all_ways({joined({box(a), octets("00")})}).payloads.empty());
    CHECK(hear_all_ways({joined({box(a), frame_of(b)})}).payloads == Payloads{b});
    CHECK(hear_all_ways({without_last(box(a))}).payloads.empty());
    CHECK(hear_all_ways({joined({box(a), without_last(box(b))})}).payloads == Payloads{a});
}

TEST_CASE("where frames have been seen, no unit begins with a message without one") {
    const Heard heard = hear_all_ways({frame_of(a), box(b)});
    CHECK(heard.payloads == Payloads{a});
    CHECK(heard.counters.bytes_skipped == box(b).size());
}

TEST_CASE("nothing inside a refused frame is a message without a frame") {
    Octets refused = frame_of(box(a));
    refused[12] ^= 0x01;
    CHECK(hear_all_ways({refused}).payloads.empty());
}

TEST_CASE("a stream's own account adds up: frames, flags and what was thrown away") {
    const Octets noise = octets("0102030405067E00");
    const Octets stream = joined({noise, frame_of(a), frame_of(b), noise});
    const Heard heard = hear_all_ways({stream});
    const std::size_t framed = frame_of(a).size() + frame_of(b).size();
    CHECK(heard.counters.bytes == stream.size());
    CHECK(heard.counters.bytes_skipped == stream.size() - framed);
}
