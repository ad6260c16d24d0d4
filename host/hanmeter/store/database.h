// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "hanmeter/bytes/cursor.h"

struct sqlite3;
struct sqlite3_stmt;

namespace hanmeter::store {

// What SQLite answered where it did not do what it was told.
struct DatabaseError {
    int code = 0;        // SQLITE_FULL ...; extended
    std::string text{};  // a clause: `database or disk is full`

    bool full() const;
    bool damaged() const;
};

template <class T = void>
using DatabaseResult = tl::expected<T, DatabaseError>;

// One prepared statement. Parameters count from 1, columns from 0. A statement is used again behind
// reset(), which also lets go of what it read.
class Statement {
public:
    Statement() = default;

    Statement& bind(int at, std::int64_t number);
    // Bytes and text are not copied: they stay until the next reset().
    Statement& bind(int at, bytes::Bytes data);
    Statement& bind(int at, std::string_view text);
    Statement& bind_null(int at);

    // True: there is a row; false: there are no more.
    DatabaseResult<bool> step();
    // step() to the end, then reset().
    DatabaseResult<> run();
    void reset();

    bool is_null(int column) const;
    std::int64_t number(int column) const;
    // Valid until the next step() or reset().
    bytes::Bytes data(int column) const;
    std::string_view text(int column) const;

private:
    friend class Database;
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const;
    };
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

// One connection to a file; for one thread at a time.
class Database {
public:
    enum class Mode { create, write, read };

    Database() = default;
    // A lock that another connection holds is waited for, up to 5 s.
    static DatabaseResult<Database> open(const std::string& path, Mode mode);

    // Any number of statements, without parameters or rows.
    DatabaseResult<> run(const std::string& sql);
    DatabaseResult<Statement> prepare(std::string_view sql);
    // The first column of the first row; 0 where there is none.
    DatabaseResult<std::int64_t> number(std::string_view sql);
    DatabaseResult<std::string> text(std::string_view sql);

    // Copies what the write-ahead log holds into the file, without waiting for anybody.
    DatabaseResult<> checkpoint();
    // So many rows the last statement changed.
    std::int64_t changes() const;

private:
    struct Close {
        void operator()(sqlite3* database) const;
    };
    DatabaseError error(int code) const;

    std::unique_ptr<sqlite3, Close> database_;
};

}  // namespace hanmeter::store
