// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/formats/json.h"

#include <doctest/doctest.h>

#include <array>
#include <nlohmann/json.hpp>

#include "hanmeter/formats/sample_reading.h"

using namespace hanmeter;
using namespace hanmeter::formats;
using namespace hanmeter::formats::testing;
using Ordered = nlohmann::ordered_json;

namespace {

std::string json_of(const values::Reading& reading, const Context& context = {}) {
    Json formatter;
    return written(formatter, reading, context);
}

std::string json_of(std::vector<Object> objects) {
    values::Reading reading{.check = values::Check::fcs};
    reading.objects = objects;
    return json_of(reading);
}

}  // namespace

TEST_CASE("a flat object a line, in the order of the contract") {
    Aidon aidon;
    CHECK(json_of(aidon()) ==
          R"({"time":"2026-11-23T07:12:10.123Z","meter_time":"2021-03-24T08:00:00",)"
          R"("meter_id":"7359992900000001","meter_model":"6534","list":"AIDON_V0001",)"
          R"("active_power_import_w":922,"current_l1_a":-1.0,"voltage_l1_v":230.0,)"
          R"("active_energy_import_wh":1230})"
          "\n");
}

TEST_CASE("two units of one symbol make one member") {
    auto first = number("0-0:17.0.0", 1, 0, static_cast<Unit>(13));
    auto second = number("0-0:17.0.0", 2, 0, static_cast<Unit>(14));
    CHECK(json_of({first, second}) == "{\"limiter_threshold_m3\":1}\n");
}

TEST_CASE("what is absent is left out") {
    CHECK(json_of(values::Reading{.check = values::Check::mbus}) == "{}\n");
    CHECK(json_of({number("1-0:1.7.0", 0, 0, Unit::watt)}) == "{\"active_power_import_w\":0}\n");
}

TEST_CASE("what stands beside the clock, a log's time, a name and no check") {
    values::Reading reading{
        .meter_time = clock_time(), .time = values::Instant{0}, .time_from = values::TimeFrom::log};
    reading.meter_time->deviation = -60;
    reading.meter_time->status = 0x80;
    reading.meter_time->hundredths = 25;
    CHECK(json_of(reading, {.meter = "home"}) ==
          R"({"time":"1970-01-01T00:00:00.000Z","time_from":"log","meter":"home",)"
          R"("meter_time":"2021-03-24T08:00:00.25","utc_deviation_minutes":-60,)"
          R"("clock_status":128,"dst":true,"check":"none"})"
          "\n");
}

TEST_CASE("of a code that stands twice the first counts") {
    CHECK(json_of({number("1-0:1.7.0", 1, 0, Unit::watt), number("1-0:1.7.0", 2, 0, Unit::watt),
                   number("1-1:1.7.0", 3, 0, Unit::watt), number("1-2:1.7.0", 4, 0, Unit::watt),
                   number("1-2:1.7.0", 5, 0, Unit::watt)}) ==
          R"({"active_power_import_w":1,"1-2:1.7.0.255":4})"
          "\n");
}

TEST_CASE("a key that ends in the unit that the meter sends") {
    CHECK(json_of(
              {number("0-0:17.0.0", 5, 0, Unit::watt), number("0-0:17.0.0", 6, 0, Unit::ampere)}) ==
          R"({"limiter_threshold_w":5,"limiter_threshold_a":6})"
          "\n");
}

TEST_CASE("a scale that is in doubt is seen") {
    const auto assumed = number("1-0:32.7.0", 22199, -2, Unit::volt, Scale::assumed);
    auto unknown = number("1-0:52.7.0", 22199, 0, Unit::none, Scale::unknown);
    CHECK(json_of({assumed}) == R"({"scale":"assumed","voltage_l1_v":221.99})"
                                "\n");
    CHECK(json_of({assumed, unknown}) ==
          R"({"scale":"unknown","voltage_l1_v":221.99,"1-0:52.7.0.255":22199})"
          "\n");
    CHECK(json_of({number("1-0:32.7.0", 230, 0, Unit::volt, Scale::list)}) ==
          "{\"voltage_l1_v\":230}\n");
}

TEST_CASE("every kind of value") {
    using Kind = Value::Kind;
    const std::uint8_t octets[] = {0x00, 0xAB, 0xFF};
    CHECK(json_of({object("1-0:99.1.1", {.kind = Kind::real, .number = Decimal::of_signed(-5, -1)},
                          0x17),
                   object("1-0:99.1.2", {.kind = Kind::not_a_number, .text = "NaN"}, 0x17),
                   object("1-0:99.1.3", {.kind = Kind::octets, .data = octets}, 9),
                   object("1-0:99.1.4", {.kind = Kind::clock, .clock = clock_time()}, 9),
                   object("1-0:99.1.5", {.kind = Kind::boolean, .truth = true}, 3),
                   object("1-0:99.1.6", {.kind = Kind::boolean, .truth = false}, 3)}) ==
          R"({"1-0:99.1.1.255":-0.5,"1-0:99.1.2.255":"NaN","1-0:99.1.3.255":"00abff",)"
          R"("1-0:99.1.4.255":"2021-03-24T08:00:00","1-0:99.1.5.255":true,"1-0:99.1.6.255":false})"
          "\n");
}

TEST_CASE("the ends of the ranges, exact") {
    auto largest = number("1-0:1.8.0", 0, 0, Unit::watt_hour);
    largest.value.number = Decimal::of_unsigned(18'446'744'073'709'551'615u);
    auto smallest = number("1-0:2.8.0", 0, 0, Unit::watt_hour);
    smallest.value.number = Decimal::of_signed(std::numeric_limits<std::int64_t>::min(), -3);
    auto small = number("1-0:3.8.0", 0, 0, Unit::var_hour);
    small.value.number = Decimal::of_unsigned(7, -330);
    const std::string line = json_of({largest, smallest, small});
    CHECK(line ==
          "{\"active_energy_import_wh\":18446744073709551615,"
          "\"active_energy_export_wh\":-9223372036854775.808,"
          "\"reactive_energy_import_varh\":0." +
              std::string(329, '0') + "7}\n");
    CHECK(Ordered::accept(line));
}

TEST_CASE("hostile texts stay one line of valid JSON") {
    const std::string words{"a\"b\\c\n\r\t\0\x1f\x7f\xff\xc3\xa5\xc3", 15};
    const std::string line = json_of({text("0-0:96.13.0", words)});
    CHECK(line ==
          "{\"text_message\":\"a\\\"b\\\\c\\n\\r\\t\\u0000\\u001f\x7f\xEF\xBF\xBD\xC3\xA5"
          "\xEF\xBF\xBD\"}\n");
    const Ordered parsed = Ordered::parse(line);
    CHECK(parsed["text_message"] ==
          std::string{"a\"b\\c\n\r\t\0\x1f\x7f\xEF\xBF\xBD\xC3\xA5\xEF\xBF\xBD", 19});
}

TEST_CASE("a second reading goes behind the first and needs no more room") {
    Aidon aidon;
    Json formatter;
    std::string out;
    formatter.write(aidon(), {}, out);
    const std::string once = out;
    formatter.write(aidon(), {}, out);
    CHECK(out == once + once);
    const auto capacity = out.capacity();
    const char* const room = out.data();
    out.clear();
    formatter.write(aidon(), {}, out);
    CHECK(out == once);
    CHECK(out.capacity() == capacity);
    CHECK(out.data() == room);
}

TEST_CASE("submeters: the plain key with its time and id, and all of them nested") {
    Object old_gas = number("0-1:24.2.1", 1000, -3, Unit::cubic_metre, Scale::none, 0);
    Object gas = number("0-2:24.2.1", 2500, -3, Unit::cubic_metre, Scale::none, 0);
    gas.quantity = values::find_quantity(std::string_view{"gas_m3"});
    gas.time = clock_time();
    const std::array objects{old_gas, gas};
    const std::array<values::Submeter, 3> submeters{{
        {.channel = 1, .medium = values::Medium::gas, .id = "G1", .object = 0},
        {.channel = 2, .medium = values::Medium::gas, .id = "G2", .object = 1},
        {.channel = 3, .medium = values::Medium::water},
    }};
    values::Reading reading{.framing = values::Framing::p1, .check = values::Check::crc16};
    reading.objects = objects;
    reading.submeters = submeters;
    Json formatter;
    CHECK(
        written(formatter, reading) ==
        R"({"0-1:24.2.1.255":1.000,"gas_m3":2.500,"gas_time":"2021-03-24T08:00:00","gas_id":"G2",)"
        R"("submeters":[{"kind":"gas","id":"G1","channel":1,"value":1.000,"unit":"m3"},)"
        R"({"kind":"gas","id":"G2","channel":2,"value":2.500,"unit":"m3",)"
        R"("time":"2021-03-24T08:00:00"},{"kind":"water","channel":3}]})"
        "\n");
}
