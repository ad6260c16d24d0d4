// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/web/metrics.h"

#include <doctest/doctest.h>

#include "fakes/reading.h"

using namespace hanmeter;
using fakes::HandmadeReading;

namespace {

constexpr std::int64_t begun = 1'790'000'000'000;

std::string text(const pipeline::Latest& latest, std::int64_t after_ms,
                 web::MetricsForm form = web::MetricsForm::prometheus) {
    return web::metrics_text(latest, values::Instant{begun + after_ms}, "1.2.3", form);
}

void take(pipeline::Latest& latest, pipeline::Latest::Line line, const values::Reading& reading) {
    latest.take(line, std::make_shared<const store::StoredReading>(reading, "home"), {});
}

bool has(const std::string& page, const std::string& line) {
    return page.find("\n" + line + "\n") != std::string::npos;
}

}  // namespace

TEST_CASE("keys become names and labels, energy joules") {
    pipeline::Latest latest;
    const auto line = latest.add("/dev/ttyUSB0");
    latest.named(line, "home");
    HandmadeReading reading;
    reading.at(begun)
        .power(922)
        .energy(1'234)
        .number("active_energy_export_t2_wh", values::Decimal::of_signed(1500, -3),
                values::Unit::watt_hour)
        .number("voltage_l1_v", values::Decimal::of_signed(2300, -1), values::Unit::volt)
        .number("voltage_l1_l2_v", values::Decimal::of_signed(4001, -1), values::Unit::volt);
    take(latest, line, reading);
    const std::string page = text(latest, 1000);
    CHECK(has(page, "# TYPE hanmeter_power_watts gauge"));
    CHECK(has(page, R"(hanmeter_power_watts{meter="home",direction="import"} 922)"));
    CHECK(has(page, "# TYPE hanmeter_energy_joules_total counter"));
    CHECK(has(page, R"(hanmeter_energy_joules_total{meter="home",direction="import"} 4442400)"));
    CHECK(has(
        page,
        R"(hanmeter_energy_joules_total{meter="home",direction="export",tariff="2"} 5400.000)"));
    CHECK(has(page, R"(hanmeter_voltage_volts{meter="home",phase="L1"} 230.0)"));
    CHECK(has(page, R"(hanmeter_voltage_volts{meter="home",phase="L1-L2"} 400.1)"));
    CHECK(has(page, R"(hanmeter_build_info{version="1.2.3"} 1)"));
    const std::string open = text(latest, 1000, web::MetricsForm::open_metrics);
    CHECK(has(open, "# TYPE hanmeter_energy_joules counter"));
    CHECK(open.ends_with("# EOF\n"));
}

TEST_CASE("what is old is not repeated: powers after minutes, counters after hours") {
    pipeline::Latest latest;
    const auto line = latest.add("/dev/ttyUSB0");
    latest.named(line, "home");
    HandmadeReading hourly;
    take(latest, line, hourly.at(begun).power(1).energy(5));
    HandmadeReading later;
    take(latest, line,
         later.at(begun + 3'600'000)
             .number("voltage_l1_v", values::Decimal::of_signed(230), values::Unit::volt));
    const std::string page = text(latest, 3'601'000);
    CHECK(page.find("hanmeter_power_watts{") == std::string::npos);
    CHECK(page.find("hanmeter_energy_joules_total{") != std::string::npos);
    CHECK(page.find("hanmeter_voltage_volts{") != std::string::npos);
    const std::string silent = text(latest, 3'600'000 + 181'000);
    CHECK(silent.find("hanmeter_energy_joules_total{") == std::string::npos);
    CHECK(silent.find("hanmeter_voltage_volts{") == std::string::npos);
    CHECK(silent.find("hanmeter_last_reading_timestamp_seconds{meter=\"home\"} 1790003600.000") !=
          std::string::npos);
}

TEST_CASE("names are escaped, suspects and unknown scales left out") {
    pipeline::Latest latest;
    const auto line = latest.add("x");
    latest.named(line, "a\"b\\c\nd");
    std::vector<values::Object> objects(2);
    objects[0].quantity = values::find_quantity("active_energy_import_wh");
    objects[0].unit = values::Unit::watt_hour;
    objects[0].value = {.kind = values::Value::Kind::number};
    objects[0].suspect = true;
    objects[1].quantity = values::find_quantity("voltage_l1_v");
    objects[1].scale = values::Scale::unknown;
    objects[1].value = {.kind = values::Value::Kind::number};
    values::Reading reading;
    reading.time = values::Instant{begun};
    reading.objects = objects;
    take(latest, line, reading);
    const std::string page = text(latest, 0);
    CHECK(page.find(R"(hanmeter_readings_total{meter="a\"b\\c\nd"} 0)") != std::string::npos);
    CHECK(page.find("joules") == std::string::npos);
    CHECK(page.find("volts") == std::string::npos);
}
