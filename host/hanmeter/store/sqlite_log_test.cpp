// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/store/sqlite_log.h"

#include <doctest/doctest.h>
#include <sys/resource.h>

#include <csignal>
#include <filesystem>
#include <fstream>

#include "fakes/reading.h"
#include "support/temporary_folder.h"

using namespace hanmeter;
using fakes::HandmadeReading;
using store::SqliteLog;

namespace {

constexpr std::int64_t day = 86'400'000;

struct Store {
    testing::TemporaryFolder folder;
    store::SqliteSettings settings{.path = folder / "hanmeter.db"};
    std::vector<std::string> told;
    std::unique_ptr<SqliteLog> log;

    Store() { open(); }
    void open() {
        auto opened = SqliteLog::open(
            settings, [this](std::string_view sentence) { told.emplace_back(sentence); });
        REQUIRE_MESSAGE(opened, (opened ? "" : opened.error()));
        log = std::move(*opened);
    }
    void reopen() {
        log.reset();
        open();
    }
    void append(int from, int to, std::int64_t every = 1000) {
        for (int i = from; i <= to; ++i) {
            log->append(HandmadeReading{}.at(i * every).power(i), "home");
        }
    }
};

// No file grows beyond it: to SQLite as if the disk were full.
class FileSizeLimit {
public:
    explicit FileSizeLimit(std::uintmax_t most) {
        std::signal(SIGXFSZ, SIG_IGN);
        REQUIRE(::getrlimit(RLIMIT_FSIZE, &before_) == 0);
        rlimit wanted = before_;
        wanted.rlim_cur = most;
        REQUIRE(::setrlimit(RLIMIT_FSIZE, &wanted) == 0);
    }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;
    ~FileSizeLimit() {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, SIG_DFL);
    }

private:
    rlimit before_{};
};

std::vector<int> powers(const std::vector<store::Entry>& batch) {
    std::vector<int> all;
    for (const auto& entry : batch) {
        const auto* power = values::find_number(entry.reading->view(), "active_power_import_w");
        REQUIRE(power != nullptr);
        all.push_back(static_cast<int>(power->value.number.as_integer().value_or(-1)));
    }
    return all;
}

}  // namespace

TEST_CASE("a new sink begins at the end, and each has its own place") {
    Store store;
    store.append(1, 2);
    const auto early = store.log->open("early");
    store.append(3, 5);
    const auto late = store.log->open("late");
    store.append(6, 6);
    CHECK(powers(store.log->next(early, 2)) == std::vector{3, 4});
    CHECK(powers(store.log->next(late, 10)) == std::vector{6});
    CHECK(powers(store.log->next(early, 10)) == std::vector{5, 6});
    CHECK(store.log->next(early, 10).empty());
    CHECK(store.log->counters(early).waiting == 0);
}

TEST_CASE("readings and places outlive the program; what was not acknowledged comes again") {
    Store store;
    store.log->open("mqtt");
    store.append(1, 1000);
    const std::array<std::uint8_t, 2> mine{7, 9};
    const auto sink = store.log->open("mqtt");
    const auto batch = store.log->next(sink, 400);
    CHECK(batch.front().sequence == 1);
    CHECK(batch.front().reading->meter() == "home");
    CHECK(batch.front().reading->view().time == values::Instant{1000});
    store.log->acknowledge(sink, 300, store::OwnBytes{mine});
    store.reopen();

    const auto again = store.log->open("mqtt");
    CHECK(store.log->own(again).view().size() == 2);
    CHECK(store.log->own(again).view()[1] == 9);
    CHECK(store.log->counters(again).waiting == 700);
    std::vector<int> all;
    while (true) {
        const auto more = powers(store.log->next(again, 128));
        if (more.empty()) break;
        all.insert(all.end(), more.begin(), more.end());
    }
    REQUIRE(all.size() == 700);
    CHECK(all.front() == 301);
    CHECK(all.back() == 1000);
    CHECK(store.told.empty());
    CHECK(store.log->append(HandmadeReading{}.power(1)) == 1001);
}

TEST_CASE("what the disk holds of a program that was killed is all that append() answered") {
    Store store;
    store.log->open("mqtt");
    store.append(1, 50);
    // As a kill leaves it: the files as they are at this moment, nothing closed.
    testing::TemporaryFolder after;
    for (const char* part : {"", "-wal", "-shm"}) {
        const std::string from = store.settings.path + part;
        if (std::filesystem::exists(from)) {
            std::filesystem::copy(from, (after / "hanmeter.db") + part);
        }
    }
    Store second;
    second.log.reset();
    second.settings.path = after / "hanmeter.db";
    second.open();
    const auto sink = second.log->open("mqtt");
    CHECK(powers(second.log->next(sink, 100)).size() == 50);
    CHECK(second.told.empty());
}

TEST_CASE("readings that are too old go, and a sink that had not had them is told how many") {
    Store store;
    store.log.reset();
    store.settings.keep_readings = std::chrono::hours{24};
    store.open();
    const auto sink = store.log->open("slow");
    const auto quick = store.log->open("quick");
    store.append(1, 1200, day / 100);  // twelve days, a hundred a day
    while (!store.log->next(quick, 500).empty()) {
    }
    store.log->keep(values::Instant{12 * day});
    const auto status = store.log->status();
    CHECK(status.readings == 101);
    REQUIRE(status.oldest);
    CHECK(status.oldest->milliseconds == 11 * day);
    CHECK(store.log->counters(sink).dropped == 1099);
    CHECK(store.log->counters(quick).dropped == 0);
    CHECK(powers(store.log->next(sink, 1)) == std::vector{1100});
    store.reopen();
    CHECK(store.log->counters(store.log->open("slow")).dropped == 1099);
}

TEST_CASE("a clock that jumps ahead takes no reading but by its own time; the last one stays") {
    Store store;
    store.append(1, 10);
    store.log->keep(values::Instant{10'000 * day});
    CHECK(store.log->status().readings == 1);
    CHECK(store.log->append(HandmadeReading{}.power(1)) == 11);
    store.reopen();
    CHECK(store.log->append(HandmadeReading{}.power(1)) == 12);
}

TEST_CASE("the file stays as small as it shall") {
    Store store;
    store.log.reset();
    store.settings.keep_readings.reset();
    store.settings.keep_bytes = 200'000;
    store.open();
    store.append(1, 20'000);
    CHECK(store.log->status().bytes > 400'000);
    store.log->keep(values::Instant{0});
    CHECK(store.log->status().bytes <= 200'000);
    CHECK(store.log->status().bytes > 100'000);
}

TEST_CASE("a damaged file is set aside and said, and a new one begins") {
    Store store;
    store.append(1, 2000);
    store.log.reset();
    {
        std::fstream file{store.settings.path, std::ios::in | std::ios::out | std::ios::binary};
        file.seekp(20);
        file << "this is no database any more, whatever it was before";
    }
    store.open();
    REQUIRE(store.told.size() == 1);
    CHECK(store.told[0].find("is damaged: it is kept as") != std::string::npos);
    CHECK(store.log->status().readings == 0);
    int aside = 0;
    for (const auto& entry : std::filesystem::directory_iterator{
             std::filesystem::path{store.settings.path}.parent_path()}) {
        aside += entry.path().string().find(".damaged-") != std::string::npos ? 1 : 0;
    }
    CHECK(aside >= 1);
}

TEST_CASE("a file of a newer program is left alone") {
    Store store;
    store.log.reset();
    {
        auto database = store::Database::open(store.settings.path, store::Database::Mode::write);
        REQUIRE(database);
        REQUIRE(database->run("PRAGMA user_version=99"));
    }
    const auto opened = SqliteLog::open(store.settings, [](std::string_view) {});
    REQUIRE_FALSE(opened);
    CHECK(opened.error().find("newer hanmeter") != std::string::npos);
}

TEST_CASE("a store has one writer") {
    Store store;
    const auto second = SqliteLog::open(store.settings, [](std::string_view) {});
    REQUIRE_FALSE(second);
    CHECK(second.error().find("is written by another hanmeter run") != std::string::npos);
}

TEST_CASE("a folder that is not there is said") {
    store::SqliteSettings settings{.path = "/nowhere/at/all/hanmeter.db"};
    const auto opened = SqliteLog::open(settings, [](std::string_view) {});
    REQUIRE_FALSE(opened);
    CHECK(opened.error().find("/nowhere/at/all/hanmeter.db cannot be opened") != std::string::npos);
}

TEST_CASE("while the disk takes nothing readings wait, in order, and no sink sees them") {
    Store store;
    const auto sink = store.log->open("mqtt");
    store.append(1, 3);
    CHECK(powers(store.log->next(sink, 10)).size() == 3);
    {
        const FileSizeLimit limit{std::filesystem::file_size(store.settings.path + "-wal")};
        store.append(4, 9);
        CHECK(store.log->next(sink, 10).empty());
        CHECK(store.log->status().pending == 6);
        REQUIRE(store.told.size() == 1);
        CHECK(store.told[0].find("Readings wait in memory until it does") != std::string::npos);
    }
    store.append(10, 10);
    CHECK(powers(store.log->next(sink, 20)) == std::vector{4, 5, 6, 7, 8, 9, 10});
    CHECK(store.log->status().pending == 0);
    CHECK(store.told.size() == 2);
}

TEST_CASE("an id of a source is remembered") {
    Store store;
    CHECK(store.log->id_of_source("/dev/ttyUSB0").empty());
    store.log->remember_id("/dev/ttyUSB0", "7359990000000001");
    store.reopen();
    CHECK(store.log->id_of_source("/dev/ttyUSB0") == "7359990000000001");
}
