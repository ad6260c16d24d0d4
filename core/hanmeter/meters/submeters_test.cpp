// SPDX-License-Identifier: Apache-2.0
// Media are those of EN 13757-3: 3 gas, 4 heat, 7 water.
#include "hanmeter/meters/submeters.h"

#include <doctest/doctest.h>

#include <vector>

#include "support/octets.h"

using namespace hanmeter;
using values::DateTime;
using values::Decimal;
using values::Object;
using values::Unit;
using values::Value;

namespace {

Object text(std::uint8_t channel, std::uint8_t c, std::uint8_t d, std::string_view value) {
    return {.obis = {0, channel, c, d, 0}, .value = {.kind = Value::Kind::text, .text = value}};
}

Object kind(std::uint8_t channel, std::string_view medium) {
    return text(channel, 24, 1, medium);
}

Object counter(std::uint8_t channel, std::int64_t number, std::uint8_t hour,
               Unit unit = Unit::cubic_metre) {
    return {.obis = {0, channel, 24, 2, 1},
            .value = {.kind = Value::Kind::number, .number = Decimal::of_signed(number)},
            .unit = unit,
            .time = DateTime{.year = 2026, .month = 1, .day = 15, .hour = hour, .minute = 0}};
}

// `1 gas G1 gas_m3`: channel, kind, id, and the key that its counter goes by.
std::vector<std::string> found(std::vector<Object> objects) {
    values::ObjectList list{objects};
    for (const Object& object : std::vector<Object>{objects}) list.add(object);
    std::array<values::Submeter, 4> room;
    std::array<char, 64> letters;
    bytes::TextRoom texts{letters};
    const std::size_t count = meters::find_submeters(list, room, texts);
    std::vector<std::string> lines;
    for (const values::Submeter& each : std::span{room}.first(count)) {
        std::string line = std::to_string(each.channel) + " " + std::string{text(each.medium)} +
                           " " + std::string{each.id};
        const bool has = each.object != values::Submeter::no_object;
        const auto* const quantity = has ? list.view()[each.object].quantity : nullptr;
        lines.push_back(line + " " + (quantity != nullptr ? std::string{quantity->key} : "-"));
    }
    return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("kind, id and counter of a channel, in any order") {
    CHECK(found({kind(1, "003"), text(1, 96, 1, "4731"), counter(1, 5, 8)}) ==
          Lines{"1 gas 4731 gas_m3"});
    CHECK(found({counter(2, 5, 8), text(2, 96, 1, "W1"), kind(2, "007")}) ==
          Lines{"2 water W1 water_m3"});
    CHECK(found({kind(3, "004"), text(3, 96, 1, "H1"), counter(3, 5, 8, Unit::joule)}) ==
          Lines{"3 heat H1 heat_j"});
}

TEST_CASE("an id in hex of ASCII is undone") {
    CHECK(found({kind(1, "003"), text(1, 96, 1, "4730303031323334"), counter(1, 5, 8)}) ==
          Lines{"1 gas G0001234 gas_m3"});
}

TEST_CASE("of two of a kind the newest has the plain key") {
    const std::vector<Object> both{kind(1, "003"), text(1, 96, 1, "OLD"), counter(1, 5, 7),
                                   kind(2, "003"), text(2, 96, 1, "NEW"), counter(2, 6, 8)};
    CHECK(found(both) == Lines{"1 gas OLD -", "2 gas NEW gas_m3"});
    const std::vector<Object> turned{both[3], both[4], both[5], both[0], both[1], both[2]};
    CHECK(found(turned) == Lines{"2 gas NEW gas_m3", "1 gas OLD -"});
}

TEST_CASE("a channel with neither id nor time has no meter on it") {
    Object unset = counter(2, 0, 0);
    unset.time.reset();
    CHECK(found({kind(1, "003"), text(1, 96, 1, "G1"), counter(1, 5, 8), kind(2, "003"), unset}) ==
          Lines{"1 gas G1 gas_m3"});
}

TEST_CASE("another unit than the kind's gives no key") {
    CHECK(found({kind(1, "003"), text(1, 96, 1, "G1"), counter(1, 5, 8, Unit::joule)}) ==
          Lines{"1 gas G1 -"});
}

TEST_CASE("more channels than there is room for are left out") {
    std::vector<Object> objects;
    for (std::uint8_t channel = 1; channel <= 6; ++channel) {
        objects.push_back(kind(channel, "007"));
        objects.push_back(counter(channel, channel, channel));
    }
    CHECK(found(objects).size() == 4);
}

TEST_CASE("whether there are any") {
    const std::vector<Object> with{kind(1, "003"), counter(1, 5, 8)};
    const std::vector<Object> without{kind(1, "003"), text(1, 96, 1, "G1")};
    CHECK(meters::has_channel_counters(with));
    CHECK_FALSE(meters::has_channel_counters(without));
}
