// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/store/schema.h"

#include <fmt/core.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>

#include "hanmeter/io/clock.h"

namespace hanmeter::store {
namespace {

namespace fs = std::filesystem;

// Small pages: a telegram changes a few, and each is written whole.
constexpr const char* settings_of_new_file =
    "PRAGMA page_size=1024; PRAGMA auto_vacuum=INCREMENTAL;";

// A commit is not waited for to reach the disk; checkpoint() brings there what came before it.
constexpr const char* settings_of_connection =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA wal_autocheckpoint=0;"
    "PRAGMA journal_size_limit=4194304;";

// The step to each version, from the one before.
constexpr const char* steps[] = {
    "CREATE TABLE state (name TEXT PRIMARY KEY, value) WITHOUT ROWID;"
    "CREATE TABLE meter (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);"
    "CREATE TABLE source (text TEXT PRIMARY KEY, meter_id TEXT NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE shape (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL UNIQUE);"
    "CREATE TABLE reading (seq INTEGER PRIMARY KEY, meter INTEGER NOT NULL, time INTEGER,"
    " shape INTEGER NOT NULL, bytes BLOB NOT NULL);"
    "CREATE INDEX reading_time ON reading (meter, time);"
    "CREATE TABLE sink (name TEXT PRIMARY KEY, acknowledged INTEGER NOT NULL, own BLOB NOT NULL,"
    " dropped INTEGER NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE refused (id INTEGER PRIMARY KEY, source TEXT NOT NULL, time INTEGER,"
    " reason TEXT NOT NULL, bytes BLOB NOT NULL);",
};
static_assert(std::size(steps) == schema_version);

std::string sentence(const std::string& path, std::string_view what, const DatabaseError& error) {
    return fmt::format("the store {} cannot be {}: {}", path, what, error.text);
}

DatabaseResult<> migrate(Database& database, std::int64_t from) {
    for (std::int64_t version = from; version < schema_version; ++version) {
        const auto done = database.run(fmt::format(
            "BEGIN IMMEDIATE; {} PRAGMA user_version={}; COMMIT;", steps[version], version + 1));
        if (!done) return done;
    }
    return {};
}

// Whether the file is in order; a damaged one fails with DatabaseError::damaged().
DatabaseResult<bool> in_order(Database& database, std::int64_t version) {
    if (version == 0) return true;
    const auto closed = database.number("SELECT value FROM state WHERE name='closed'");
    if (!closed) return tl::unexpected{closed.error()};
    if (*closed == 1) return true;
    const auto answer = database.text("PRAGMA quick_check(1)");
    if (!answer) return tl::unexpected{answer.error()};
    return *answer == "ok";
}

DatabaseResult<> mark(Database& database, int closed) {
    return database.run(fmt::format("INSERT OR REPLACE INTO state VALUES ('closed', {})", closed));
}

// `hanmeter.db.damaged-20261125T161545`
std::string aside_name(const std::string& path) {
    char text[32];
    bytes::TextWriter writer{text};
    io::now().write(writer);
    std::string stamp;
    for (const char c : writer.view().substr(0, 19)) {
        if (c != '-' && c != ':') stamp += c;
    }
    std::string name = fmt::format("{}.damaged-{}", path, stamp);
    for (int number = 2; fs::exists(name); ++number) {
        name = fmt::format("{}.damaged-{}-{}", path, stamp, number);
    }
    return name;
}

tl::expected<void, std::string> set_aside(const std::string& path, const Tell& tell) {
    const std::string name = aside_name(path);
    for (const char* const part : {"", "-wal", "-shm"}) {
        std::error_code error;
        fs::rename(path + part, name + part, error);
        if (error && error != std::errc::no_such_file_or_directory) {
            return tl::unexpected{fmt::format("the store {} is damaged and cannot be set aside: {}",
                                              path, error.message())};
        }
    }
    tell(
        fmt::format("the store {} is damaged: it is kept as {}, and a new one begins. What can be "
                    "saved of it: sqlite3 {} .recover",
                    path, name, name));
    return {};
}

// Empty: it is damaged.
tl::expected<std::optional<Database>, std::string> open_once(const std::string& path) {
    auto database = Database::open(path, Database::Mode::create);
    if (!database) return tl::unexpected{sentence(path, "opened", database.error())};
    const auto failed =
        [&](const DatabaseError& error) -> tl::expected<std::optional<Database>, std::string> {
        if (error.damaged()) return std::optional<Database>{};
        return tl::unexpected{sentence(path, "used", error)};
    };
    const auto version = database->number("PRAGMA user_version");
    if (!version) return failed(version.error());
    if (*version > schema_version) {
        return tl::unexpected{fmt::format(
            "the store {} was written by a newer hanmeter (its tables have version {}, this one "
            "knows {}): install that one again, or give another path",
            path, *version, schema_version)};
    }
    if (*version == 0) {
        if (auto done = database->run(settings_of_new_file); !done) return failed(done.error());
    }
    if (auto done = database->run(settings_of_connection); !done) return failed(done.error());
    const auto good = in_order(*database, *version);
    if (!good) return failed(good.error());
    if (!*good) return std::optional<Database>{};
    if (auto done = migrate(*database, *version); !done) return failed(done.error());
    if (auto done = mark(*database, 0); !done) return failed(done.error());
    return std::optional{std::move(*database)};
}

}  // namespace

tl::expected<Database, std::string> open_store(const std::string& path, const Tell& tell) {
    auto database = open_once(path);
    if (!database) return tl::unexpected{database.error()};
    if (*database) return std::move(**database);
    if (auto moved = set_aside(path, tell); !moved) return tl::unexpected{moved.error()};
    database = open_once(path);
    if (!database) return tl::unexpected{database.error()};
    if (*database) return std::move(**database);
    return tl::unexpected{fmt::format("the store {} cannot be made anew", path)};
}

DatabaseResult<> mark_closed(Database& database) {
    return mark(database, 1);
}

}  // namespace hanmeter::store
