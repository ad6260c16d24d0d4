// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/store/database.h"

#include <sqlite3.h>

namespace hanmeter::store {
namespace {

constexpr int lock_wait_ms = 5000;

DatabaseError error_of(sqlite3* database, int code) {
    if (database == nullptr) return {code, sqlite3_errstr(code)};
    return {sqlite3_extended_errcode(database), sqlite3_errmsg(database)};
}

}  // namespace

bool DatabaseError::full() const {
    return (code & 0xFF) == SQLITE_FULL;
}

bool DatabaseError::damaged() const {
    return (code & 0xFF) == SQLITE_CORRUPT || (code & 0xFF) == SQLITE_NOTADB;
}

void Statement::Finalize::operator()(sqlite3_stmt* statement) const {
    sqlite3_finalize(statement);
}

Statement& Statement::bind(int at, std::int64_t number) {
    sqlite3_bind_int64(statement_.get(), at, number);
    return *this;
}

Statement& Statement::bind(int at, bytes::Bytes data) {
    // Null would stand for no value at all.
    const void* const first = data.empty() ? static_cast<const void*>("") : data.data();
    sqlite3_bind_blob64(statement_.get(), at, first, data.size(), SQLITE_STATIC);
    return *this;
}

Statement& Statement::bind(int at, std::string_view text) {
    const char* const first = text.empty() ? "" : text.data();
    sqlite3_bind_text64(statement_.get(), at, first, text.size(), SQLITE_STATIC, SQLITE_UTF8);
    return *this;
}

Statement& Statement::bind_null(int at) {
    sqlite3_bind_null(statement_.get(), at);
    return *this;
}

DatabaseResult<bool> Statement::step() {
    const int code = sqlite3_step(statement_.get());
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    return tl::unexpected{error_of(sqlite3_db_handle(statement_.get()), code)};
}

DatabaseResult<> Statement::run() {
    while (true) {
        const auto row = step();
        if (row && *row) continue;
        reset();
        if (!row) return tl::unexpected{row.error()};
        return {};
    }
}

void Statement::reset() {
    sqlite3_reset(statement_.get());
}

bool Statement::is_null(int column) const {
    return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

std::int64_t Statement::number(int column) const {
    return sqlite3_column_int64(statement_.get(), column);
}

bytes::Bytes Statement::data(int column) const {
    const auto* const first =
        static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_.get(), column));
    return {first, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

std::string_view Statement::text(int column) const {
    const bytes::Bytes found = data(column);
    return {reinterpret_cast<const char*>(found.data()), found.size()};
}

void Database::Close::operator()(sqlite3* database) const {
    sqlite3_close_v2(database);
}

DatabaseResult<Database> Database::open(const std::string& path, Mode mode) {
    int flags = SQLITE_OPEN_NOMUTEX;
    switch (mode) {
        case Mode::create: flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE; break;
        case Mode::write: flags |= SQLITE_OPEN_READWRITE; break;
        case Mode::read: flags |= SQLITE_OPEN_READONLY; break;
    }
    sqlite3* opened = nullptr;
    const int code = sqlite3_open_v2(path.c_str(), &opened, flags, nullptr);
    Database database;
    database.database_.reset(opened);
    if (code != SQLITE_OK) return tl::unexpected{error_of(opened, code)};
    sqlite3_extended_result_codes(opened, 1);
    sqlite3_busy_timeout(opened, lock_wait_ms);
    return database;
}

DatabaseResult<> Database::run(const std::string& sql) {
    const int code = sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return tl::unexpected{error(code)};
    return {};
}

DatabaseResult<Statement> Database::prepare(std::string_view sql) {
    Statement statement;
    sqlite3_stmt* prepared = nullptr;
    const int code = sqlite3_prepare_v3(database_.get(), sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &prepared, nullptr);
    statement.statement_.reset(prepared);
    if (code != SQLITE_OK) return tl::unexpected{error(code)};
    return statement;
}

DatabaseResult<std::int64_t> Database::number(std::string_view sql) {
    auto statement = prepare(sql);
    if (!statement) return tl::unexpected{statement.error()};
    const auto row = statement->step();
    if (!row) return tl::unexpected{row.error()};
    return *row ? statement->number(0) : std::int64_t{0};
}

DatabaseResult<std::string> Database::text(std::string_view sql) {
    auto statement = prepare(sql);
    if (!statement) return tl::unexpected{statement.error()};
    const auto row = statement->step();
    if (!row) return tl::unexpected{row.error()};
    return *row ? std::string{statement->text(0)} : std::string{};
}

DatabaseResult<> Database::checkpoint() {
    const int code = sqlite3_wal_checkpoint_v2(database_.get(), nullptr, SQLITE_CHECKPOINT_PASSIVE,
                                               nullptr, nullptr);
    // Busy: somebody reads or writes just now; what is left comes with the next one.
    if (code != SQLITE_OK && (code & 0xFF) != SQLITE_BUSY) return tl::unexpected{error(code)};
    return {};
}

std::int64_t Database::changes() const {
    return sqlite3_changes64(database_.get());
}

DatabaseError Database::error(int code) const {
    return error_of(database_.get(), code);
}

}  // namespace hanmeter::store
