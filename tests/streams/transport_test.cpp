// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>

#include "sim/blocks.h"
#include "sim/mbus.h"
#include "sim/random.h"
#include "streams/line.h"

// One line on which messages come in every way that has a check, whole and damaged.

namespace hanmeter::streams {
namespace {

#ifdef NDEBUG
constexpr std::size_t messages = 1200;
#else
constexpr std::size_t messages = 240;
#endif

struct Sent {
    Octets bytes;
    Values values;
};

// Frame, segments, blocks, one M-Bus telegram and several, in turn.
Octets carried(const sim::HdlcHeader& header, bytes::Bytes apdu, std::size_t way) {
    switch (way % 5) {
        case 0: return sim::hdlc_message(header, apdu);
        case 1: return sim::hdlc_message(header, apdu, {.information_size = 40});
        case 2: return sim::hdlc_blocks(header, apdu, 60);
        case 3: return sim::mbus_message({.data_size = 506}, apdu);
        default: return sim::mbus_message({.data_size = 50}, apdu);
    }
}

std::vector<Sent> sent_by(const sim::Model& model, std::size_t count) {
    sim::Meter meter = meter_of(model);
    const sim::HdlcHeader& header = model.family.header;
    // Flag, format, control, HCS and LLC stand around the addresses; FCS and flag behind.
    const std::size_t before = 1 + 2 + header.destination.size() + header.source.size() + 1 + 2 + 3;
    std::vector<Sent> all;
    for (std::size_t i = 0; i < count; ++i) {
        sim::Telegram telegram = meter.next();
        const auto from_apdu = bytes::Bytes{telegram.bytes}.subspan(before);
        all.push_back({carried(header, from_apdu.first(from_apdu.size() - 3), i),
                       std::move(telegram.values)});
    }
    return all;
}

void check_stream(const Octets& stream, const std::vector<Values>& expected, std::uint64_t seed) {
    const Decoded whole = decode_whole(stream);
    REQUIRE(whole.readings.size() == expected.size());
    CHECK(std::ranges::equal(whole.readings, expected));
    for (const Decoded& pieces :
         {decode_in_pieces_of(stream, 1), decode_in_random_pieces(stream, seed)}) {
        CHECK(std::ranges::equal(pieces.readings, expected));
        CHECK(text_of(pieces.counters) == text_of(whole.counters));
    }
}

void append(Octets& stream, const Octets& more) {
    stream.insert(stream.end(), more.begin(), more.end());
}

}  // namespace

TEST_CASE("Every way in turn on one line, and no byte is thrown away") {
    for (const sim::Model* each : plain_hdlc_models()) {
        const sim::Model& model = *each;
        CAPTURE(model.name);
        Octets stream;
        std::vector<Values> values;
        for (Sent& sent : sent_by(model, messages / 4)) {
            append(stream, sent.bytes);
            values.push_back(std::move(sent.values));
        }
        check_stream(stream, values, 1);
        CHECK(decode_whole(stream).counters.framing.bytes_skipped == 0);
    }
}

TEST_CASE("A turned bit costs its message alone, in whatever way it came") {
    for (const sim::Model* each : plain_hdlc_models()) {
        const sim::Model& model = *each;
        CAPTURE(model.name);
        sim::Random random{11};
        Octets stream;
        std::vector<Values> values;
        for (Sent& sent : sent_by(model, messages / 4)) {
            const bool damaged = random.below(3) == 0;
            if (damaged) {
                const auto at = static_cast<std::size_t>(random.below(sent.bytes.size()));
                sent.bytes[at] ^= static_cast<std::uint8_t>(1U << random.below(8));
            }
            append(stream, sent.bytes);
            if (!damaged) values.push_back(std::move(sent.values));
        }
        check_stream(stream, values, 2);
    }
}

TEST_CASE("A message that is cut off costs itself alone, with noise in its place") {
    for (const sim::Model* each : plain_hdlc_models()) {
        const sim::Model& model = *each;
        CAPTURE(model.name);
        sim::Random random{12};
        Octets stream;
        std::vector<Values> values;
        for (Sent& sent : sent_by(model, messages / 4)) {
            const bool damaged = random.below(4) == 0;
            if (damaged) sent.bytes.resize(1 + random.below(sent.bytes.size() - 2));
            append(stream, sent.bytes);
            for (auto noise = random.below(damaged ? 12 : 1); noise > 0; --noise) {
                stream.push_back(static_cast<std::uint8_t>(0xF0 + random.below(16)));
            }
            if (!damaged) values.push_back(std::move(sent.values));
        }
        check_stream(stream, values, 3);
    }
}

TEST_CASE("One telegram that is gone without a trace costs its message alone") {
    // Two messages of several telegrams each.
    const sim::Model& model = *sim::find_model("kamstrup-3p");
    const std::vector<Sent> sent = sent_by(model, 10);
    std::vector<Octets> telegrams;
    for (const std::size_t message : {4U, 9U}) {
        bytes::Bytes rest{sent[message].bytes};
        while (!rest.empty()) {
            const std::size_t size = rest[1] + 6U;
            telegrams.emplace_back(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(size));
            rest = rest.subspan(size);
        }
    }
    const std::size_t half = telegrams.size() / 2;
    REQUIRE(half >= 3);
    for (std::size_t lost = 0; lost < telegrams.size(); ++lost) {
        CAPTURE(lost);
        Octets stream;
        for (std::size_t i = 0; i < telegrams.size(); ++i) {
            if (i != lost) append(stream, telegrams[i]);
        }
        const Decoded decoded = decode_whole(stream);
        REQUIRE(decoded.readings.size() == 1);
        CHECK(decoded.readings[0] == sent[lost < half ? 9 : 4].values);
        CHECK(decoded.counters.messages_incomplete >= 1);
    }
}

}  // namespace hanmeter::streams
