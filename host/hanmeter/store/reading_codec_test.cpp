// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/store/reading_codec.h"

#include <doctest/doctest.h>

#include <memory>
#include <vector>

#include "hanmeter/formats/objects.h"
#include "sim/meter.h"
#include "sim/model.h"
#include "support/simulated_keys.h"

using namespace hanmeter;

namespace {

bytes::Bytes octets_of(const std::string& text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

std::string told(const values::Reading& reading) {
    std::string text;
    formats::Objects{}.write(reading, {}, text);
    return text;
}

store::EncodedReading encoded(const values::Reading& reading) {
    store::EncodedReading out;
    store::encode(reading, out);
    return out;
}

std::shared_ptr<const store::StoredReading> back(const store::EncodedReading& from,
                                                 std::optional<values::Instant> time = {}) {
    return store::decode(octets_of(from.shape), octets_of(from.values), time, "home");
}

// Calls `use` with the readings of so many telegrams of every simulated meter.
template <class Use>
void for_all_meters(int telegrams, Use use) {
    const auto memory = std::make_unique<DecoderMemory>();
    for (const sim::Model& model : sim::models()) {
        CAPTURE(model.name);
        tests::SimulatedKeys keys;
        Decoder decoder{memory->room(), keys.settings()};
        sim::Meter meter{model, {.start = *sim::start_of(model, "2026-01-15T07:59:55")}};
        for (int i = 0; i < telegrams; ++i) {
            const auto telegram = meter.next();
            bytes::Bytes input{telegram.bytes};
            const values::Origin origin{telegram.received_at};
            while (const auto* reading = decoder.take(input, origin)) use(model, *reading);
            while (const auto* reading = decoder.pause(origin)) use(model, *reading);
        }
    }
}

}  // namespace

TEST_CASE("a reading comes back as it was, of every family") {
    int readings = 0;
    for_all_meters(8, [&](const sim::Model&, const values::Reading& reading) {
        const auto again = back(encoded(reading), reading.time);
        REQUIRE(again);
        CHECK(told(again->view()) == told(reading));
        CHECK(again->meter() == "home");
        ++readings;
    });
    CHECK(readings >= 8 * 25);
}

TEST_CASE("a shape stays the same from telegram to telegram, and values are short") {
    std::string name;
    std::vector<std::string> shapes;
    for_all_meters(20, [&](const sim::Model& model, const values::Reading& reading) {
        if (name != model.name) shapes.clear();
        name = model.name;
        const auto out = encoded(reading);
        if (std::find(shapes.begin(), shapes.end(), out.shape) == shapes.end()) {
            shapes.push_back(out.shape);
        }
        CHECK(shapes.size() <= 3);  // as many as a meter has lists
        if (model.name == "aidon-3p" && reading.objects.size() == 1) CHECK(out.values.size() <= 2);
    });
}

TEST_CASE("everything that an object can hold") {
    const values::Decimal factor = values::Decimal::of_signed(-25, -1);
    const std::vector<std::uint8_t> data{0, 255, 126};
    std::vector<values::Object> objects(9);
    using Kind = values::Value::Kind;
    objects[0].value = {.kind = Kind::number, .number = values::Decimal::of_unsigned(~0ULL, 3)};
    objects[0].factor = &factor;
    objects[1].value = {.kind = Kind::number,
                        .number = values::Decimal::of_signed(INT64_MIN, -128)};
    objects[1].time = values::DateTime{.year = 2026, .month = 1, .day = 2, .summer = false};
    objects[2].value = {.kind = Kind::real, .number = values::Decimal::of_signed(-1, -300)};
    objects[2].status = ~0ULL;
    objects[3].value = {.kind = Kind::not_a_number, .text = "NaN"};
    objects[4].value = {.kind = Kind::octets, .data = data};
    objects[5].value = {.kind = Kind::clock};
    objects[6].value = {.kind = Kind::boolean, .truth = true};
    objects[7].value = {.kind = Kind::groups, .text = "(1)(2*kWh)"};
    objects[7].other_unit = "furlong";
    objects[8].suspect = true;
    objects[8].value = {.kind = Kind::number, .number = values::Decimal::of_signed(64)};
    const std::vector<values::Submeter> submeters{
        {.channel = 2, .medium = values::Medium::gas, .id = "G1", .object = 8}, {.channel = 3}};
    values::Reading reading;
    reading.objects = objects;
    reading.submeters = submeters;
    reading.sec_index = 0xFFFF'FFFF;
    const auto again = back(encoded(reading));
    REQUIRE(again);
    const auto& got = again->view();
    REQUIRE(got.objects.size() == objects.size());
    for (std::size_t i : {0u, 1u, 2u, 8u}) {
        CAPTURE(i);
        CHECK(got.objects[i].value.number.magnitude() == objects[i].value.number.magnitude());
        CHECK(got.objects[i].value.number.negative() == objects[i].value.number.negative());
        CHECK(got.objects[i].value.number.exponent() == objects[i].value.number.exponent());
    }
    REQUIRE(got.objects[0].factor != nullptr);
    CHECK(*got.objects[0].factor == factor);
    CHECK(got.objects[1].time == objects[1].time);
    CHECK(got.objects[2].status == ~0ULL);
    CHECK(got.objects[3].value.text == "NaN");
    CHECK(got.objects[4].value.data.size() == 3);
    CHECK(got.objects[5].value.clock == objects[5].value.clock);
    CHECK(got.objects[6].value.truth);
    CHECK(got.objects[8].suspect);
    CHECK_FALSE(got.objects[6].suspect);
    CHECK(got.objects[7].value.text == "(1)(2*kWh)");
    CHECK(got.objects[7].other_unit == "furlong");
    REQUIRE(got.submeters.size() == 2);
    CHECK(got.submeters[0].id == "G1");
    CHECK(got.submeters[0].object == 8);
    CHECK(got.submeters[1].object == values::Submeter::no_object);
    CHECK(got.sec_index == 0xFFFF'FFFF);
}

TEST_CASE("bytes that are cut, longer or of another version give nothing") {
    for_all_meters(1, [&](const sim::Model&, const values::Reading& reading) {
        const auto whole = encoded(reading);
        for (std::size_t size = 0; size < whole.shape.size(); ++size) {
            CHECK_FALSE(back({whole.shape.substr(0, size), whole.values}));
        }
        for (std::size_t size = 0; size < whole.values.size(); ++size) {
            CHECK_FALSE(back({whole.shape, whole.values.substr(0, size)}));
        }
        CHECK_FALSE(back({whole.shape + '\0', whole.values}));
        CHECK_FALSE(back({whole.shape, whole.values + '\0'}));
        auto other = whole;
        other.shape[0] = 2;
        CHECK_FALSE(back(other));
        for (std::size_t i = 0; i < whole.shape.size(); ++i) {  // whatever stands there, no crash
            auto flipped = whole;
            flipped.shape[i] = static_cast<char>(flipped.shape[i] ^ 0x41);
            static_cast<void>(back(flipped));
        }
    });
}
