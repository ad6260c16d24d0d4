// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <chrono>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "hanmeter/io/file.h"
#include "hanmeter/io/mutex.h"
#include "hanmeter/store/log.h"
#include "hanmeter/store/reading_codec.h"
#include "hanmeter/store/schema.h"

namespace hanmeter::store {

struct SqliteSettings {
    std::string path{};
    // How much a power cut may take: what came since is on its way to the disk.
    std::chrono::seconds sync{10};
    // Readings that are older are dropped, those that no sink had yet as well.
    std::optional<std::chrono::seconds> keep_readings = std::chrono::hours{24} * 90;
    // The file grows no further than about this; the oldest readings go first.
    std::uint64_t keep_bytes = std::uint64_t{4} << 30;
    // What may wait in memory while the disk takes nothing.
    std::size_t pending_limit = std::size_t{32} << 20;
};

struct StoreStatus {
    std::uint64_t readings = 0;  // held on the disk
    std::uint64_t bytes = 0;     // of the file
    std::uint64_t pending = 0;   // in memory, since the disk takes nothing
    std::uint64_t lost = 0;      // too many of those
    std::optional<values::Instant> oldest{};
    std::string failing{};  // why the disk takes nothing; else empty
};

// Bytes that gave no reading, kept for who wants to see them, and for a key that comes later.
struct RefusedBytes {
    static constexpr std::string_view not_opened = "not opened";

    std::string source{};
    std::string reason{};  // `not opened`, or what was wrong
    std::optional<values::Instant> time{};
    std::vector<std::uint8_t> data{};
};

// The log on the disk, docs/store.md: a reading is committed when append() returns, so that a kill
// at any moment loses none; what a power cut may take is `sync`. Cursors are committed with the
// next reading, within a second at the latest. A sink that had a reading just before a kill may be
// handed it again.
//
// Where the disk takes nothing, readings wait in memory in their order, and sinks wait with them. A
// thread of its own brings commits to the disk and drops what is too old.
class SqliteLog final : public Log {
public:
    static tl::expected<std::unique_ptr<SqliteLog>, std::string> open(
        const SqliteSettings& settings, Tell tell);
    ~SqliteLog() override;
    SqliteLog(const SqliteLog&) = delete;
    SqliteLog& operator=(const SqliteLog&) = delete;

    using Log::append;
    Sequence append(const values::Reading& reading, std::string_view meter) override;
    Cursor open(std::string_view sink) override;
    OwnBytes own(Cursor cursor) const override;
    std::vector<Entry> next(Cursor cursor, std::size_t most) override;
    void acknowledge(Cursor cursor, Sequence sequence, const OwnBytes& own) override;
    Counters counters(Cursor cursor) const override;

    // The last 100 are kept; they reach the disk within a second.
    void refuse(RefusedBytes refused);
    // Those of a source that could not be opened, the oldest first. They are not kept any more.
    std::vector<RefusedBytes> take_unopened(std::string_view source);

    StoreStatus status();
    // The id seen last on a source without a name, and the one seen now.
    std::string id_of_source(std::string_view source);
    void remember_id(std::string_view source, std::string_view meter_id);

    // What the thread does each second, at the time `now`: cursors, the disk, what is too old.
    void keep(values::Instant now);

private:
    struct Position {
        std::string sink{};
        Sequence handed_out = 0;
        Sequence acknowledged = 0;
        std::uint64_t dropped = 0;
        OwnBytes own{};
        bool changed = false;  // since it was written
    };
    struct Pending {
        Sequence sequence = 0;
        EncodedReading encoded{};
        std::shared_ptr<const StoredReading> reading{};
    };
    struct Statements {
        Statement begin, commit, rollback;
        Statement insert, insert_meter, insert_shape, write_sink;
        Statement read, oldest, drop;
    };

    SqliteLog(SqliteSettings settings, Tell tell, Database database);
    DatabaseResult<> prepare() HANMETER_REQUIRES(mutex_);
    DatabaseResult<> load() HANMETER_REQUIRES(mutex_);
    void start();

    void commit_pending() HANMETER_REQUIRES(mutex_);
    DatabaseResult<> write_pending() HANMETER_REQUIRES(mutex_);
    DatabaseResult<> write_one(const Pending& pending) HANMETER_REQUIRES(mutex_);
    DatabaseResult<std::int64_t> meter_number(std::string_view name) HANMETER_REQUIRES(mutex_);
    DatabaseResult<std::int64_t> shape_number(const std::string& shape) HANMETER_REQUIRES(mutex_);
    DatabaseResult<> write_positions() HANMETER_REQUIRES(mutex_);
    void committed() HANMETER_REQUIRES(mutex_);
    void forget_numbers() HANMETER_REQUIRES(mutex_);
    void failed(const DatabaseError& error) HANMETER_REQUIRES(mutex_);
    void drop_pending_beyond_limit() HANMETER_REQUIRES(mutex_);
    std::vector<Entry> read(Sequence behind, std::size_t most) HANMETER_REQUIRES(mutex_);
    // Drops at most so many of the oldest readings that `too_old` says are; how many went.
    std::uint64_t drop_oldest(std::optional<values::Instant> before, std::size_t most)
        HANMETER_REQUIRES(mutex_);
    std::uint64_t file_bytes() HANMETER_REQUIRES(mutex_);
    DatabaseResult<> write_refused() HANMETER_REQUIRES(mutex_);
    void drop_what_is_too_much(values::Instant now);
    void run();

    const SqliteSettings settings_;
    const Tell tell_;
    std::thread thread_;
    io::Fd lock_{};  // held as long as this writes the file

    // Of the keeping thread only: it must not hold append() up.
    Database disk_;
    std::chrono::steady_clock::time_point last_sync_{};
    std::chrono::steady_clock::time_point last_drop_{};

    mutable io::Mutex mutex_;
    io::Condition changed_;
    Database database_ HANMETER_GUARDED_BY(mutex_);
    Statements statements_ HANMETER_GUARDED_BY(mutex_);
    std::map<std::string, std::int64_t, std::less<>> meters_ HANMETER_GUARDED_BY(mutex_);
    std::map<std::string, std::int64_t, std::less<>> shapes_ HANMETER_GUARDED_BY(mutex_);
    std::vector<Position> positions_ HANMETER_GUARDED_BY(mutex_);
    std::deque<Pending> pending_ HANMETER_GUARDED_BY(mutex_);
    std::size_t pending_bytes_ HANMETER_GUARDED_BY(mutex_) = 0;
    std::deque<RefusedBytes> refused_ HANMETER_GUARDED_BY(mutex_);  // not on the disk yet
    std::deque<Entry> recent_
        HANMETER_GUARDED_BY(mutex_);                 // committed last, for sinks that keep up
    Sequence last_ HANMETER_GUARDED_BY(mutex_) = 0;  // given out
    Sequence committed_ HANMETER_GUARDED_BY(mutex_) = 0;
    Sequence first_ HANMETER_GUARDED_BY(mutex_) = 1;  // the oldest that is held
    std::uint64_t lost_ HANMETER_GUARDED_BY(mutex_) = 0;
    std::string failing_ HANMETER_GUARDED_BY(mutex_);
    bool ending_ HANMETER_GUARDED_BY(mutex_) = false;
};

}  // namespace hanmeter::store
