// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <array>

#include "hanmeter/messages/cosem/apdu.h"
#include "streams/line.h"

namespace hanmeter::streams {
namespace {

// Sanitizers come without NDEBUG, and make this slow.
#ifdef NDEBUG
constexpr std::size_t telegrams = 2000;
#else
constexpr std::size_t telegrams = 200;
#endif

std::string shown(const Values& values) {
    std::string text;
    for (const sim::SentValue& value : values) {
        std::array<char, values::Obis::max_text> room{};
        bytes::TextWriter code{room};
        value.code.write(code);
        text.append(code.view()).append(" ").append(value.value).append("\n");
    }
    return text;
}

// Shows the first that differs instead of thousands that do not.
void check_readings(const std::vector<Values>& readings, const std::vector<Values>& sent) {
    CHECK(readings.size() == sent.size());
    const auto [reading, expected] = std::ranges::mismatch(readings, sent);
    if (reading == readings.end() || expected == sent.end()) return;
    CAPTURE(reading - readings.begin());
    CHECK(shown(*reading) == shown(*expected));
}

void check_pieces(const Octets& stream, const Decoded& whole, std::uint64_t seed) {
    const auto check = [&](const Decoded& pieces) {
        check_readings(pieces.readings, whole.readings);
        CHECK(text_of(pieces.counters) == text_of(whole.counters));
    };
    for (const std::size_t size : {1U, 2U, 7U}) {
        CAPTURE(size);
        check(decode_in_pieces_of(stream, size));
    }
    check(decode_in_random_pieces(stream, seed));
}

void check_line(const Line& line, std::uint64_t seed) {
    const Decoded whole = decode_whole(line.stream);
    check_readings(whole.readings, line.whole);
    CHECK(whole.counters.framing.bytes == line.stream.size());
    CHECK(whole.counters.readings == line.whole.size());
    check_pieces(line.stream, whole, seed);
}

void check_every_model(const sim::FaultOptions& faults, std::size_t count = telegrams) {
    CHECK(plain_hdlc_models().size() >= 13);
    for (const sim::Model* each : plain_hdlc_models()) {
        const sim::Model& model = *each;
        CAPTURE(model.name);
        CAPTURE(faults.seed);
        check_line(line_of(model, faults, count), faults.seed);
    }
}

TEST_CASE("Every telegram of a good line is a reading, and no byte is thrown away") {
    for (const sim::Model* each : plain_hdlc_models()) {
        const sim::Model& model = *each;
        CAPTURE(model.name);
        const Line line = line_of(model, {}, telegrams);
        REQUIRE(line.whole.size() == telegrams);
        check_line(line, 1);
        const Counters counters = decode_whole(line.stream).counters;
        CHECK(counters.framing.frames == telegrams);
        CHECK(counters.framing.bytes_skipped == 0);
        CHECK(counters.messages_not_understood + counters.messages_incomplete == 0);
        CHECK(counters.clocks_impossible == 0);
    }
}

TEST_CASE("Telegrams may share their flags") {
    check_every_model({.share = 100});
    check_every_model({.seed = 2, .share = 50});
}

TEST_CASE("Noise between telegrams costs none of them") {
    check_every_model({.seed = 1, .noise = 100}, telegrams / 2);
    check_every_model({.seed = 2, .noise = 30});
}

TEST_CASE("Telegrams that lost bytes give nothing, those around them everything") {
    check_every_model({.seed = 1, .lost = 25});
    check_every_model({.seed = 2, .lost = 90}, telegrams / 2);
}

TEST_CASE("Telegrams with turned bits give nothing, those around them everything") {
    check_every_model({.seed = 1, .flip = 25});
    check_every_model({.seed = 2, .flip = 90}, telegrams / 2);
}

TEST_CASE("Telegrams without beginning or end give nothing, those around them everything") {
    check_every_model({.seed = 1, .cut = 25});
    check_every_model({.seed = 2, .cut = 90}, telegrams / 2);
}

TEST_CASE("Everything together") {
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
        check_every_model(
            {.seed = seed, .noise = 25, .lost = 10, .flip = 10, .cut = 10, .share = 40},
            telegrams / 2);
    }
}

TEST_CASE("Telegrams in segments are readings where all of their segments are there") {
    for (const sim::Model* each : plain_hdlc_models()) {
        const sim::Model& model = *each;
        CAPTURE(model.name);
        for (const bool share : {false, true}) {
            const sim::HdlcSegments segments{.information_size = 40, .share_flags = share};
            check_line(line_of(model, {}, telegrams / 10, segments), 1);
            const sim::FaultOptions faults{.seed = 3, .lost = 10, .flip = 10};
            const Line line = line_of(model, faults, telegrams / 4, segments);
            CHECK(line.damaged > 0);
            check_line(line, 2);
        }
    }
}

TEST_CASE("The first segment may hold the LLC header alone") {
    for (const sim::Model* each : plain_hdlc_models()) {
        const sim::Model& model = *each;
        CAPTURE(model.name);
        const sim::Telegram telegram = meter_of(model).next();
        const sim::HdlcHeader& header = model.family.header;
        // Flag, frame format, control and HCS stand around the addresses; FCS and flag behind.
        const std::size_t around = 1 + 2 + 1 + 2;
        const bytes::Bytes from_llc = bytes::Bytes{telegram.bytes}.subspan(
            around + header.destination.size() + header.source.size());
        const bytes::Bytes information = from_llc.first(from_llc.size() - 3);
        const auto llc = information.first(messages::cosem::llc_size);
        Octets stream = sim::hdlc_frame(header, llc, true);
        const Octets rest = sim::hdlc_frame(header, information.subspan(llc.size()));
        stream.insert(stream.end(), rest.begin(), rest.end());
        check_readings(decode_whole(stream).readings, {telegram.values});
    }
}

}  // namespace
}  // namespace hanmeter::streams
