// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>

#include "hanmeter/bytes/checksum.h"
#include "streams/line.h"

namespace hanmeter::streams {
namespace {

constexpr std::uint8_t flag = 0x7E;
constexpr std::uint8_t strays[] = {0x00, flag, 0xA0, 0xFF};
constexpr std::uint8_t turned_bits[] = {0x01, 0x80, 0xFF};

Octets joined(std::initializer_list<Octets> parts) {
    Octets all;
    for (const Octets& part : parts) all.insert(all.end(), part.begin(), part.end());
    return all;
}

Octets without(const Octets& bytes, std::size_t at) {
    Octets fewer = bytes;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(at));
    return fewer;
}

Octets with(const Octets& bytes, std::size_t at, std::uint8_t byte) {
    Octets more = bytes;
    more.insert(more.begin() + static_cast<std::ptrdiff_t>(at), byte);
    return more;
}

// A file that a program for texts has been at.
Octets with_carriage_returns(const Octets& bytes) {
    Octets more;
    for (const std::uint8_t byte : bytes) {
        if (byte == 0x0A) more.push_back(0x0D);
        more.push_back(byte);
    }
    return more;
}

// The beginning of a frame that calls itself as long as there are any; its header check holds.
Octets longest_header() {
    Octets header{flag, 0xA7, 0xFF, 0x41, 0x03, 0x13};
    const std::uint16_t check = bytes::crc16_x25(bytes::Bytes{header}.subspan(1));
    header.push_back(static_cast<std::uint8_t>(check & 0xFF));
    header.push_back(static_cast<std::uint8_t>(check >> 8));
    return header;
}

// Two telegrams that follow each other and differ.
struct Two {
    sim::Telegram first;
    sim::Telegram second;
};

Two two_of(const sim::Model& model) {
    sim::Meter meter = meter_of(model);
    Two two{meter.next(), meter.next()};
    while (two.second.values == two.first.values) two.second = meter.next();
    return two;
}

void check_gives(const Octets& stream, const std::vector<Values>& expected) {
    CHECK(decode_whole(stream).readings == expected);
    CHECK(decode_in_pieces_of(stream, 1).readings == expected);
}

void check_damage(const Octets& damaged, bool inside, const Two& two) {
    const std::vector<Values> none;
    const std::vector<Values> first{two.first.values};
    const std::vector<Values> second{two.second.values};
    const std::vector<Values> both{two.first.values, two.second.values};
    const auto alone = decode_whole(damaged).readings;
    CHECK((alone == none || (!inside && alone == first)));
    const auto followed = decode_whole(joined({damaged, two.second.bytes})).readings;
    CHECK((followed == second || (!inside && followed == both)));
}

TEST_CASE("A frame is found behind thousands of beginnings of frames") {
    for (const sim::Model* each : plain_hdlc_models()) {
        const sim::Model& model = *each;
        CAPTURE(model.name);
        const sim::Telegram telegram = meter_of(model).next();
        Octets headers;
        while (headers.size() < 4096) headers.insert(headers.end(), {flag, 0xA0});
        check_gives(joined({headers, telegram.bytes}), {telegram.values});
        Octets long_ones;
        while (long_ones.size() < 4096) long_ones = joined({long_ones, longest_header()});
        check_gives(joined({long_ones, telegram.bytes}), {telegram.values});
    }
}

TEST_CASE("One flag between two frames is enough, many are not too many") {
    for (const sim::Model* each : plain_hdlc_models()) {
        const sim::Model& model = *each;
        CAPTURE(model.name);
        const Two two = two_of(model);
        const std::vector<Values> both{two.first.values, two.second.values};
        check_gives(joined({two.first.bytes, without(two.second.bytes, 0)}), both);
        check_gives(joined({two.first.bytes, Octets(100, flag), two.second.bytes}), both);
    }
}

TEST_CASE("A frame whose line feeds became two bytes gives no reading") {
    std::size_t changed = 0;
    for (const sim::Model* each : plain_hdlc_models()) {
        const sim::Model& model = *each;
        CAPTURE(model.name);
        const Two two = two_of(model);
        const Octets converted = with_carriage_returns(two.first.bytes);
        if (converted == two.first.bytes) continue;
        ++changed;
        check_gives(converted, {});
        check_gives(joined({converted, two.second.bytes}), {two.second.values});
    }
    CHECK(changed > 0);
}

TEST_CASE("A frame in which one byte is missing, added or doubled gives no reading") {
    for (const sim::Model* each : plain_hdlc_models()) {
        const sim::Model& model = *each;
        CAPTURE(model.name);
        const Two two = two_of(model);
        const Octets& frame = two.first.bytes;
        const std::size_t last = frame.size() - 1;
        for (std::size_t at = 0; at < frame.size(); ++at) {
            CAPTURE(at);
            const bool a_flag = at == 0 || at == last;
            check_damage(without(frame, at), !a_flag, two);
            check_damage(with(frame, at, frame[at]), !a_flag, two);
            for (const std::uint8_t byte : strays) {
                const bool one_flag_more = byte == flag && (at == 1 || at == last);
                check_damage(with(frame, at, byte), at != 0 && !one_flag_more, two);
            }
        }
    }
}

TEST_CASE("A frame in which one byte is another gives no reading") {
    for (const sim::Model* each : plain_hdlc_models()) {
        const sim::Model& model = *each;
        CAPTURE(model.name);
        const Two two = two_of(model);
        for (std::size_t at = 1; at + 1 < two.first.bytes.size(); ++at) {
            CAPTURE(at);
            for (const std::uint8_t turned : turned_bits) {
                Octets damaged = two.first.bytes;
                damaged[at] = static_cast<std::uint8_t>(damaged[at] ^ turned);
                check_damage(damaged, true, two);
            }
        }
    }
}

}  // namespace
}  // namespace hanmeter::streams
