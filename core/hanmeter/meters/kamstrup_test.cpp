// SPDX-License-Identifier: Apache-2.0
// Factors: Kamstrup's HAN-NVE and OMNIPOWER HAN descriptions.
#include "hanmeter/meters/kamstrup.h"

#include <doctest/doctest.h>

#include <vector>

#include "support/lists.h"

using namespace hanmeter;
using values::Decimal;
using values::Obis;
using values::Object;
using values::Scale;
using values::Value;

namespace {

Object number(const Obis& code, std::int64_t raw) {
    return {.obis = code,
            .quantity = values::find_quantity(code),
            .value = {.kind = Value::Kind::number, .number = Decimal::of_signed(raw)}};
}

Object model(std::string_view text) {
    return {.obis = {1, 1, 96, 1, 1},
            .quantity = values::find_quantity(Obis{1, 1, 96, 1, 1}),
            .value = {.kind = Value::Kind::text, .text = text}};
}

// What becomes of one register of a meter of this type.
std::string settled(const Object& object, std::string_view type = "6841131BN243101040") {
    std::vector<Object> objects{model(type), object};
    meters::settle_kamstrup(objects);
    const std::string line = tests::line(objects[1]);
    return line.substr(line.find("= ") + 2);
}

}  // namespace

TEST_CASE("powers are whole") {
    CHECK(settled(number({1, 1, 1, 7, 0}, 1234)) == "1234 W list");
    CHECK(settled(number({1, 1, 4, 7, 0}, 56)) == "56 var list");
    CHECK(settled(number({1, 1, 21, 7, 0}, 7)) == "7 W list");
    CHECK(settled(number({1, 1, 9, 7, 0}, 8)) == "8 VA list");
}

TEST_CASE("currents have two places, of meters with transformers three") {
    CHECK(settled(number({1, 1, 31, 7, 0}, 1234)) == "12.34 A list");
    CHECK(settled(number({1, 1, 71, 7, 0}, 0)) == "0.00 A list");
    CHECK(settled(number({1, 1, 31, 7, 0}, 90999), "6851121BN243101040") == "90.999 A assumed");
    CHECK(settled(number({1, 1, 31, 7, 0}, 90999), "") == "909.99 A list");
}

TEST_CASE("voltages are whole, above 1000 they have two places") {
    CHECK(settled(number({1, 1, 32, 7, 0}, 229)) == "229 V list");
    CHECK(settled(number({1, 1, 52, 7, 0}, 1000)) == "1000 V list");
    CHECK(settled(number({1, 1, 72, 7, 0}, 1001)) == "10.01 V assumed");
    CHECK(settled(number({1, 1, 32, 7, 0}, 22199), "6841138BN243101010") == "221.99 V assumed");
}

TEST_CASE("energies count tens, of one Swedish type ones") {
    CHECK(settled(number({1, 1, 1, 8, 0}, 12345)) == "123450 Wh assumed");
    CHECK(settled(number({1, 1, 4, 8, 0}, 7)) == "70 varh assumed");
    CHECK(settled(number({1, 1, 21, 8, 0}, 7)) == "70 Wh assumed");
    CHECK(settled(number({1, 1, 1, 8, 0}, 12345), "6841131BN245101092") == "12345 Wh assumed");
    CHECK(settled(number({1, 1, 3, 8, 0}, 12345), "6841131BN245101092") == "12345 varh assumed");
    CHECK(settled(number({1, 1, 1, 8, 0}, 12345), "") == "123450 Wh assumed");
}

TEST_CASE("power factors have two places") {
    CHECK(settled(number({1, 1, 13, 7, 0}, 99)) == "0.99 assumed");
    CHECK(settled(number({1, 1, 33, 7, 0}, 100)) == "1.00 assumed");
}

TEST_CASE("what the descriptions do not name is of unknown scale") {
    CHECK(settled(number({1, 1, 14, 7, 0}, 5000)) == "5000 unknown");
    CHECK(settled(number({0, 0, 17, 0, 0}, 9)) == "9 unknown");
}

TEST_CASE("what is no measurement stays as it is") {
    CHECK(settled(number({1, 1, 0, 0, 1}, 12345678)) == "12345678");
    CHECK(settled(number({1, 1, 99, 99, 0}, 5)) == "5");
    CHECK(settled(model("text")) == "'text'");
}

TEST_CASE("a scale that the frame gave is left alone") {
    Object object = number({1, 1, 1, 8, 0}, 5);
    object.scale = Scale::frame;
    object.unit = values::Unit::watt_hour;
    CHECK(settled(object) == "5 Wh frame");
}

TEST_CASE("the type of the meter is its model, wherever it stands") {
    std::vector<Object> objects{number({1, 1, 1, 8, 0}, 5), model("6841131BN245101092")};
    meters::settle_kamstrup(objects);
    CHECK(tests::line(objects[0]) == "1-1:1.8.0.255 = 5 Wh assumed");
    REQUIRE(objects[1].quantity != nullptr);
    CHECK(objects[1].quantity->key == "meter_model");
}
