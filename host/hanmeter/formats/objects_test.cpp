// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/formats/objects.h"

#include <doctest/doctest.h>

#include "hanmeter/formats/sample_reading.h"
#include "hanmeter/formats/type_name.h"

using namespace hanmeter;
using namespace hanmeter::formats;
using namespace hanmeter::formats::testing;

namespace {

// The list of objects of a reading, without what stands in front of it.
std::string objects_of(std::vector<Object> objects) {
    values::Reading reading;
    reading.objects = objects;
    Objects formatter;
    const std::string line = written(formatter, reading);
    const std::string head = R"({"framing":"hdlc","check":"none","encrypted":false,"objects":[)";
    REQUIRE(line.starts_with(head));
    REQUIRE(line.ends_with("]}\n"));
    return line.substr(head.size(), line.size() - head.size() - 3);
}

}  // namespace

TEST_CASE("a line that keeps all, in the order of the contract") {
    Aidon aidon;
    Objects formatter;
    CHECK(written(formatter, aidon()) ==
          R"({"framing":"hdlc","check":"fcs","encrypted":false,"maker":"Aidon",)"
          R"("list":"AIDON_V0001","meter_id":"7359992900000001","meter_model":"6534",)"
          R"("meter_time":"2021-03-24T08:00:00","time":"2026-11-23T07:12:10.123Z","objects":[)"
          R"({"obis":"1-1:0.2.129.255","key":"list","value":"AIDON_V0001",)"
          R"("type":"visible-string"},)"
          R"({"obis":"0-0:96.1.0.255","key":"meter_id","value":"7359992900000001",)"
          R"("type":"visible-string"},)"
          R"({"obis":"0-0:96.1.7.255","key":"meter_model","value":"6534",)"
          R"("type":"visible-string"},)"
          R"({"obis":"1-0:1.7.0.255","key":"active_power_import_w","value":922,"unit":"W",)"
          R"("raw":922,"scaler":0,"scale":"frame","type":"double-long-unsigned"},)"
          R"({"obis":"1-0:31.7.0.255","key":"current_l1_a","value":-1.0,"unit":"A","raw":-10,)"
          R"("scaler":-1,"scale":"frame","type":"long"},)"
          R"({"obis":"1-0:32.7.0.255","key":"voltage_l1_v","value":230.0,"unit":"V","raw":2300,)"
          R"("scaler":-1,"scale":"frame","type":"long-unsigned"},)"
          R"({"obis":"0-0:1.0.0.255","key":"meter_time","value":"2021-03-24T08:00:00",)"
          R"("type":"octet-string"},)"
          R"({"obis":"1-0:1.8.0.255","key":"active_energy_import_wh","value":1230,"unit":"Wh",)"
          R"("raw":123,"scaler":1,"scale":"frame","type":"double-long-unsigned"}]})"
          "\n");
}

TEST_CASE("an encrypted reading with its clock's company and a log's time") {
    values::Reading reading{.framing = values::Framing::mbus,
                            .check = values::Check::gcm,
                            .encrypted = true,
                            .meter_time = clock_time(),
                            .time = values::Instant{1},
                            .time_from = values::TimeFrom::log};
    reading.meter_time->deviation = 0;
    reading.meter_time->status = 0;
    Objects formatter;
    CHECK(written(formatter, reading, {.meter = "cellar"}) ==
          R"({"framing":"mbus","check":"gcm","encrypted":true,"meter":"cellar",)"
          R"("meter_time":"2021-03-24T08:00:00","utc_deviation_minutes":0,"clock_status":0,)"
          R"("dst":false,"time":"1970-01-01T00:00:00.001Z","time_from":"log","objects":[]})"
          "\n");
}

TEST_CASE("a repeated code stands twice") {
    CHECK(objects_of({number("1-0:9.9.9", 1, 0, Unit::none, Scale::none, 0x11),
                      number("1-0:9.9.9", 1, 0, Unit::none, Scale::none, 0x11)}) ==
          R"({"obis":"1-0:9.9.9.255","value":1,"raw":1,"scale":"unknown","type":"unsigned"},)"
          R"({"obis":"1-0:9.9.9.255","value":1,"raw":1,"scale":"unknown","type":"unsigned"})");
}

TEST_CASE("who says the scale") {
    CHECK(objects_of({number("1-0:1.8.0", 7, 1, Unit::watt_hour, Scale::list)}) ==
          R"({"obis":"1-0:1.8.0.255","key":"active_energy_import_wh","value":70,"unit":"Wh",)"
          R"("raw":7,"scaler":1,"scale":"list","type":"double-long-unsigned"})");
    CHECK(objects_of({number("1-0:32.7.0", 22199, -2, Unit::volt, Scale::assumed, 0x12)}) ==
          R"({"obis":"1-0:32.7.0.255","key":"voltage_l1_v","value":221.99,"unit":"V",)"
          R"("raw":22199,"scaler":-2,"scale":"assumed","type":"long-unsigned"})");
    CHECK(objects_of({number("1-0:32.7.0", 22199, 0, Unit::none, Scale::unknown, 0x12)}) ==
          R"({"obis":"1-0:32.7.0.255","value":22199,"raw":22199,"scale":"unknown",)"
          R"("type":"long-unsigned"})");
}

TEST_CASE("a text telegram has neither raw nor type") {
    CHECK(objects_of({number("1-0:1.7.0", 826, 0, Unit::watt, Scale::none, 0)}) ==
          R"({"obis":"1-0:1.7.0.255","key":"active_power_import_w","value":826,"unit":"W"})");
}

TEST_CASE("a floating-point register has no raw form") {
    Object real = number("1-0:14.7.0", 5001, -2, Unit::hertz, Scale::none, 0x17);
    real.value.kind = Value::Kind::real;
    CHECK(objects_of({real}) ==
          R"({"obis":"1-0:14.7.0.255","key":"frequency_hz","value":50.01,"unit":"Hz",)"
          R"("type":"float32"})");
}

TEST_CASE("the types have the names of the standard") {
    CHECK(type_name(0x00) == "null-data");
    CHECK(type_name(0x02) == "structure");
    CHECK(type_name(0x04) == "bit-string");
    CHECK(type_name(0x05) == "double-long");
    CHECK(type_name(0x06) == "double-long-unsigned");
    CHECK(type_name(0x07) == "");
    CHECK(type_name(0x09) == "octet-string");
    CHECK(type_name(0x0A) == "visible-string");
    CHECK(type_name(0x0B) == "");
    CHECK(type_name(0x0C) == "utf8-string");
    CHECK(type_name(0x0D) == "bcd");
    CHECK(type_name(0x0F) == "integer");
    CHECK(type_name(0x10) == "long");
    CHECK(type_name(0x11) == "unsigned");
    CHECK(type_name(0x12) == "long-unsigned");
    CHECK(type_name(0x13) == "compact-array");
    CHECK(type_name(0x14) == "long64");
    CHECK(type_name(0x15) == "long64-unsigned");
    CHECK(type_name(0x16) == "enum");
    CHECK(type_name(0x17) == "float32");
    CHECK(type_name(0x18) == "float64");
    CHECK(type_name(0x19) == "date-time");
    CHECK(type_name(0x1A) == "date");
    CHECK(type_name(0x1B) == "time");
    CHECK(type_name(0x1C) == "delta-integer");
    CHECK(type_name(0x21) == "delta-double-long-unsigned");
    CHECK(type_name(0x22) == "");
    CHECK(type_name(0xFF) == "dont-care");
}

TEST_CASE("what P1 and SML add to an object: its own time, status, groups, device") {
    Object gas = number("0-1:24.2.1", 12785123, -3, Unit::cubic_metre, Scale::none, 0);
    gas.time = clock_time();
    Object history =
        object("1-0:99.97.0",
               {.kind = Value::Kind::groups, .text = "(1)(0-0:96.7.19)(03.018*kW)(5*bar)"}, 0);
    Object energy = number("1-0:1.8.0", 23559290, -1, Unit::watt_hour, Scale::frame, 0x69);
    energy.type_tag = 0;
    energy.status = 0xFFFF'FFFF'FFFF'FFFF;
    const std::array objects{gas, history, energy};
    const std::array<values::Submeter, 1> submeters{
        {{.channel = 1, .medium = values::Medium::gas, .id = "G1"}}};
    values::Reading reading{.framing = values::Framing::sml, .check = values::Check::sml};
    reading.objects = objects;
    reading.submeters = submeters;
    reading.sec_index = 24208040;
    reading.line_ends_restored = true;
    Objects formatter;
    CHECK(written(formatter, reading) ==
          R"({"framing":"sml","check":"sml","encrypted":false,"sec_index":24208040,)"
          R"("line_ends":"restored","objects":[)"
          R"({"obis":"0-1:24.2.1.255","value":12785.123,"unit":"m3",)"
          R"("time":"2021-03-24T08:00:00","device":{"kind":"gas","id":"G1"}},)"
          R"({"obis":"1-0:99.97.0.255","groups":["1","0-0:96.7.19",)"
          R"({"value":3018,"unit":"W"},{"value":5,"unit":"bar"}]},)"
          R"({"obis":"1-0:1.8.0.255","key":"active_energy_import_wh","value":2355929.0,)"
          R"("unit":"Wh","raw":23559290,"scaler":-1,"scale":"frame",)"
          R"("status":18446744073709551615}]})"
          "\n");
}
