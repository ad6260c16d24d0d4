// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/sinks/influxdb.h"

#include <doctest/doctest.h>

#include <thread>

#include "fakes/influxdb3.h"
#include "fakes/reading.h"
#include "hanmeter/io/clock.h"
#include "hanmeter/io/http_client.h"
#include "hanmeter/pipeline/pipeline.h"
#include "hanmeter/store/memory_log.h"
#include "support/server.h"

using namespace hanmeter;
using fakes::HandmadeReading;
using pipeline::Accepted;
using pipeline::Refused;
using pipeline::TryAgain;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

constexpr std::int64_t some_time = 1'790'000'000'000;

std::unique_ptr<pipeline::Sink> sink_of(const sinks::InfluxdbSettings& settings) {
    auto made = sinks::make_influxdb(settings, "influxdb");
    REQUIRE_MESSAGE(made, (made ? "" : made.error()));
    return std::move(*made);
}

store::Entry entry_of(const values::Reading& reading, std::string_view meter = "home") {
    return {1, std::make_shared<const store::StoredReading>(reading, meter)};
}

std::vector<store::Entry> powers(int from, int to) {
    std::vector<store::Entry> batch;
    for (int i = from; i <= to; ++i) {
        batch.push_back(entry_of(HandmadeReading{}.at(some_time + i * 1000).power(i)));
    }
    return batch;
}

std::string ask(const testing::Server& server, const std::string& target) {
    io::HttpClient client{io::HttpUrl::parse(server.url()).value(), milliseconds{10'000}};
    const auto answer = client.get(target);
    return answer ? answer->body : answer.error();
}

void create(const testing::Server& server, const std::string& database) {
    io::HttpClient client{io::HttpUrl::parse(server.url()).value(), milliseconds{10'000}};
    const auto until = std::chrono::steady_clock::now() + seconds{20};
    while (std::chrono::steady_clock::now() < until) {
        const auto answer = client.post({.target = "/query?q=CREATE%20DATABASE%20" + database});
        if (answer && answer->status == 200) return;
    }
    FAIL("no database");
}

const std::string count_query =
    "/query?db=meters&q=SELECT%20count(active_power_import_w),sum(active_power_import_w)%20FROM%20"
    "electricity";

}  // namespace

TEST_CASE("InfluxDB 1 holds what was sent, once, however often it is sent") {
    const testing::Server server{testing::influxd()};
    const auto sink = sink_of({.url = server.url()});
    const auto missing = sink->deliver(powers(1, 2), {});
    REQUIRE(std::holds_alternative<TryAgain>(missing));
    CHECK(std::get<TryAgain>(missing).why.find("has no database meters") != std::string::npos);
    create(server, "meters");
    const auto batch = powers(1, 100);
    for (int i = 0; i < 2; ++i) {
        const auto answer = sink->deliver(batch, {});
        REQUIRE(std::holds_alternative<Accepted>(answer));
        CHECK(std::get<Accepted>(answer).count == 100);
    }
    CHECK(ask(server, count_query).find("100,5050]") != std::string::npos);
}

TEST_CASE("odd names and exact decimals come back as they were") {
    const testing::Server server{testing::influxd()};
    create(server, "meters");
    const auto sink = sink_of({.url = server.url()});
    HandmadeReading reading;
    reading.at(some_time).number("voltage_l1_v", values::Decimal::of_signed(2301, -1),
                                 values::Unit::volt);
    const store::Entry entry = entry_of(reading, "a b,c=d\\");
    REQUIRE(std::holds_alternative<Accepted>(sink->deliver({&entry, 1}, {})));
    const std::string answer =
        ask(server, "/query?db=meters&epoch=ms&q=SELECT%20voltage_l1_v,meter%20FROM%20electricity");
    CHECK(answer.find("1790000000000,230.1,\"a b,c=d\\\\_\"") != std::string::npos);
}

TEST_CASE("one line that is refused does not hold up the others") {
    const testing::Server server{testing::influxd()};
    create(server, "meters");
    const auto sink = sink_of({.url = server.url()});
    // A field that is a number cannot become a text.
    values::Object text;
    text.obis = {1, 0, 1, 7, 0, 255};
    text.quantity = values::find_quantity("active_power_import_w");
    text.value = {.kind = values::Value::Kind::text, .text = "much"};
    values::Reading wrong;
    wrong.time = values::Instant{some_time + 60'500};
    wrong.objects = {&text, 1};
    auto batch = powers(1, 100);
    REQUIRE(std::holds_alternative<Accepted>(sink->deliver(powers(0, 0), {})));
    batch[60] = entry_of(wrong);

    std::span<const store::Entry> left{batch};
    std::size_t refused = 0;
    for (int calls = 0; !left.empty() && calls < 10; ++calls) {
        const auto answer = sink->deliver(left, {});
        if (const auto* no = std::get_if<Refused>(&answer)) {
            ++refused;
            CHECK(left.size() - no->which == 40);
            left = left.subspan(no->which + 1);
        } else {
            REQUIRE(std::holds_alternative<Accepted>(answer));
            left = left.subspan(std::get<Accepted>(answer).count);
        }
    }
    CHECK(left.empty());
    CHECK(refused == 1);
    CHECK(ask(server, count_query).find("100,4989]") != std::string::npos);  // 0..100 without 61
}

TEST_CASE("a server that is killed, hangs or is back: readings wait and then are there") {
    testing::Server server{testing::influxd()};
    create(server, "meters");
    store::MemoryLog log;
    std::vector<std::string> said;
    pipeline::Pipeline pipeline{log, [](std::string_view) {}};
    pipeline.add(sink_of({.url = server.url(), .timeout = milliseconds{700}}),
                 {.first_wait = milliseconds{50}, .longest_wait = milliseconds{200}});
    const auto append = [&](int from, int to) {
        for (const auto& entry : powers(from, to)) pipeline.append(entry.reading->view(), "home");
    };
    append(1, 50);
    REQUIRE(pipeline.settle(seconds{20}));
    server.hang();
    append(51, 100);
    CHECK_FALSE(pipeline.settle(milliseconds{1500}));
    server.go_on();
    REQUIRE(pipeline.settle(seconds{30}));
    server.kill();
    append(101, 300);
    CHECK_FALSE(pipeline.settle(milliseconds{300}));
    server.start();
    REQUIRE(pipeline.settle(seconds{60}));
    CHECK(ask(server, count_query).find("300,45150]") != std::string::npos);
}

TEST_CASE("version 2 as VictoriaMetrics takes it") {
    const testing::Server server{testing::victoria_metrics()};
    const auto sink =
        sink_of({.url = server.url(), .version = 2, .organisation = "o", .token = "t"});
    HandmadeReading reading;
    reading.at(io::now().milliseconds - 60'000).power(922);
    const store::Entry entry = entry_of(reading);
    REQUIRE(std::holds_alternative<Accepted>(sink->deliver({&entry, 1}, {})));
    const std::string target =
        "/api/v1/export?match[]=electricity_active_power_import_w%7Bmeter=%22home%22%7D";
    const auto until = std::chrono::steady_clock::now() + seconds{20};
    std::string found;
    while (std::chrono::steady_clock::now() < until && found.find("[922]") == std::string::npos) {
        static_cast<void>(ask(server, "/internal/force_flush"));
        found = ask(server, target);
    }
    CHECK(found.find("[922]") != std::string::npos);
}

TEST_CASE("what a server answers, and what that means") {
    fakes::Influxdb3 server;
    const auto sink = sink_of({.url = server.url(), .version = 3, .token = "secret"});
    REQUIRE(std::holds_alternative<Accepted>(sink->deliver(powers(1, 2), {})));
    REQUIRE(server.bodies().size() == 1);
    CHECK(server.bodies()[0] ==
          "electricity,meter=home active_power_import_w=1 1790000001000\n"
          "electricity,meter=home active_power_import_w=2 1790000002000\n");
    CHECK(server.targets()[0] ==
          "/api/v3/write_lp?db=meters&precision=millisecond&accept_partial=true");
    CHECK(server.complaints().empty());
    const auto why = [&](int status, const std::string& body) {
        server.answer_with(status, body);
        const auto answer = sink->deliver(powers(1, 1), {});
        if (const auto* again = std::get_if<TryAgain>(&answer)) return "again: " + again->why;
        if (const auto* no = std::get_if<Refused>(&answer)) return "refused: " + no->why;
        return std::string{"accepted"};
    };
    const std::string at = server.url();
    CHECK(why(401, "who?") == "again: " + at + " wants another token: who?");
    CHECK(why(404, "no db") == "again: " + at + " has no database meters: no db");
    CHECK(why(429, "slow down") == "again: " + at + " answers 429: slow down");
    CHECK(why(503, "") == "again: " + at + " answers 503: ");
    CHECK(why(400, "partial write of line protocol occurred") ==
          "refused: " + at + " answers 400: partial write of line protocol occurred");
    CHECK(why(500, "bad\nthings") == "again: " + at + " answers 500: bad things");

    const auto timeless = sink->deliver(std::vector{entry_of(HandmadeReading{}.power(1))}, {});
    REQUIRE(std::holds_alternative<Refused>(timeless));
    CHECK(std::get<Refused>(timeless).why == "it has no time");
    CHECK_FALSE(sinks::make_influxdb({.version = 4}, "x"));
    CHECK_FALSE(sinks::make_influxdb({.url = "no url"}, "x"));
}
