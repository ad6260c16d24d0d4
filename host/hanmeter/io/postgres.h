// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace hanmeter::io {

struct PostgresError {
    std::string state{};  // SQLSTATE; empty where there is no connection
    std::string text{};   // a clause

    // The statement's data cannot be taken, now or later.
    bool of_data() const { return state.starts_with("22") || state.starts_with("23"); }
};

// The rows of an answer; a null is an empty text.
using PostgresRows = std::vector<std::vector<std::string>>;

// One connection to a PostgreSQL server. No call takes longer than `timeout`, whatever the server
// does.
class PostgresConnection {
public:
    PostgresConnection(std::string url, std::string password, std::chrono::milliseconds timeout);
    ~PostgresConnection();
    PostgresConnection(const PostgresConnection&) = delete;
    PostgresConnection& operator=(const PostgresConnection&) = delete;

    // Nothing happens where it is connected. Else a clause.
    std::string connect();
    bool connected() const { return connection_ != nullptr; }
    void close() { connection_.reset(); }

    // A statement, or several; the rows are the last one's.
    tl::expected<PostgresRows, PostgresError> run(const std::string& sql);

    // In quotes, as a value or a name. Only while it is connected.
    std::string quoted(std::string_view text) const;
    std::string name(std::string_view text) const;

    // From any thread: a call that waits ends soon.
    void cancel() { stop_ = true; }

private:
    struct Finish {
        void operator()(void* connection) const;
    };
    bool wait(bool for_write, std::chrono::steady_clock::time_point until);
    tl::expected<PostgresRows, PostgresError> collect(std::chrono::steady_clock::time_point until);
    PostgresError lost(std::string_view why);

    const std::string url_;
    const std::string password_;
    const std::chrono::milliseconds timeout_;
    std::unique_ptr<void, Finish> connection_{};  // a PGconn
    std::atomic<bool> stop_ = false;
};

}  // namespace hanmeter::io
