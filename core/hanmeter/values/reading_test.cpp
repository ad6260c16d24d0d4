// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/values/reading.h"

#include <doctest/doctest.h>

#include <array>
#include <string>

#include "hanmeter/values/object_list.h"

using namespace hanmeter;
using namespace hanmeter::values;

namespace {

constexpr Obis power_code{1, 0, 1, 7, 0, 255};

Object number_of(const Obis& code, std::int64_t raw, Scale scale = Scale::frame) {
    Object object{.obis = code, .quantity = find_quantity(code), .scale = scale};
    object.value = {.kind = Value::Kind::number, .number = Decimal::of_signed(raw)};
    return object;
}

std::string key_of(const Object& object) {
    std::array<char, 80> room;
    bytes::TextWriter out{room};
    write_key(object, out);
    return std::string{out.view()};
}

}  // namespace

TEST_CASE("the words of the output") {
    CHECK(text(Framing::hdlc) == "hdlc");
    CHECK(text(Framing::mbus) == "mbus");
    CHECK(text(Framing::wrapper) == "wrapper");
    CHECK(text(Framing::p1) == "p1");
    CHECK(text(Framing::d0) == "d0");
    CHECK(text(Framing::sml) == "sml");
    CHECK(text(Framing::apdu) == "apdu");
    CHECK(text(Check::gcm) == "gcm");
    CHECK(text(Check::fcs) == "fcs");
    CHECK(text(Check::mbus) == "mbus");
    CHECK(text(Check::crc16) == "crc16");
    CHECK(text(Check::sml) == "sml");
    CHECK(text(Check::bcc) == "bcc");
    CHECK(text(Check::none) == "none");
    CHECK(text(Scale::frame) == "frame");
    CHECK(text(Scale::list) == "list");
    CHECK(text(Scale::assumed) == "assumed");
    CHECK(text(Scale::unknown) == "unknown");
}

TEST_CASE("the strongest check is the last") {
    CHECK(Check::gcm > Check::fcs);
    CHECK(Check::fcs > Check::mbus);
    CHECK(Check::mbus > Check::crc16);
    CHECK(Check::crc16 > Check::sml);
    CHECK(Check::sml > Check::bcc);
    CHECK(Check::bcc > Check::none);
}

TEST_CASE("a number is found by its key, unless nobody knows its scale") {
    const std::array objects{number_of({1, 0, 1, 8, 0, 255}, 5, Scale::unknown),
                             number_of(power_code, 1), number_of(power_code, 2)};
    const Reading reading{.objects = objects};
    CHECK(find_number(reading, "active_power_import_w") == &objects[1]);
    CHECK(find_number(reading, "active_energy_import_wh") == nullptr);
    CHECK(find_number(reading, "voltage_l1_v") == nullptr);
    Object text = number_of(power_code, 1);
    text.value = {.kind = Value::Kind::text, .text = "1"};
    const std::array texts{text};
    CHECK(find_number(Reading{.objects = texts}, "active_power_import_w") == nullptr);
}

TEST_CASE("an object goes by the catalogue's key, else by its code") {
    CHECK(key_of(number_of(power_code, 1)) == "active_power_import_w");
    CHECK(key_of(number_of({1, 0, 99, 97, 0, 255}, 1)) == "1-0:99.97.0.255");
    Object limit = number_of({0, 0, 17, 0, 0, 255}, 16);
    limit.unit = Unit::ampere;
    CHECK(key_of(limit) == "limiter_threshold_a");
}

TEST_CASE("a list refuses what has no room, and remembers it") {
    std::array<Object, 2> room;
    ObjectList list{room};
    CHECK(list.empty());
    CHECK(list.add(number_of(power_code, 1)));
    CHECK(list.add(number_of(power_code, 2)));
    CHECK_FALSE(list.overflowed());
    CHECK_FALSE(list.add(number_of(power_code, 3)));
    CHECK(list.overflowed());
    CHECK(list.view().size() == 2);
    CHECK(list.last().value.number == Decimal::of_signed(2));
    list.clear();
    CHECK(list.empty());
    CHECK_FALSE(list.overflowed());
}

TEST_CASE("dropping keeps the order of the rest") {
    std::array<Object, 5> room;
    ObjectList list{room};
    for (std::int64_t i = 0; i < 5; ++i) REQUIRE(list.add(number_of(power_code, i)));
    const auto odd = [](const Object& object) { return object.value.number.magnitude() % 2 == 1; };
    CHECK(list.drop_if(odd) == 2);
    REQUIRE(list.view().size() == 3);
    CHECK(list.view()[0].value.number == Decimal::of_signed(0));
    CHECK(list.view()[1].value.number == Decimal::of_signed(2));
    CHECK(list.view()[2].value.number == Decimal::of_signed(4));
    CHECK(list.drop_if(odd) == 0);
}

TEST_CASE("an object on a channel belongs to the submeter there, a relay of the meter to none") {
    const std::array<values::Submeter, 1> submeters{
        {{.channel = 1, .medium = values::Medium::gas, .id = "G1"}}};
    values::Reading reading;
    reading.submeters = submeters;
    const auto of = [&](values::Obis code) { return values::submeter_of(reading, {.obis = code}); };
    CHECK(of({0, 1, 24, 2, 1}) == &submeters[0]);
    CHECK(of({0, 1, 96, 1, 0}) == &submeters[0]);
    CHECK(of({0, 1, 96, 3, 10}) == nullptr);
    CHECK(of({0, 2, 24, 2, 1}) == nullptr);
    CHECK(of({1, 1, 24, 2, 1}) == nullptr);
}
