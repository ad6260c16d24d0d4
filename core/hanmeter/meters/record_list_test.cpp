// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/meters/record_list.h"

#include <doctest/doctest.h>

#include <array>
#include <string>

#include "support/octets.h"

using namespace hanmeter;
using tests::octets;

namespace {

struct Shown {
    std::string maker{};
    std::string id{};
    std::string time{};
    std::string objects{};
};

std::string text_of(const values::Object& object) {
    std::array<char, 128> room{};
    bytes::TextWriter out{room};
    object.obis.write(out);
    out.put('=');
    object.value.number.write(out);
    return std::string{out.put(' ').put(values::unit_of(object)).put(';').view()};
}

Shown read(const std::vector<std::uint8_t>& records) {
    const auto header = octets("78 56 34 12 25 4D 01 02");
    const messages::mbus::Telegram telegram{.id = bytes::Bytes{header}.first(4),
                                            .maker = bytes::Bytes{header}.subspan(4, 2)};
    std::array<values::Object, 16> room;
    values::ObjectList objects{room};
    std::array<char, 64> text_room;
    bytes::TextRoom texts{text_room};
    const auto list = meters::read_records(telegram, records, objects, texts);
    REQUIRE(list);
    Shown shown{.maker = std::string{list->maker}, .id = std::string{list->meter_id}};
    for (const auto& object : objects.view()) shown.objects += text_of(object);
    if (list->meter_time) {
        std::array<char, 32> time_room{};
        bytes::TextWriter out{time_room};
        list->meter_time->write(out);
        shown.time = std::string{out.view()};
    }
    return shown;
}

}  // namespace

TEST_CASE("the list of Netz Oberoesterreich") {
    // 2026-07-15 08:09:10, a Wednesday, summer time; numbers with the lowest byte first.
    const Shown shown =
        read(octets("2F 2F 06 6D 4A 09 68 4F 37 00 04 03 40 E2 01 00 04 83 3C 01 00 00 00 "
                    "84 10 FB 82 73 02 00 00 00 84 10 FB 82 F3 3C 03 00 00 00 04 2B 04 00 00 00 "
                    "04 AB 3C 05 00 00 00 04 FB 14 06 00 00 00 04 FB 94 3C 07 00 00 00 "
                    "04 83 FF 04 08 00 00 00 2F 2F"));
    CHECK(shown.maker == "Siemens");
    CHECK(shown.id == "12345678");
    CHECK(shown.time == "2026-07-15T08:09:10");
    CHECK(shown.objects ==
          "1-1:1.8.0.255=123456 Wh;1-1:2.8.0.255=1 Wh;1-1:3.8.1.255=2 varh;1-1:4.8.1.255=3 "
          "varh;1-1:1.7.0.255=4 W;"
          "1-1:2.7.0.255=5 W;1-1:3.7.0.255=6 var;1-1:4.7.0.255=7 var;1-1:1.128.0.255=8 Wh;");
}

TEST_CASE("powers of ten, signs and digits") {
    CHECK(read(octets("0C 06 78 56 34 12")).objects == "1-1:1.8.0.255=12345678000 Wh;");
    CHECK(read(octets("02 28 FF FF")).objects == "1-1:1.7.0.255=-0.001 W;");
    CHECK(read(octets("09 2B 99")).objects == "1-1:1.7.0.255=99 W;");
    CHECK(read(octets("07 00 FF FF FF FF FF FF FF 7F")).objects ==
          "1-1:1.8.0.255=9223372036854775.807 Wh;");
}

TEST_CASE("what does not measure now is left out, and what no list names") {
    CHECK(read(octets("44 03 01 00 00 00")).objects.empty());  // stored
    CHECK(read(octets("14 2B 01 00 00 00")).objects.empty());  // a maximum
    CHECK(read(octets("0A 2B 1A 00")).objects.empty());        // no decimal digits
    CHECK(read(octets("04 13 01 00 00 00")).objects.empty());  // a volume
    CHECK(
        read(octets("04 83 01 01 00 00 00")).objects.empty());  // a VIFE that means something else
    CHECK(read(octets("05 03 00 00 80 3F")).objects.empty());   // a real
}

TEST_CASE("a clock that is not to be believed is none") {
    CHECK(read(octets("06 6D 4A 89 68 4F 37 00 01 2B 01")).time.empty());  // its invalid bit
    CHECK(read(octets("06 6D 0A 3D 08 4F 37 00 01 2B 01")).time.empty());  // minute 61
    CHECK(read(octets("04 6D 09 08 4F 37 01 2B 01")).time == "2026-07-15T08:09:00");  // type F
}
