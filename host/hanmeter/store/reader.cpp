// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/store/reader.h"

#include <fmt/core.h>

#include <limits>

#include "hanmeter/store/reading_codec.h"
#include "hanmeter/store/schema.h"

namespace hanmeter::store {

tl::expected<Reader, std::string> Reader::open(const std::string& path) {
    auto database = Database::open(path, Database::Mode::read);
    if (!database) {
        return tl::unexpected{
            fmt::format("the store {} cannot be opened: {}", path, database.error().text)};
    }
    Reader reader{std::move(*database), path};
    const auto version = reader.database_.number("PRAGMA user_version");
    if (!version) return tl::unexpected{reader.failed(version.error())};
    if (*version != schema_version) {
        return tl::unexpected{
            fmt::format("{} is no store of this version: its tables have version {}, not {}", path,
                        *version, schema_version)};
    }
    return reader;
}

std::string Reader::failed(const DatabaseError& error) const {
    return fmt::format("the store {} cannot be read: {}", path_, error.text);
}

tl::expected<Statement, std::string> Reader::select(std::string_view what, std::string_view behind,
                                                    const Span& span) {
    constexpr auto first = std::numeric_limits<std::int64_t>::min();
    constexpr auto last = std::numeric_limits<std::int64_t>::max();
    const bool bounded = span.from || span.to;
    // Without a bound every row counts, those without a time as well.
    auto statement = database_.prepare(fmt::format(
        "SELECT {} FROM reading JOIN meter ON meter.id = meter {} WHERE (?1 = '' OR name = ?1)"
        " AND ({} OR (time >= ?2 AND time < ?3))",
        what, behind, bounded ? "0" : "1"));
    if (!statement) return tl::unexpected{failed(statement.error())};
    statement->bind(1, std::string_view{span.meter});
    statement->bind(2, span.from ? span.from->milliseconds : first);
    statement->bind(3, span.to ? span.to->milliseconds : last);
    return std::move(*statement);
}

tl::expected<std::uint64_t, std::string> Reader::count(const Span& span) {
    auto statement = select("count(*)", "", span);
    if (!statement) return tl::unexpected{statement.error()};
    const auto row = statement->step();
    if (!row) return tl::unexpected{failed(row.error())};
    return *row ? static_cast<std::uint64_t>(statement->number(0)) : 0;
}

tl::expected<void, std::string> Reader::read(const Span& span,
                                             const std::function<bool(const StoredReading&)>& use) {
    auto statement =
        select("time, shape.bytes, reading.bytes, name", "JOIN shape ON shape.id = shape", span);
    if (!statement) return tl::unexpected{statement.error()};
    while (true) {
        const auto row = statement->step();
        if (!row) return tl::unexpected{failed(row.error())};
        if (!*row) return {};
        std::optional<values::Instant> time;
        if (!statement->is_null(0)) time = values::Instant{statement->number(0)};
        const auto reading =
            decode(statement->data(1), statement->data(2), time, statement->text(3));
        if (reading && !use(*reading)) return {};
    }
}

}  // namespace hanmeter::store
