// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/store/sqlite_log.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/file.h>

#include <algorithm>

namespace hanmeter::store {
namespace {

using bytes::Bytes;

// Readings that stay at hand for sinks which keep up, so that they need not be read again.
constexpr std::size_t most_recent = 256;

Bytes octets_of(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

OwnBytes own_of(Bytes data) {
    OwnBytes own;
    own.assign(data);
    return own;
}

// Two that write would give one number to two readings.
tl::expected<io::Fd, std::string> lock_store(const std::string& path) {
    auto file = io::open_fd(path + ".lock", O_RDWR | O_CREAT, 0640);
    if (!file) {
        const bool no_folder = file.error() == std::errc::no_such_file_or_directory;
        return tl::unexpected{fmt::format(
            "the store {} cannot be opened: {}{}", path, file.error().message(),
            no_folder ? ": make its folder, or name another file by path in [store] (--store-path)"
                      : "")};
    }
    if (::flock(file->get(), LOCK_EX | LOCK_NB) != 0) {
        return tl::unexpected{fmt::format(
            "the store {} is written by another hanmeter run: each needs a store of its own",
            path)};
    }
    return std::move(*file);
}

std::int64_t signed_of(Sequence sequence) {
    return static_cast<std::int64_t>(sequence);
}

}  // namespace

tl::expected<std::unique_ptr<SqliteLog>, std::string> SqliteLog::open(
    const SqliteSettings& settings, Tell tell) {
    auto held = lock_store(settings.path);
    if (!held) return tl::unexpected{held.error()};
    auto database = open_store(settings.path, tell);
    if (!database) return tl::unexpected{database.error()};
    std::unique_ptr<SqliteLog> log{new SqliteLog{settings, std::move(tell), std::move(*database)}};
    auto disk = Database::open(settings.path, Database::Mode::write);
    log->lock_ = std::move(*held);
    io::Lock lock{log->mutex_};
    auto ready = log->prepare();
    if (ready) ready = log->load();
    if (ready && disk) {
        log->disk_ = std::move(*disk);
        ready = log->disk_.run("PRAGMA synchronous=NORMAL; PRAGMA wal_autocheckpoint=0;");
    }
    if (!ready || !disk) {
        return tl::unexpected{fmt::format("the store {} cannot be used: {}", settings.path,
                                          !ready ? ready.error().text : disk.error().text)};
    }
    log->start();
    return log;
}

SqliteLog::SqliteLog(SqliteSettings settings, Tell tell, Database database)
    : settings_{std::move(settings)}, tell_{std::move(tell)}, database_{std::move(database)} {}

DatabaseResult<> SqliteLog::prepare() {
    struct Wanted {
        Statement* statement;
        std::string_view sql;
    };
    Statements& all = statements_;
    const Wanted wanted[] = {
        {&all.begin, "BEGIN IMMEDIATE"},
        {&all.commit, "COMMIT"},
        {&all.rollback, "ROLLBACK"},
        {&all.insert, "INSERT INTO reading (seq, meter, time, shape, bytes) VALUES (?,?,?,?,?)"},
        {&all.insert_meter, "INSERT INTO meter (name) VALUES (?) RETURNING id"},
        {&all.insert_shape, "INSERT INTO shape (bytes) VALUES (?) RETURNING id"},
        {&all.write_sink,
         "INSERT INTO sink (name, acknowledged, own, dropped) VALUES (?,?,?,?) ON CONFLICT (name) "
         "DO UPDATE SET acknowledged=excluded.acknowledged, own=excluded.own,"
         " dropped=excluded.dropped"},
        {&all.read,
         "SELECT seq, time, shape.bytes, reading.bytes, meter.name FROM reading"
         " JOIN shape ON shape.id = shape JOIN meter ON meter.id = meter"
         " WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?"},
        {&all.oldest, "SELECT seq, time FROM reading ORDER BY seq LIMIT ?"},
        {&all.drop, "DELETE FROM reading WHERE seq <= ?"},
    };
    for (const Wanted& each : wanted) {
        auto statement = database_.prepare(each.sql);
        if (!statement) return tl::unexpected{statement.error()};
        *each.statement = std::move(*statement);
    }
    return {};
}

DatabaseResult<> SqliteLog::load() {
    const auto last = database_.number("SELECT max(seq) FROM reading");
    if (!last) return tl::unexpected{last.error()};
    const auto first = database_.number("SELECT min(seq) FROM reading");
    if (!first) return tl::unexpected{first.error()};
    last_ = committed_ = static_cast<Sequence>(*last);
    first_ = static_cast<Sequence>(std::max<std::int64_t>(*first, 1));

    auto sinks = database_.prepare("SELECT name, acknowledged, own, dropped FROM sink");
    if (!sinks) return tl::unexpected{sinks.error()};
    while (true) {
        const auto row = sinks->step();
        if (!row) return tl::unexpected{row.error()};
        if (!*row) break;
        const auto acknowledged = static_cast<Sequence>(sinks->number(1));
        positions_.push_back({.sink = std::string{sinks->text(0)},
                              .handed_out = acknowledged,
                              .acknowledged = acknowledged,
                              .dropped = static_cast<std::uint64_t>(sinks->number(3)),
                              .own = own_of(sinks->data(2))});
        last_ = committed_ = std::max(last_, acknowledged);
    }
    return {};
}

Sequence SqliteLog::append(const values::Reading& reading, std::string_view meter) {
    Pending pending{.reading = std::make_shared<const StoredReading>(reading, meter)};
    encode(reading, pending.encoded);
    io::Lock lock{mutex_};
    const Sequence sequence = pending.sequence = ++last_;
    pending_bytes_ += pending.reading->bytes();
    pending_.push_back(std::move(pending));
    commit_pending();
    drop_pending_beyond_limit();
    return sequence;
}

void SqliteLog::commit_pending() {
    if (pending_.empty()) return;
    auto done = statements_.begin.run();
    if (done) {
        done = write_pending();
        if (done) done = write_positions();
        if (done) done = statements_.commit.run();
        if (!done) {
            static_cast<void>(statements_.rollback.run());
            forget_numbers();
        }
    }
    if (!done) return failed(done.error());
    committed();
}

DatabaseResult<> SqliteLog::write_pending() {
    for (const Pending& pending : pending_) {
        if (auto done = write_one(pending); !done) return done;
    }
    return {};
}

DatabaseResult<> SqliteLog::write_one(const Pending& pending) {
    const auto meter = meter_number(pending.reading->meter());
    if (!meter) return tl::unexpected{meter.error()};
    const auto shape = shape_number(pending.encoded.shape);
    if (!shape) return tl::unexpected{shape.error()};
    Statement& insert = statements_.insert;
    insert.bind(1, signed_of(pending.sequence)).bind(2, *meter).bind(4, *shape);
    insert.bind(5, octets_of(pending.encoded.values));
    if (const auto& time = pending.reading->view().time) {
        insert.bind(3, time->milliseconds);
    } else {
        insert.bind_null(3);
    }
    return insert.run();
}

namespace {

// The number of a row that may have to be made: `insert` gives it.
template <class Value>
DatabaseResult<std::int64_t> made(Statement& insert, const Value& value) {
    insert.bind(1, value);
    const auto row = insert.step();
    const std::int64_t number = row && *row ? insert.number(0) : 0;
    insert.reset();
    if (!row) return tl::unexpected{row.error()};
    return number;
}

}  // namespace

DatabaseResult<std::int64_t> SqliteLog::meter_number(std::string_view name) {
    if (const auto known = meters_.find(name); known != meters_.end()) return known->second;
    auto find = database_.prepare("SELECT id FROM meter WHERE name = ?");
    if (!find) return tl::unexpected{find.error()};
    find->bind(1, name);
    const auto row = find->step();
    if (!row) return tl::unexpected{row.error()};
    const auto number =
        *row ? DatabaseResult<std::int64_t>{find->number(0)} : made(statements_.insert_meter, name);
    if (number) meters_.emplace(name, *number);
    return number;
}

DatabaseResult<std::int64_t> SqliteLog::shape_number(const std::string& shape) {
    if (const auto known = shapes_.find(shape); known != shapes_.end()) return known->second;
    auto find = database_.prepare("SELECT id FROM shape WHERE bytes = ?");
    if (!find) return tl::unexpected{find.error()};
    find->bind(1, octets_of(shape));
    const auto row = find->step();
    if (!row) return tl::unexpected{row.error()};
    const auto number = *row ? DatabaseResult<std::int64_t>{find->number(0)}
                             : made(statements_.insert_shape, octets_of(shape));
    constexpr std::size_t most_known = 1024;
    if (shapes_.size() == most_known) shapes_.clear();
    if (number) shapes_.emplace(shape, *number);
    return number;
}

DatabaseResult<> SqliteLog::write_positions() {
    for (const Position& position : positions_) {
        if (!position.changed) continue;
        Statement& write = statements_.write_sink;
        write.bind(1, std::string_view{position.sink}).bind(2, signed_of(position.acknowledged));
        write.bind(3, position.own.view()).bind(4, signed_of(position.dropped));
        if (auto done = write.run(); !done) return done;
    }
    return {};
}

void SqliteLog::committed() {
    for (Position& position : positions_) position.changed = false;
    for (Pending& pending : pending_) {
        committed_ = pending.sequence;
        recent_.push_back({pending.sequence, std::move(pending.reading)});
    }
    while (recent_.size() > most_recent) recent_.pop_front();
    pending_.clear();
    pending_bytes_ = 0;
    if (failing_.empty()) return;
    failing_.clear();
    tell_(fmt::format("the store {} takes readings again; none that waited was lost{}",
                      settings_.path,
                      lost_ == 0 ? "" : fmt::format(" but {}, for want of memory", lost_)));
}

// What a transaction gave numbers to is gone with it.
void SqliteLog::forget_numbers() {
    meters_.clear();
    shapes_.clear();
}

void SqliteLog::failed(const DatabaseError& error) {
    const bool is_news = failing_.empty();
    failing_ = error.text;
    if (!is_news) return;
    tell_(fmt::format("the store {} takes nothing: {}. Readings wait in memory until it does{}",
                      settings_.path, error.text,
                      error.full() ? "; make room on its disk, or make keep_bytes smaller" : ""));
}

void SqliteLog::drop_pending_beyond_limit() {
    while (pending_bytes_ > settings_.pending_limit && pending_.size() > 1) {
        const Sequence sequence = pending_.front().sequence;
        pending_bytes_ -= pending_.front().reading->bytes();
        pending_.pop_front();
        if (lost_++ == 0) {
            tell_(fmt::format("the store {} takes nothing for so long that readings are lost",
                              settings_.path));
        }
        for (Position& position : positions_) {
            if (position.handed_out < sequence) ++position.dropped;
        }
    }
}

Log::Cursor SqliteLog::open(std::string_view sink) {
    io::Lock lock{mutex_};
    const auto known = std::find_if(positions_.begin(), positions_.end(),
                                    [sink](const Position& each) { return each.sink == sink; });
    if (known != positions_.end()) return static_cast<Cursor>(known - positions_.begin());
    positions_.push_back(
        {.sink = std::string{sink}, .handed_out = last_, .acknowledged = last_, .changed = true});
    return positions_.size() - 1;
}

OwnBytes SqliteLog::own(Cursor cursor) const {
    io::Lock lock{mutex_};
    return positions_[cursor].own;
}

std::vector<Entry> SqliteLog::next(Cursor cursor, std::size_t most) {
    io::Lock lock{mutex_};
    Position& position = positions_[cursor];
    if (position.handed_out >= committed_) return {};
    std::vector<Entry> batch;
    const auto behind = [&](const Entry& entry) { return entry.sequence > position.handed_out; };
    if (!recent_.empty() && recent_.front().sequence <= position.handed_out + 1) {
        const auto first = std::find_if(recent_.begin(), recent_.end(), behind);
        const auto count =
            std::min<std::ptrdiff_t>(recent_.end() - first, static_cast<std::ptrdiff_t>(most));
        batch.assign(first, first + count);
    } else {
        batch = read(position.handed_out, most);
    }
    if (!batch.empty()) position.handed_out = batch.back().sequence;
    return batch;
}

std::vector<Entry> SqliteLog::read(Sequence behind, std::size_t most) {
    std::vector<Entry> batch;
    Statement& read = statements_.read;
    while (batch.empty() && behind < committed_) {
        std::size_t rows = 0;
        read.bind(1, signed_of(behind)).bind(2, signed_of(committed_));
        read.bind(3, static_cast<std::int64_t>(most));
        while (true) {
            const auto row = read.step();
            if (!row || !*row) break;
            ++rows;
            behind = static_cast<Sequence>(read.number(0));
            std::optional<values::Instant> time;
            if (!read.is_null(1)) time = values::Instant{read.number(1)};
            auto reading = decode(read.data(2), read.data(3), time, read.text(4));
            if (reading) batch.push_back({behind, std::move(reading)});
        }
        read.reset();
        if (rows == 0) break;
    }
    return batch;
}

void SqliteLog::acknowledge(Cursor cursor, Sequence sequence, const OwnBytes& own) {
    io::Lock lock{mutex_};
    Position& position = positions_[cursor];
    position.acknowledged = std::max(position.acknowledged, sequence);
    position.own = own;
    position.changed = true;
}

Log::Counters SqliteLog::counters(Cursor cursor) const {
    io::Lock lock{mutex_};
    const Position& position = positions_[cursor];
    return {.waiting = last_ - position.handed_out, .dropped = position.dropped};
}

}  // namespace hanmeter::store
