// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>

#include "sim/random.h"
#include "streams/line.h"

// Meters of every family on one line, which change their minds from telegram to telegram; and each
// of them alone.

namespace hanmeter::streams {
namespace {

#ifdef NDEBUG
constexpr std::size_t telegrams = 3000;
#else
constexpr std::size_t telegrams = 300;
#endif

struct Stream {
    Octets bytes{};
    std::vector<Values> whole{};
};

void append(Octets& stream, const Octets& more) {
    stream.insert(stream.end(), more.begin(), more.end());
}

std::vector<sim::Meter> meters(bool checked) {
    std::vector<sim::Meter> all;
    for (const sim::Model& model : sim::models()) {
        if (sim::is_checked(model.transport) == checked) all.push_back(meter_of(model));
    }
    return all;
}

// What stands between two telegrams and begins none.
void add_noise(Octets& stream, sim::Random& random) {
    for (auto left = random.below(30); left > 0; --left) {
        stream.push_back(static_cast<std::uint8_t>(0x80 + random.below(128)));
    }
}

// `percent` of the telegrams have one bit turned, or end early.
Stream mixed(std::uint64_t seed, unsigned percent) {
    sim::Random random{seed};
    std::vector<sim::Meter> all = meters(true);
    Stream stream;
    for (std::size_t i = 0; i < telegrams; ++i) {
        sim::Telegram telegram = all[random.below(all.size())].next();
        const bool damaged = random.below(100) < percent;
        if (damaged && random.once_in(2)) {
            telegram.bytes.resize(2 + random.below(telegram.bytes.size() - 4));
        } else if (damaged) {
            // Not in the line end behind a text telegram, which nothing checks.
            const std::size_t at = random.below(telegram.bytes.size() - 2);
            telegram.bytes[at] ^= static_cast<std::uint8_t>(1U << random.below(8));
        }
        append(stream.bytes, telegram.bytes);
        if (percent > 0) add_noise(stream.bytes, random);
        if (!damaged) stream.whole.push_back(std::move(telegram.values));
    }
    return stream;
}

void check(const Stream& stream, std::uint64_t seed) {
    const Decoded whole = decode_whole(stream.bytes);
    CHECK(whole.readings.size() == stream.whole.size());
    const auto [reading, sent] = std::ranges::mismatch(whole.readings, stream.whole);
    CHECK(reading == whole.readings.end());
    if (reading != whole.readings.end()) MESSAGE("reading ", reading - whole.readings.begin());
    for (const Decoded& pieces :
         {decode_in_pieces_of(stream.bytes, 1), decode_in_random_pieces(stream.bytes, seed)}) {
        CHECK(std::ranges::equal(pieces.readings, whole.readings));
        CHECK(text_of(pieces.counters) == text_of(whole.counters));
    }
}

}  // namespace

TEST_CASE("Each family alone on a good line") {
    CHECK(sim::models().size() >= 30);
    for (const sim::Model& model : sim::models()) {
        CAPTURE(model.name);
        sim::Meter meter = meter_of(model);
        Stream stream;
        for (std::size_t i = 0; i < telegrams / 30; ++i) {
            sim::Telegram telegram = meter.next();
            append(stream.bytes, telegram.bytes);
            stream.whole.push_back(std::move(telegram.values));
        }
        check(stream, 1);
        CHECK(decode_whole(stream.bytes).counters.framing.bytes_skipped == 0);
    }
}

TEST_CASE("Every family that has a check, in any order, and no byte is thrown away") {
    const Stream stream = mixed(1, 0);
    check(stream, 1);
    CHECK(decode_whole(stream.bytes).counters.framing.bytes_skipped == 0);
}

TEST_CASE("The same with damage and noise: what stayed whole is read, and nothing else") {
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
        CAPTURE(seed);
        check(mixed(seed, 20), seed);
    }
}

}  // namespace hanmeter::streams
