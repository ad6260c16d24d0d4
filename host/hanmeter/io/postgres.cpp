// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/io/postgres.h"

#include <fmt/core.h>
#include <libpq-fe.h>
#include <poll.h>

#include <algorithm>
#include <array>
#include <optional>

namespace hanmeter::io {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds turn{100};

// What libpq says, on one line.
std::string one_line(std::string_view text) {
    std::string out;
    for (const char c : text) out += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
    while (out.ends_with(' ')) out.pop_back();
    return out;
}

struct Clear {
    void operator()(PGresult* result) const { PQclear(result); }
};
using Result = std::unique_ptr<PGresult, Clear>;

PostgresRows rows_of(PGresult* result) {
    PostgresRows rows;
    for (int row = 0; row < PQntuples(result); ++row) {
        auto& columns = rows.emplace_back();
        for (int column = 0; column < PQnfields(result); ++column) {
            columns.emplace_back(PQgetvalue(result, row, column));
        }
    }
    return rows;
}

}  // namespace

void PostgresConnection::Finish::operator()(void* connection) const {
    PQfinish(static_cast<PGconn*>(connection));
}

PostgresConnection::PostgresConnection(std::string url, std::string password,
                                       std::chrono::milliseconds timeout)
    : url_{std::move(url)}, password_{std::move(password)}, timeout_{timeout} {}

PostgresConnection::~PostgresConnection() = default;

std::string PostgresConnection::connect() {
    if (connection_) return {};
    const std::array<const char*, 4> words{"dbname", "fallback_application_name",
                                           password_.empty() ? nullptr : "password", nullptr};
    const std::array<const char*, 4> values{url_.c_str(), "hanmeter", password_.c_str(), nullptr};
    PGconn* const made = PQconnectStartParams(words.data(), values.data(), 1);
    if (made == nullptr) return "there is no memory for a connection";
    connection_.reset(made);
    const auto until = Clock::now() + timeout_;
    PostgresPollingStatusType status = PGRES_POLLING_WRITING;
    while (status != PGRES_POLLING_OK && status != PGRES_POLLING_FAILED) {
        if (!wait(status == PGRES_POLLING_WRITING, until)) {
            connection_.reset();
            return fmt::format("no connection within {} ms", timeout_.count());
        }
        status = PQconnectPoll(made);
    }
    if (status == PGRES_POLLING_OK) {
        PQsetnonblocking(made, 1);
        return {};
    }
    std::string why = one_line(PQerrorMessage(made));
    connection_.reset();
    return why;
}

bool PostgresConnection::wait(bool for_write, Clock::time_point until) {
    while (Clock::now() < until && !stop_) {
        pollfd wanted{PQsocket(static_cast<PGconn*>(connection_.get())),
                      static_cast<short>(for_write ? POLLOUT : POLLIN), 0};
        if (::poll(&wanted, 1, static_cast<int>(turn.count())) != 0) return true;
    }
    return false;
}

PostgresError PostgresConnection::lost(std::string_view why) {
    const std::string said =
        connection_ ? one_line(PQerrorMessage(static_cast<PGconn*>(connection_.get()))) : "";
    connection_.reset();
    return {{}, said.empty() ? std::string{why} : said};
}

tl::expected<PostgresRows, PostgresError> PostgresConnection::run(const std::string& sql) {
    if (auto why = connect(); !why.empty()) return tl::unexpected{PostgresError{{}, why}};
    auto* const connection = static_cast<PGconn*>(connection_.get());
    const auto until = Clock::now() + timeout_;
    if (PQsendQuery(connection, sql.c_str()) != 1) return tl::unexpected{lost("it was lost")};
    while (true) {
        const int left = PQflush(connection);
        if (left < 0) return tl::unexpected{lost("the connection was lost")};
        if (left == 0) break;
        if (!wait(true, until)) return tl::unexpected{lost("no answer in time")};
    }
    return collect(until);
}

tl::expected<PostgresRows, PostgresError> PostgresConnection::collect(Clock::time_point until) {
    auto* const connection = static_cast<PGconn*>(connection_.get());
    PostgresRows rows;
    std::optional<PostgresError> wrong;
    while (true) {
        while (PQisBusy(connection) == 1) {
            if (!wait(false, until)) {
                connection_.reset();
                return tl::unexpected{
                    PostgresError{{}, fmt::format("no answer within {} ms", timeout_.count())}};
            }
            if (PQconsumeInput(connection) != 1) {
                return tl::unexpected{lost("the connection was lost")};
            }
        }
        const Result result{PQgetResult(connection)};
        if (!result) break;
        const ExecStatusType status = PQresultStatus(result.get());
        if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK) {
            rows = rows_of(result.get());
        } else if (!wrong) {
            const char* const state = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
            wrong = PostgresError{state == nullptr ? "" : state,
                                  one_line(PQresultErrorMessage(result.get()))};
        }
    }
    if (PQstatus(connection) != CONNECTION_OK) {
        return tl::unexpected{lost("the connection was lost")};
    }
    if (wrong) return tl::unexpected{*wrong};
    return rows;
}

std::string PostgresConnection::quoted(std::string_view text) const {
    char* const made =
        PQescapeLiteral(static_cast<PGconn*>(connection_.get()), text.data(), text.size());
    if (made == nullptr) return "NULL";  // no text in the connection's encoding
    std::string out{made};
    PQfreemem(made);
    return out;
}

std::string PostgresConnection::name(std::string_view text) const {
    char* const made =
        PQescapeIdentifier(static_cast<PGconn*>(connection_.get()), text.data(), text.size());
    if (made == nullptr) return "\"\"";
    std::string out{made};
    PQfreemem(made);
    return out;
}

}  // namespace hanmeter::io
