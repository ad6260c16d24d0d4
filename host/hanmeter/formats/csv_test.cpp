// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/formats/csv.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "hanmeter/formats/sample_reading.h"

using namespace hanmeter;
using namespace hanmeter::formats;
using namespace hanmeter::formats::testing;

namespace {

struct Table {
    explicit Table(const std::vector<std::string>& columns)
        : formatter{make_formatter("csv", {.columns = columns}).value()} {}

    std::string header() {
        std::string out;
        formatter->begin(out);
        return out;
    }
    std::string row(const values::Reading& reading, const Context& context = {}) {
        return written(*formatter, reading, context);
    }
    std::string row(const std::vector<Object>& objects) {
        values::Reading reading;
        reading.objects = objects;
        return row(reading);
    }

    std::unique_ptr<Formatter> formatter;
};

std::string refusal(const std::vector<std::string>& columns) {
    return make_formatter("csv", {.columns = columns}).error();
}

}  // namespace

TEST_CASE("all columns: what leads, then the keys of the catalogue in order, each once") {
    Table table{{}};
    const std::string header = table.header();
    CHECK(
        header.starts_with("time,meter,meter_id,meter_time,list,meter_model,"
                           "active_power_import_w,active_power_export_w,active_power_net_w,"));
    CHECK(header.ends_with(",local_date\n"));
    CHECK(header.find(",limiter_threshold_w,limiter_threshold_a,limiter_threshold_va,") !=
          std::string::npos);
    // Three of the catalogue's rows are among the five that lead; one row is three columns.
    const auto commas = static_cast<std::size_t>(std::count(header.begin(), header.end(), ','));
    CHECK(commas + 1 == values::catalogue().size() - 3 + 5 + 2);

    Aidon aidon;
    const std::string row = table.row(aidon());
    CHECK(
        row.starts_with("2026-11-23T07:12:10.123Z,7359992900000001,7359992900000001,"
                        "2021-03-24T08:00:00,AIDON_V0001,6534,922,,,"));
    CHECK(std::count(row.begin(), row.end(), ',') == static_cast<std::ptrdiff_t>(commas));
}

TEST_CASE("chosen columns stand in the order of the choice") {
    Table table{{"voltage_l1_v", "time", "active_power_import_w", "current_l1_a"}};
    CHECK(table.header() == "voltage_l1_v,time,active_power_import_w,current_l1_a\n");
    Aidon aidon;
    CHECK(table.row(aidon()) == "230.0,2026-11-23T07:12:10.123Z,922,-1.0\n");
    CHECK(table.row(values::Reading{}) == ",,,\n");
    CHECK(table.row({number("1-0:1.7.0", 1, 0, Unit::watt),
                     number("1-0:1.7.0", 2, 0, Unit::watt)}) == ",,1,\n");
}

TEST_CASE("a code may be a column, with or without a key") {
    Table table{{"1-0:1.7.0", "0-0:99.1.2.3", "1-0:32.7.0*255"}};
    CHECK(table.header() == "1-0:1.7.0.255,0-0:99.1.2.3,1-0:32.7.0.255\n");
    CHECK(
        table.row({number("0-0:99.1.2.3", -5, 0, Unit::none), number("1-0:1.7.0", 1, 0, Unit::watt),
                   number("1-0:32.7.0", 22199, 0, Unit::none, Scale::unknown)}) == "1,-5,22199\n");
}

TEST_CASE("a value of unknown scale does not stand under a key with a unit") {
    Table table{{"voltage_l1_v", "scale"}};
    CHECK(table.row({number("1-0:32.7.0", 22199, 0, Unit::none, Scale::unknown)}) == ",unknown\n");
    CHECK(table.row({number("1-0:32.7.0", 22199, -2, Unit::volt, Scale::assumed)}) ==
          "221.99,assumed\n");
}

TEST_CASE("the unit that the meter sends picks the column") {
    Table table{{"limiter_threshold_w", "limiter_threshold_a", "limiter_threshold_va"}};
    CHECK(table.row({number("0-0:17.0.0", 25, 0, Unit::ampere)}) == ",25,\n");
    CHECK(table.row({number("0-0:17.0.0", 25, 3, Unit::volt_ampere),
                     number("0-0:17.0.0", 9, 3, Unit::watt)}) == "9000,,25000\n");
}

TEST_CASE("what can be asked for besides") {
    Table table{{"meter", "time_from", "utc_deviation_minutes", "clock_status", "dst", "maker",
                 "framing", "check", "meter_model"}};
    values::Reading reading{.maker = "Kaifa",
                            .meter_time = clock_time(),
                            .time = values::Instant{1},
                            .time_from = values::TimeFrom::log};
    reading.meter_time->deviation = -120;
    reading.meter_time->status = 0x80;
    CHECK(table.row(reading, {.meter = "home"}) == "home,log,-120,128,true,Kaifa,hdlc,none,\n");
    CHECK(table.row(values::Reading{}) == ",,,,,,hdlc,none,\n");
}

TEST_CASE("quotes stand where RFC 4180 wants them") {
    Table table{{"text_message", "active_power_import_w", "meter_id"}};
    const auto row = [&](std::string_view words) {
        return table.row({text("0-0:96.13.0", words)});
    };
    CHECK(row("plain words; and 'quotes'") == "plain words; and 'quotes',,\n");
    CHECK(row("a,b") == "\"a,b\",,\n");
    CHECK(row("say \"no\"") == "\"say \"\"no\"\"\",,\n");
    CHECK(row("two\r\nlines") == "\"two\r\nlines\",,\n");
    CHECK(row(std::string_view{"\0\x1b\xff", 3}) == "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD,,\n");
    values::Reading reading;
    reading.meter_id = "\"";
    CHECK(table.row(reading) == ",,\"\"\"\"\n");
}

TEST_CASE("every other kind of value") {
    using Kind = Value::Kind;
    Table table{{"1-0:99.1.1", "1-0:99.1.2", "1-0:99.1.3", "1-0:99.1.4"}};
    const std::uint8_t octets[] = {0x0A, 0xF0};
    CHECK(table.row({object("1-0:99.1.1", {.kind = Kind::octets, .data = octets}, 9),
                     object("1-0:99.1.2", {.kind = Kind::clock, .clock = clock_time()}, 9),
                     object("1-0:99.1.3", {.kind = Kind::boolean, .truth = true}, 3),
                     object("1-0:99.1.4", {.kind = Kind::not_a_number, .text = "NaN"}, 0x17)}) ==
          "0af0,2021-03-24T08:00:00,true,NaN\n");
}

TEST_CASE("a column that is none is refused with those that are near") {
    CHECK(refusal({"time", "voltage_l1"}) ==
          "there is no column 'voltage_l1'; did you mean voltage_l1_v or voltage_l1_l2_v?");
    CHECK(refusal({"active_power_improt_w"}) ==
          "there is no column 'active_power_improt_w'; did you mean active_power_import_w, "
          "active_power_export_w or active_power_import_t1_w?");
    CHECK(refusal({"zzzzzzzzzz"}) ==
          "there is no column 'zzzzzzzzzz'; it can be time, a key like active_power_import_w or "
          "an OBIS code like 1-0:1.7.0");
    CHECK(refusal({"time", "list", "time"}) == "column 'time' is chosen twice");
    CHECK(refusal({"1-0:1.7.0", "1-0:1.7.0.255"}) == "column '1-0:1.7.0.255' is chosen twice");
    CHECK(refusal({""}).starts_with("there is no column ''; "));
}
