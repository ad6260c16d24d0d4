// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/sinks/influxdb.h"

#include <doctest/doctest.h>
#include <fmt/core.h>

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

// As InfluxDB 1 takes it: `CREATE DATABASE meters`.
void tell(const testing::Server& server, const std::string& statement,
          const std::string& login = {}) {
    auto url = io::HttpUrl::parse(server.url()).value();
    if (!login.empty()) url.user = url.password = login;
    io::HttpClient client{url, milliseconds{10'000}};
    const auto until = std::chrono::steady_clock::now() + seconds{20};
    while (std::chrono::steady_clock::now() < until) {
        const auto answer = client.post({.target = "/query",
                                         .body = "q=" + statement,
                                         .content_type = "application/x-www-form-urlencoded"});
        if (answer && answer->status == 200) return;
    }
    FAIL(statement);
}

void create(const testing::Server& server, const std::string& database) {
    tell(server, "CREATE DATABASE " + database);
}

// `again: ...`, `refused 3: ...`, `accepted 5`
std::string outcome(const pipeline::Delivery& delivery) {
    if (const auto* again = std::get_if<TryAgain>(&delivery)) return "again: " + again->why;
    if (const auto* no = std::get_if<Refused>(&delivery)) {
        return fmt::format("refused {}: {}", no->which, no->why);
    }
    return fmt::format("accepted {}", std::get<Accepted>(delivery).count);
}

bool holds(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

// With one more value, which goes by its code.
values::Reading with(std::vector<values::Object>& room, std::int64_t time, std::int64_t watts,
                     const values::Value& value) {
    room.assign(2, {});
    room[0].quantity = values::find_quantity("active_power_import_w");
    room[0].value = {.kind = values::Value::Kind::number,
                     .number = values::Decimal::of_signed(watts)};
    room[1].obis = {1, 0, 99, 97, 0, 255};
    room[1].value = value;
    values::Reading reading;
    reading.time = values::Instant{time};
    reading.objects = room;
    return reading;
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
    CHECK(holds(outcome(missing), "has no database meters, or shows none to us: make it there"));
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
    CHECK(answer.find("1790000000000,230.1,\"a b,c=d_\"") != std::string::npos);
}

TEST_CASE("one line that is refused does not hold up the others") {
    const testing::Server server{testing::influxd()};
    create(server, "meters");
    const auto sink = sink_of({.url = server.url()});
    // A field that is a text cannot become a number: this meter's has no key, and the power goes.
    std::vector<values::Object> room;
    const values::Value text{.kind = values::Value::Kind::text, .text = "much"};
    const values::Value number{.kind = values::Value::Kind::number};
    REQUIRE(outcome(sink->deliver(std::vector{entry_of(with(room, some_time, 0, text))}, {})) ==
            "accepted 1");
    auto batch = powers(1, 100);
    batch[60] = entry_of(with(room, some_time + 60'500, 1000, number));

    std::span<const store::Entry> left{batch};
    std::size_t refused = 0;
    for (int calls = 0; !left.empty() && calls < 10; ++calls) {
        const auto answer = sink->deliver(left, {});
        if (const auto* no = std::get_if<Refused>(&answer)) {
            ++refused;
            CHECK(left.size() - no->which == 40);
            CHECK(holds(no->why, "field type conflict"));
            CHECK(holds(no->why, "without the values that have no key it went"));
            left = left.subspan(no->which + 1);
        } else {
            REQUIRE(std::holds_alternative<Accepted>(answer));
            left = left.subspan(std::get<Accepted>(answer).count);
        }
    }
    CHECK(left.empty());
    CHECK(refused == 1);
    CHECK(ask(server, count_query).find("101,5989]") != std::string::npos);  // 1000 for 61
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

TEST_CASE("texts come back as they were, whatever stands in them") {
    const testing::Server server{testing::influxd()};
    create(server, "meters");
    const auto sink = sink_of({.url = server.url()});
    std::vector<values::Object> room;
    const auto reading = with(room, some_time, -7,
                              {.kind = values::Value::Kind::text,
                               .text = "say \"yes\", \\ or\\\\ a=b \xC3\xA5\xE2\x82\xAC \xFF"});
    REQUIRE(outcome(sink->deliver(std::vector{entry_of(reading)}, {})) == "accepted 1");
    const std::string answer = ask(
        server, "/query?db=meters&epoch=ms&q=SELECT%20%221-0:99.97.0.255%22%20FROM%20electricity");
    CHECK(holds(answer, R"([1790000000000,"say \"yes\", \\ or\\\\ a=b )"
                        "\xC3\xA5\xE2\x82\xAC  \"]"));
}

TEST_CASE("a reading older than InfluxDB keeps any is refused, those behind it are not") {
    const testing::Server server{testing::influxd()};
    create(server, "meters WITH DURATION 1h SHARD DURATION 1h NAME hour");
    const auto sink = sink_of({.url = server.url(), .retention_policy = "hour"});
    const std::int64_t now = io::now().milliseconds;
    constexpr std::int64_t month = 30ll * 24 * 3600 * 1000;
    std::vector<store::Entry> batch{
        entry_of(HandmadeReading{}.at(now).power(1)),
        entry_of(HandmadeReading{}.at(now - month).power(10)),
        entry_of(HandmadeReading{}.at(now - 1000).power(100)),
    };
    const std::string first = outcome(sink->deliver(batch, {}));
    CHECK(first.starts_with("refused 1: "));
    CHECK(holds(first, "retention policy"));
    CHECK(outcome(sink->deliver(std::span{batch}.subspan(2), {})) == "accepted 1");
    CHECK(holds(ask(server, count_query), "2,101]"));
    const auto other = sink_of({.url = server.url(), .retention_policy = "a year"});
    const std::string missing = outcome(other->deliver(batch, {}));
    CHECK(missing.starts_with("again: "));
    CHECK(holds(missing, "retention policy not found"));
}

TEST_CASE("user and password of InfluxDB 1; what is wrong is no reading's fault and not told") {
    const testing::Server server{testing::influxd("auth-enabled = true")};
    tell(server, "CREATE USER root WITH PASSWORD 'root' WITH ALL PRIVILEGES");
    tell(server, "CREATE DATABASE meters", "root");
    tell(server, "CREATE USER guest WITH PASSWORD 's3cret'", "root");
    const auto as = [&server](const std::string& user, const std::string& password) {
        const auto sink = sink_of({.url = server.url(), .user = user, .password = password});
        return outcome(sink->deliver(powers(1, 2), {}));
    };
    const std::string head =
        "again: " + server.url() +
        " does not let us write to database meters: check user and password (HTTP ";
    CHECK(as("guest", "wr0ng").starts_with(head + "401: "));
    CHECK_FALSE(holds(as("guest", "wr0ng"), "wr0ng"));
    CHECK(as("", "").starts_with(head + "401: "));
    CHECK(as("guest", "s3cret").starts_with(head + "403: "));
    CHECK(as("root", "root") == "accepted 2");
}

TEST_CASE("what waits for an answer can be cancelled, and asks no more") {
    testing::LoopbackServer silent;
    const auto sink = sink_of({.url = fmt::format("http://127.0.0.1:{}", silent.port())});
    std::thread other{[&] {
        while (!silent.connected()) std::this_thread::yield();
        while (silent.received().empty()) std::this_thread::yield();
        sink->cancel();
    }};
    const auto before = std::chrono::steady_clock::now();
    CHECK(outcome(sink->deliver(powers(1, 2), {})).starts_with("again: "));
    other.join();
    CHECK(std::chrono::steady_clock::now() - before < seconds{8});
    silent.hang_up();
    CHECK(holds(outcome(sink->deliver(powers(1, 2), {})), "the program ends"));
    CHECK_FALSE(silent.connected());
}

TEST_CASE("answers that are none are no reading's fault") {
    testing::LoopbackServer server;
    const auto sink = sink_of(
        {.url = fmt::format("http://127.0.0.1:{}", server.port()), .timeout = milliseconds{300}});
    for (const std::string answer :
         {"", "\r\n", "garbage", "HTTP/1.1 ", "HTTP/1.1 abc OK\r\n\r\n", "220 mail ready\r\n",
          "HTTP/1.1 204 No Con", "HTTP/1.1 204 No Content\r\nContent-Le"}) {
        CAPTURE(answer);
        std::thread other{[&] {
            while (!server.connected()) std::this_thread::yield();
            while (server.received().empty()) std::this_thread::yield();
            server.send({reinterpret_cast<const std::uint8_t*>(answer.data()), answer.size()});
            server.hang_up();
        }};
        CHECK(outcome(sink->deliver(powers(1, 2), {})).starts_with("again: "));
        other.join();
    }
}

TEST_CASE(
    "version 3 takes a part and says which line not: that one is refused, all others are there") {
    fakes::Influxdb3 server;
    const auto sink = sink_of({.url = server.url(), .version = 3, .token = "secret"});
    std::vector<values::Object> room;
    const values::Value truth{.kind = values::Value::Kind::boolean, .truth = true};
    const values::Value text{.kind = values::Value::Kind::text, .text = "a \"b\", c\\"};
    auto batch = powers(1, 64);
    batch[0] = entry_of(with(room, some_time + 500, 1, text));
    batch[63] = entry_of(with(room, some_time + 63'500, 64, truth));
    for (const bool created : {false, true}) {
        server.say_created_to_a_part(created);
        const std::string answer = outcome(sink->deliver(batch, {}));
        CHECK(answer.starts_with("refused 63: "));
        CHECK(holds(answer, "partial write of line protocol occurred"));
        CHECK(answer.ends_with("without the values that have no key it went"));
        CHECK(server.points() == 64);
        CHECK(server.requests() <= 2 * (2 + 6 + 2));  // as documented: halvings of 64 and a few
    }
    CHECK(server.complaints().size() > 0);  // the types that clash, and nothing else
    for (const std::string& each : server.complaints()) CHECK(holds(each, "another type"));
}

TEST_CASE("a server that refuses in words is believed when it takes lines at all") {
    fakes::Influxdb3 server;
    const auto sink = sink_of({.url = server.url(), .version = 3, .token = "secret"});
    server.refuse("=13 ", "too unlucky");
    CHECK(outcome(sink->deliver(powers(1, 20), {})) ==
          "refused 12: " + server.url() + " answers 400: too unlucky");
    server.answer_with(400, "<html>The plain HTTP request was sent to HTTPS port</html>");
    CHECK(outcome(sink->deliver(powers(1, 20), {})) ==
          "again: " + server.url() +
              " answers 400: <html>The plain HTTP request was sent to HTTPS port</html>: check "
              "that this is InfluxDB, and whether it wants https://");
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
        return outcome(sink->deliver(powers(1, 1), {}));
    };
    const std::string at = server.url();
    CHECK(why(401, "who?") == "again: " + at +
                                  " does not let us write to database meters: check the token "
                                  "(HTTP 401: who?)");
    CHECK(why(404, "no db") == "again: " + at +
                                   " has no database meters, or shows none to us: make it there, "
                                   "or check url, version and names (HTTP 404: no db)");
    CHECK(why(429, "slow down") == "again: " + at + " answers 429: slow down");
    CHECK(why(503, "") == "again: " + at + " answers 503");
    CHECK(why(302, "") == "again: " + at + " answers 302");
    CHECK(why(400, "{\"error\":\"no\"}") ==
          "refused 0: " + at + " answers 400: {\"error\":\"no\"}");
    CHECK(why(422, "{\"code\":\"x\"}") == "refused 0: " + at + " answers 422: {\"code\":\"x\"}");
    CHECK(why(413, "") == "refused 0: " + at + " answers 413");
    CHECK(why(500, "bad\nth\x1B\xC3ngs") == "again: " + at + " answers 500: bad th??ngs");
    CHECK(why(200, "{}") == "accepted 1");
    CHECK(why(201, "") == "accepted 1");

    const auto timeless = sink->deliver(std::vector{entry_of(HandmadeReading{}.power(1))}, {});
    CHECK(outcome(timeless) == "refused 0: it has no time");
}

TEST_CASE("settings that cannot be used are told before anything is sent") {
    const auto clause = [](const sinks::InfluxdbSettings& settings) {
        const auto made = sinks::make_influxdb(settings, "x");
        return made ? std::string{} : made.error();
    };
    CHECK(clause({}).empty());
    CHECK(clause({.version = 3}).empty());
    CHECK(clause({.version = 4}) == "version is 1, 2 or 3");
    CHECK(holds(clause({.url = "no url"}), "is not like http://127.0.0.1:8086"));
    CHECK(holds(clause({.database = ""}), "needs a database"));
    CHECK(holds(clause({.version = 2}), "needs an organisation"));
    CHECK(holds(clause({.version = 2, .organisation = "o", .bucket = ""}), "a bucket"));
}
