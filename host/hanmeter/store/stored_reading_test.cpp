// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/store/stored_reading.h"

#include <doctest/doctest.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

using namespace hanmeter;
using store::StoredReading;

namespace {

// A decoder's room: texts and bytes that will be overwritten by the next message.
struct Room {
    std::string maker = "Aidon";
    std::string list = "AIDON_V0001";
    std::string id = "7359990000000001";
    std::string model = "6534";
    std::string note = "hello";
    std::vector<std::uint8_t> octets = {0x00, 0xFF, 0x7E};
    std::string gas_id = "4730303332";
    std::vector<values::Object> objects;
    std::vector<values::Submeter> submeters;

    values::Reading reading() {
        values::Object text;
        text.obis = {0, 0, 96, 13, 0, 255};
        text.value = {.kind = values::Value::Kind::text, .text = note};
        values::Object octet;
        octet.obis = {1, 0, 99, 97, 0, 255};
        octet.value = {.kind = values::Value::Kind::octets, .data = octets};
        values::Object power;
        power.obis = {1, 0, 1, 7, 0, 255};
        power.quantity = values::find_quantity("active_power_import_w");
        power.value = {.kind = values::Value::Kind::number,
                       .number = values::Decimal::of_signed(922)};
        power.unit = values::Unit::watt;
        objects = {text, octet, power};
        values::Reading made;
        made.maker = maker;
        made.list = list;
        made.meter_id = id;
        made.meter_model = model;
        made.time = values::Instant{1'700'000'000'123};
        made.time_from = values::TimeFrom::log;
        made.check = values::Check::fcs;
        made.objects = objects;
        submeters = {
            {.channel = 1, .medium = values::Medium::gas, .id = gas_id, .object = 2},
            {.channel = 2, .medium = values::Medium::water},
        };
        made.submeters = submeters;
        return made;
    }

    void overwrite() {
        for (std::string* each : {&maker, &list, &id, &model, &note, &gas_id})
            each->assign(each->size(), '#');
        octets.assign(octets.size(), 0xAA);
        for (values::Object& each : objects) each = values::Object{};
        for (values::Submeter& each : submeters) each = values::Submeter{};
    }
};

void check_all(const values::Reading& kept) {
    CHECK(kept.maker == "Aidon");
    CHECK(kept.list == "AIDON_V0001");
    CHECK(kept.meter_id == "7359990000000001");
    CHECK(kept.meter_model == "6534");
    CHECK(kept.time == values::Instant{1'700'000'000'123});
    CHECK(kept.time_from == values::TimeFrom::log);
    CHECK(kept.check == values::Check::fcs);
    REQUIRE(kept.objects.size() == 3);
    CHECK(kept.objects[0].obis == values::Obis{0, 0, 96, 13, 0, 255});
    CHECK(kept.objects[0].value.text == "hello");
    REQUIRE(kept.objects[1].value.data.size() == 3);
    CHECK(kept.objects[1].value.data[2] == 0x7E);
    const values::Object* power = values::find_number(kept, "active_power_import_w");
    REQUIRE(power != nullptr);
    CHECK(power->value.number == values::Decimal::of_signed(922));
    CHECK(power->unit == values::Unit::watt);
    REQUIRE(kept.submeters.size() == 2);
    CHECK(kept.submeters[0].channel == 1);
    CHECK(kept.submeters[0].medium == values::Medium::gas);
    CHECK(kept.submeters[0].id == "4730303332");
    CHECK(kept.submeters[0].object == 2);
    CHECK(kept.submeters[1].medium == values::Medium::water);
}

}  // namespace

TEST_CASE("a stored reading outlives the room it was decoded in") {
    Room room;
    const StoredReading stored{room.reading()};
    room.overwrite();
    check_all(stored.view());
}

TEST_CASE("it keeps its views when it is moved and when the old one is gone") {
    Room room;
    std::optional<StoredReading> first{std::in_place, room.reading()};
    room.overwrite();
    StoredReading second{std::move(*first)};
    first.reset();
    check_all(second.view());
    StoredReading third{values::Reading{}};
    third = std::move(second);
    check_all(third.view());
}

TEST_CASE("a copy of a copy needs nothing of the first") {
    Room room;
    std::optional<StoredReading> first{std::in_place, room.reading()};
    const StoredReading second{first->view()};
    first.reset();
    room.overwrite();
    check_all(second.view());
}

TEST_CASE("an empty reading takes no block and shows nothing") {
    const StoredReading stored{values::Reading{}};
    CHECK(stored.view().objects.empty());
    CHECK(stored.view().meter_id.empty());
    CHECK(stored.bytes() == sizeof(StoredReading));
}

TEST_CASE("its size is what was copied") {
    Room room;
    const values::Reading reading = room.reading();
    const std::size_t copied =
        3 * sizeof(values::Object) + 2 * sizeof(values::Submeter) + 5 + 11 + 16 + 4 + 5 + 3 + 10;
    CHECK(StoredReading{reading}.bytes() == sizeof(StoredReading) + copied);
}

TEST_CASE("the meter's name is copied with the reading") {
    std::string name = "a meter whose name is long";
    StoredReading stored{values::Reading{}, name};
    name.assign(name.size(), 'x');
    const StoredReading moved{std::move(stored)};
    CHECK(moved.meter() == "a meter whose name is long");
    CHECK(StoredReading{values::Reading{}}.meter().empty());
}

TEST_CASE("a factor outlives the settings that it came from") {
    auto factor = std::make_unique<values::Decimal>(values::Decimal::of_unsigned(100));
    std::vector<values::Object> objects(2);
    objects[1].factor = factor.get();
    values::Reading reading;
    reading.objects = objects;
    const StoredReading stored{reading, "home"};
    *factor = values::Decimal::of_unsigned(7);
    factor.reset();
    CHECK(stored.view().objects[0].factor == nullptr);
    REQUIRE(stored.view().objects[1].factor != nullptr);
    CHECK(*stored.view().objects[1].factor == values::Decimal::of_unsigned(100));
    CHECK(stored.meter() == "home");
}
