// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/sinks/postgres.h"

#include <doctest/doctest.h>

#include "fakes/reading.h"
#include "hanmeter/io/postgres.h"
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

// PostgreSQL 15, which runs as `postgres` where the test is root.
class Database {
public:
    Database() : server_{words()} {
        const auto until = std::chrono::steady_clock::now() + seconds{20};
        while (std::chrono::steady_clock::now() < until) {
            io::PostgresConnection server{url("postgres"), "", milliseconds{5000}};
            if (server.run("CREATE DATABASE meters")) return;
        }
        FAIL("PostgreSQL does not answer");
    }

    std::string url(const std::string& database = "meters") const {
        return "postgresql://postgres@127.0.0.1:" + std::to_string(server_.port()) + "/" + database;
    }
    std::string ask(const std::string& sql) const {
        io::PostgresConnection server{url(), "", milliseconds{10'000}};
        const auto rows = server.run(sql);
        if (!rows) return rows.error().text;
        std::string text;
        for (const auto& row : *rows) {
            for (const std::string& column : row) text += column + "|";
            text += "\n";
        }
        return text;
    }
    testing::Server& server() { return server_; }

private:
    static testing::Server::Words words() {
        return [](std::uint16_t port, const testing::TemporaryFolder& folder) {
            const std::string data = folder / "data";
            const std::string as = ::geteuid() == 0 ? "setpriv --reuid=postgres --regid=postgres "
                                                      "--clear-groups "
                                                    : "";
            const std::string bin = "/usr/lib/postgresql/15/bin/";
            std::filesystem::permissions(folder.path(), std::filesystem::perms::all);
            REQUIRE(testing::Broker::shell(
                fmt::format("test -d {0} || (cd / && {1}{2}initdb -D {0} -A trust -U postgres "
                            "--no-sync > {0}.log 2>&1)",
                            data, as, bin)));
            return std::vector<std::string>{
                "sh", "-c",
                fmt::format("cd / && exec {}{}postgres -D {} -p {} -k '' -c "
                            "listen_addresses=127.0.0.1 -c fsync=off",
                            as, bin, data, port)};
        };
    }

    testing::Server server_;
};

std::unique_ptr<pipeline::Sink> sink_of(const sinks::PostgresSettings& settings) {
    auto made = sinks::make_postgres(settings, "postgres");
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

std::string fate(const pipeline::Delivery& answer) {
    if (const auto* again = std::get_if<TryAgain>(&answer)) return "again: " + again->why;
    if (const auto* no = std::get_if<Refused>(&answer)) return "refused: " + no->why;
    return "accepted " + std::to_string(std::get<Accepted>(answer).count);
}

}  // namespace

TEST_CASE("rows hold what was sent, exactly, once, and columns come with their keys") {
    Database database;
    const auto sink = sink_of({.url = database.url()});
    for (int i = 0; i < 2; ++i) CHECK(fate(sink->deliver(powers(1, 100), {})) == "accepted 100");
    CHECK(database.ask("SELECT count(*), sum(active_power_import_w) FROM hanmeter_readings") ==
          "100|5050|\n");
    HandmadeReading reading;
    reading.at(some_time + 500)
        .number("voltage_l1_v", values::Decimal::of_signed(2300, -1), values::Unit::volt)
        .number("active_energy_import_wh", values::Decimal::of_unsigned(~0ULL),
                values::Unit::watt_hour);
    const store::Entry entry = entry_of(reading, "o'hara \"x\"");
    CHECK(fate(sink->deliver({&entry, 1}, {})) == "accepted 1");
    CHECK(database.ask("SELECT meter, extract(epoch FROM time), voltage_l1_v, "
                       "active_energy_import_wh, active_power_import_w FROM hanmeter_readings "
                       "WHERE voltage_l1_v IS NOT NULL") ==
          "o'hara \"x\"|1790000000.500000|230.0|18446744073709551615||\n");

    // Another program, the same table.
    const auto second = sink_of({.url = database.url()});
    CHECK(fate(second->deliver(powers(50, 150), {})) == "accepted 101");
    CHECK(database.ask("SELECT count(*) FROM hanmeter_readings") == "151|\n");
}

TEST_CASE("a row that cannot be taken is refused alone") {
    Database database;
    const auto sink = sink_of({.url = database.url()});
    CHECK(fate(sink->deliver(powers(1, 1), {})) == "accepted 1");
    database.ask("ALTER TABLE hanmeter_readings ADD CHECK (active_power_import_w <> 61)");
    std::vector<store::Entry> batch = powers(1, 100);
    std::span<const store::Entry> left{batch};
    int refused = 0;
    for (int calls = 0; !left.empty() && calls < 50; ++calls) {
        const auto answer = sink->deliver(left, {});
        if (const auto* no = std::get_if<Refused>(&answer)) {
            ++refused;
            CHECK(no->which == 0);
            left = left.subspan(1);
        } else {
            REQUIRE(std::holds_alternative<Accepted>(answer));
            left = left.subspan(std::get<Accepted>(answer).count);
        }
    }
    CHECK(left.empty());
    CHECK(refused == 1);
    CHECK(database.ask("SELECT count(*) FROM hanmeter_readings") == "99|\n");
    CHECK(fate(sink->deliver(std::vector{entry_of(HandmadeReading{}.power(1))}, {})) ==
          "refused: it has no time");
}

TEST_CASE("a server that hangs, is killed, and comes back") {
    Database database;
    store::MemoryLog log;
    pipeline::Pipeline pipeline{log, [](std::string_view) {}};
    pipeline.add(sink_of({.url = database.url(), .timeout = milliseconds{700}}),
                 {.first_wait = milliseconds{50}, .longest_wait = milliseconds{200}});
    const auto append = [&](int from, int to) {
        for (const auto& entry : powers(from, to)) pipeline.append(entry.reading->view(), "home");
    };
    append(1, 50);
    REQUIRE(pipeline.settle(seconds{20}));
    // Every process of the server stands still, the one of this connection as well.
    REQUIRE(testing::Broker::shell("pkill -STOP -f '[p]ostgres: postgres meters 127.0.0.1'"));
    append(51, 100);
    CHECK_FALSE(pipeline.settle(milliseconds{400}));
    REQUIRE(testing::Broker::shell("pkill -CONT -f '[p]ostgres: postgres meters 127.0.0.1'"));
    REQUIRE(pipeline.settle(seconds{30}));
    database.server().kill();
    append(101, 300);
    CHECK_FALSE(pipeline.settle(milliseconds{300}));
    database.server().start();
    REQUIRE(pipeline.settle(seconds{60}));
    CHECK(database.ask("SELECT count(*), sum(active_power_import_w) FROM hanmeter_readings") ==
          "300|45150|\n");
}

TEST_CASE("what is wrong with a server is said without a password") {
    const auto nobody = sink_of({.url = "postgresql://me:s3cret@127.0.0.1:1/meters"});
    const std::string why = fate(nobody->deliver(powers(1, 1), {}));
    CHECK(why.find("again: PostgreSQL: ") == 0);
    CHECK(why.find("Connection refused") != std::string::npos);
    CHECK(why.find("s3cret") == std::string::npos);
    CHECK_FALSE(sinks::make_postgres({.url = "mysql://x"}, "x"));
}
