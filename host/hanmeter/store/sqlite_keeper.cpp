// SPDX-License-Identifier: Apache-2.0
// What SqliteLog does beside taking readings: the disk, what is too old, its end.
#include <fmt/core.h>

#include "hanmeter/io/clock.h"
#include "hanmeter/store/sqlite_log.h"

namespace hanmeter::store {
namespace {

constexpr std::chrono::seconds turn{1};
constexpr std::chrono::seconds between_drops{60};
// Readings dropped in one transaction: append() waits that long at most.
constexpr std::size_t most_at_once = 500;
// The last reading is never dropped: numbers go on from it.
constexpr std::size_t always_kept = 1;
constexpr std::size_t most_refused = 100;

}  // namespace

void SqliteLog::start() {
    thread_ = std::thread{[this] { run(); }};
}

void SqliteLog::run() {
    while (true) {
        {
            const auto until = std::chrono::steady_clock::now() + turn;
            io::Lock lock{mutex_};
            while (!ending_ && std::chrono::steady_clock::now() < until) {
                changed_.wait_until(lock, until);
            }
            if (ending_) return;
        }
        keep(io::now());
    }
}

SqliteLog::~SqliteLog() {
    {
        io::Lock lock{mutex_};
        ending_ = true;
        changed_.notify_all();
    }
    if (thread_.joinable()) thread_.join();
    io::Lock lock{mutex_};
    commit_pending();
    static_cast<void>(write_refused());
    const bool clean = write_positions() && mark_closed(database_) && pending_.empty();
    if (clean) static_cast<void>(disk_.checkpoint());
}

void SqliteLog::keep(values::Instant now) {
    bool trouble = false;
    {
        io::Lock lock{mutex_};
        commit_pending();
        if (const auto done = write_positions(); done) {
            for (Position& position : positions_) position.changed = false;
        }
        if (!refused_.empty() && !write_refused()) refused_.clear();
        trouble = !failing_.empty();
    }
    const auto moment = std::chrono::steady_clock::now();
    if (moment - last_sync_ >= settings_.sync) {
        last_sync_ = moment;
        static_cast<void>(disk_.checkpoint());
    }
    if (trouble || moment - last_drop_ >= between_drops) {
        last_drop_ = moment;
        drop_what_is_too_much(now);
    }
}

void SqliteLog::drop_what_is_too_much(values::Instant now) {
    std::uint64_t dropped = 0;
    do {
        io::Lock lock{mutex_};
        dropped = 0;
        if (settings_.keep_readings) {
            const std::int64_t age =
                std::chrono::duration_cast<std::chrono::milliseconds>(*settings_.keep_readings)
                    .count();
            dropped = drop_oldest(values::Instant{now.milliseconds - age}, most_at_once);
        }
        if (dropped == 0 && file_bytes() > settings_.keep_bytes) {
            dropped = drop_oldest(std::nullopt, most_at_once);
        }
        if (dropped > 0) static_cast<void>(database_.run("PRAGMA incremental_vacuum"));
        if (ending_) return;
    } while (dropped > 0);
}

std::uint64_t SqliteLog::drop_oldest(std::optional<values::Instant> before, std::size_t most) {
    Statement& oldest = statements_.oldest;
    oldest.bind(1, static_cast<std::int64_t>(most + always_kept));
    Sequence up_to = 0;
    Sequence candidate = 0;
    while (true) {
        const auto row = oldest.step();
        if (!row || !*row) break;
        up_to = candidate;  // the row before: the last one read stays
        const bool old = !before || oldest.is_null(1) || oldest.number(1) < before->milliseconds;
        if (!old) break;
        candidate = static_cast<Sequence>(oldest.number(0));
    }
    oldest.reset();
    if (up_to == 0) return 0;
    Statement& drop = statements_.drop;
    if (!drop.bind(1, static_cast<std::int64_t>(up_to)).run()) return 0;
    const auto count = static_cast<std::uint64_t>(database_.changes());
    for (Position& position : positions_) {
        if (position.handed_out >= up_to) continue;
        position.dropped += up_to - std::max(position.handed_out, first_ - 1);
        position.handed_out = up_to;
        position.acknowledged = up_to;
        position.changed = true;
    }
    first_ = up_to + 1;
    return count;
}

std::uint64_t SqliteLog::file_bytes() {
    const auto pages = database_.number("PRAGMA page_count");
    const auto free = database_.number("PRAGMA freelist_count");
    const auto size = database_.number("PRAGMA page_size");
    if (!pages || !free || !size) return 0;
    return static_cast<std::uint64_t>((*pages - *free) * *size);
}

StoreStatus SqliteLog::status() {
    io::Lock lock{mutex_};
    StoreStatus status{.readings = committed_ < first_ ? 0 : committed_ - first_ + 1,
                       .bytes = file_bytes(),
                       .pending = pending_.size(),
                       .lost = lost_,
                       .failing = failing_};
    const auto oldest = database_.number("SELECT time FROM reading ORDER BY seq LIMIT 1");
    if (oldest && *oldest != 0) status.oldest = values::Instant{*oldest};
    return status;
}

void SqliteLog::refuse(RefusedBytes refused) {
    io::Lock lock{mutex_};
    refused_.push_back(std::move(refused));
    if (refused_.size() > most_refused) refused_.pop_front();
}

DatabaseResult<> SqliteLog::write_refused() {
    if (refused_.empty()) return {};
    auto insert =
        database_.prepare("INSERT INTO refused (source, time, reason, bytes) VALUES (?,?,?,?)");
    if (!insert) return tl::unexpected{insert.error()};
    auto done = database_.run("BEGIN IMMEDIATE");
    for (auto each = refused_.begin(); done && each != refused_.end(); ++each) {
        insert->bind(1, std::string_view{each->source}).bind(3, std::string_view{each->reason});
        insert->bind(4, bytes::Bytes{each->data});
        if (each->time) {
            insert->bind(2, each->time->milliseconds);
        } else {
            insert->bind_null(2);
        }
        done = insert->run();
    }
    if (done) {
        done = database_.run(
            fmt::format("DELETE FROM refused WHERE id <= (SELECT max(id) FROM refused) - {};"
                        "COMMIT",
                        most_refused));
    }
    if (!done) static_cast<void>(database_.run("ROLLBACK"));
    if (done) refused_.clear();
    return done;
}

std::vector<RefusedBytes> SqliteLog::take_unopened(std::string_view source) {
    io::Lock lock{mutex_};
    static_cast<void>(write_refused());
    std::vector<RefusedBytes> all;
    auto find = database_.prepare(
        "DELETE FROM refused WHERE source = ? AND reason = ? RETURNING id, time, bytes");
    if (!find) return all;
    find->bind(1, source).bind(2, RefusedBytes::not_opened);
    while (true) {
        const auto row = find->step();
        if (!row || !*row) break;
        RefusedBytes each{.source = std::string{source},
                          .reason = std::string{RefusedBytes::not_opened}};
        if (!find->is_null(1)) each.time = values::Instant{find->number(1)};
        const bytes::Bytes data = find->data(2);
        each.data.assign(data.begin(), data.end());
        all.push_back(std::move(each));
    }
    std::ranges::sort(
        all, {}, [](const RefusedBytes& each) { return each.time ? each.time->milliseconds : 0; });
    return all;
}

std::string SqliteLog::id_of_source(std::string_view source) {
    io::Lock lock{mutex_};
    auto find = database_.prepare("SELECT meter_id FROM source WHERE text = ?");
    if (!find) return {};
    find->bind(1, source);
    const auto row = find->step();
    return row && *row ? std::string{find->text(0)} : std::string{};
}

void SqliteLog::remember_id(std::string_view source, std::string_view meter_id) {
    io::Lock lock{mutex_};
    auto write = database_.prepare("INSERT OR REPLACE INTO source VALUES (?,?)");
    if (!write) return;
    if (const auto done = write->bind(1, source).bind(2, meter_id).run(); !done) {
        failed(done.error());
    }
}

}  // namespace hanmeter::store
