// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/meters/identity.h"

#include <doctest/doctest.h>

#include <vector>

#include "support/octets.h"

using namespace hanmeter;
using tests::octets;
using values::Obis;
using values::Object;
using values::Reading;
using values::Value;

namespace {

Object text(const Obis& code, std::string_view text) {
    return {.obis = code,
            .quantity = values::find_quantity(code),
            .value = {.kind = Value::Kind::text, .text = text},
            .type_tag = 0x0A};
}

Object clock(const Obis& code, std::uint16_t year) {
    const values::DateTime time{
        .year = year, .month = 3, .day = 23, .hour = 19, .minute = 26, .second = 58};
    return {.obis = code,
            .quantity = values::find_quantity(code),
            .value = {.kind = Value::Kind::clock, .clock = time}};
}

Reading identified(const std::vector<Object>& objects) {
    Reading reading{.objects = objects};
    bytes::TextRoom texts{{}};
    meters::identify(reading, texts);
    return reading;
}

}  // namespace

TEST_CASE("the first of the codes that hold a number of the meter, in whatever order they come") {
    const std::vector<Object> best_first{
        text({0, 0, 96, 1, 0}, "a"), text({1, 1, 0, 0, 5}, "b"),  text({1, 0, 96, 1, 0}, "c"),
        text({1, 0, 0, 0, 9}, "d"),  text({0, 0, 42, 0, 0}, "e"), text({0, 0, 96, 1, 255}, "f")};
    for (std::size_t from = 0; from < best_first.size(); ++from) {
        std::vector<Object> some(best_first.begin() + static_cast<long>(from), best_first.end());
        CHECK(identified(some).meter_id == best_first[from].value.text);
        const std::vector<Object> turned(some.rbegin(), some.rend());
        CHECK(identified(turned).meter_id == best_first[from].value.text);
    }
}

TEST_CASE("a GS1 number of any channel") {
    CHECK(identified({text({1, 0, 0, 0, 5}, "7")}).meter_id == "7");
    CHECK(identified({text({1, 1, 0, 0, 5}, "7")}).meter_id == "7");
}

TEST_CASE("of a code that stands twice the first counts") {
    CHECK(identified({text({0, 0, 96, 1, 0}, "1"), text({0, 0, 96, 1, 0}, "2")}).meter_id == "1");
}

TEST_CASE("nothing is guessed") {
    const Reading nothing = identified({});
    CHECK(nothing.meter_id.empty());
    CHECK(nothing.meter_model.empty());
    CHECK(nothing.list.empty());
    CHECK_FALSE(nothing.meter_time);
    // Other channels, other numbers, empty text.
    CHECK(identified({text({0, 1, 96, 1, 0}, "gas"), text({0, 0, 96, 1, 1}, "x"),
                      text({0, 0, 96, 1, 0}, "")})
              .meter_id.empty());
}

TEST_CASE("an empty text lets the next code have its turn") {
    CHECK(identified({text({0, 0, 96, 1, 0}, ""), text({0, 0, 42, 0, 0}, "KFM1")}).meter_id ==
          "KFM1");
}

TEST_CASE("octets and numbers are no id") {
    Object number = text({0, 0, 96, 1, 0}, {});
    number.value = {.kind = Value::Kind::number, .number = values::Decimal::of_unsigned(12)};
    Object unprintable = text({1, 0, 0, 0, 9}, {});
    const auto data = octets("0A0149");
    unprintable.value = {.kind = Value::Kind::octets, .data = data};
    CHECK(identified({number, unprintable}).meter_id.empty());
}

TEST_CASE("model and list") {
    const Reading reading =
        identified({text({1, 1, 0, 2, 129}, "AIDON_V0001"), text({0, 0, 96, 1, 7}, "6515")});
    CHECK(reading.list == "AIDON_V0001");
    CHECK(reading.meter_model == "6515");
    CHECK(reading.meter_id.empty());
}

TEST_CASE("the clock register goes before the time of the notification") {
    const std::vector<Object> objects{clock({0, 1, 1, 0, 0}, 2021)};
    Reading reading{.meter_time = clock({0, 0, 1, 0, 0}, 2000).value.clock, .objects = objects};
    bytes::TextRoom texts{{}};
    meters::identify(reading, texts);
    CHECK(reading.meter_time->year == 2021);

    const std::vector<Object> others{text({0, 0, 96, 1, 0}, "1"), clock({0, 0, 96, 7, 9}, 1999)};
    reading = {.meter_time = clock({0, 0, 1, 0, 0}, 2000).value.clock, .objects = others};
    meters::identify(reading, texts);
    CHECK(reading.meter_time->year == 2000);
}

TEST_CASE("a text telegram has its id in 0-0:96.1.1, often as hex of ASCII") {
    const auto id_of = [](std::string_view sent) {
        Object object = text({0, 0, 96, 1, 1}, sent);
        object.type_tag = 0;
        const std::vector<Object> objects{object};
        std::array<char, 64> room;
        bytes::TextRoom texts{room};
        Reading reading{.framing = values::Framing::p1, .objects = objects};
        meters::identify(reading, texts);
        return std::string{reading.meter_id};
    };
    CHECK(id_of("4530303031") == "E0001");
    CHECK(id_of("45303030") == "E000");
    CHECK(id_of("453030") == "453030");          // too few digits
    CHECK(id_of("453030303") == "453030303");    // an odd number
    CHECK(id_of("4530202031") == "4530202031");  // a blank is no letter
    CHECK(id_of("00000000000000") == "00000000000000");
    CHECK(id_of("ABC-DEFGHI") == "ABC-DEFGHI");
}

TEST_CASE("an SML server id as it is printed on the meter") {
    const std::array<std::uint8_t, 10> octets{0x09, 0x01, 'E',  'S',  'Y',
                                              0x11, 0x03, 0xB5, 0x99, 0xA5};
    Object object{.obis = {1, 0, 0, 0, 9},
                  .value = {.kind = Value::Kind::octets, .data = octets},
                  .type_tag = 9};
    const std::vector<Object> objects{object};
    std::array<char, 64> room;
    bytes::TextRoom texts{room};
    Reading reading{.framing = values::Framing::sml, .objects = objects};
    meters::identify(reading, texts);
    CHECK(reading.meter_id == "1ESY1162232997");

    const std::array<std::uint8_t, 10> padded{'1', '2', '3', '4', '5', '6', '7', '8', 0, 0};
    const std::vector<Object> digits{{.obis = {1, 0, 0, 0, 9},
                                      .value = {.kind = Value::Kind::octets, .data = padded},
                                      .type_tag = 9}};
    reading = {.framing = values::Framing::sml, .objects = digits};
    texts.clear();
    meters::identify(reading, texts);
    CHECK(reading.meter_id == "12345678");
}
