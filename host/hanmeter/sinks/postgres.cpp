// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/sinks/postgres.h"

#include <fmt/core.h>

#include <array>
#include <set>

#include "hanmeter/formats/json_writer.h"
#include "hanmeter/formats/naming.h"
#include "hanmeter/formats/value_json.h"
#include "hanmeter/io/postgres.h"

namespace hanmeter::sinks {
namespace {

using pipeline::Accepted;
using pipeline::Delivery;
using pipeline::Refused;
using pipeline::TryAgain;
using Batch = std::span<const store::Entry>;

template <class Value>
std::string written(const Value& value) {
    std::array<char, values::Decimal::max_text> room;
    bytes::TextWriter out{room};
    value.write(out);
    return std::string{out.view()};
}

// Whether a value has a column of its own.
bool is_column(const values::Reading& reading, const values::Object& object) {
    return object.value.numeric() && formats::named_by(object) != nullptr &&
           !formats::is_header(object) && !formats::is_repeated(reading, object);
}

class Postgres final : public pipeline::Sink {
public:
    Postgres(const PostgresSettings& settings, std::string name)
        : settings_{settings},
          name_{std::move(name)},
          server_{settings.url, settings.password, settings.timeout} {}

    std::string_view name() const override { return name_; }

    Delivery deliver(Batch batch, values::Instant /*now*/) override {
        for (std::size_t i = 0; i < batch.size(); ++i) {
            if (batch[i].reading->view().time) continue;
            if (i == 0) return Refused{0, "it has no time"};
            batch = batch.first(i);
        }
        while (true) {
            if (const auto why = prepare(batch); !why.empty()) return TryAgain{why};
            const auto done = server_.run(insert(batch));
            if (done) return Accepted{batch.size()};
            if (!done.error().of_data()) return TryAgain{told(done.error())};
            if (batch.size() == 1) return Refused{0, done.error().text};
            batch = batch.first(batch.size() / 2);  // the row comes nearer with every call
        }
    }

    void cancel() override { server_.cancel(); }

private:
    std::string told(const io::PostgresError& error) {
        // The table is another one, or gone: it is looked at again.
        known_.clear();
        return fmt::format("PostgreSQL: {}", error.text);
    }

    // Table and columns are there. Else a clause.
    std::string prepare(Batch batch) {
        if (!server_.connected()) known_.clear();
        if (auto why = server_.connect(); !why.empty()) return fmt::format("PostgreSQL: {}", why);
        if (known_.empty()) {
            if (auto why = make_table(); !why.empty()) return why;
        }
        std::string missing;
        for (const store::Entry& entry : batch) {
            const values::Reading& reading = entry.reading->view();
            for (const values::Object& object : reading.objects) {
                if (!is_column(reading, object)) continue;
                const std::string key{formats::Key{object}.text()};
                if (!known_.insert(key).second) continue;
                missing += fmt::format("{} ADD COLUMN IF NOT EXISTS {} numeric",
                                       missing.empty() ? "" : ",", server_.name(key));
            }
        }
        if (missing.empty()) return {};
        const auto done =
            server_.run(fmt::format("ALTER TABLE {}{}", server_.name(settings_.table), missing));
        return done ? std::string{} : told(done.error());
    }

    std::string make_table() {
        const std::string table = server_.name(settings_.table);
        auto done = server_.run(fmt::format(
            "SET client_min_messages = warning;"
            "CREATE TABLE IF NOT EXISTS {} (meter text NOT NULL, time timestamptz NOT NULL,"
            " list text NOT NULL, meter_time timestamp, rest jsonb,"
            " PRIMARY KEY (meter, time, list));",
            table));
        if (!done) return told(done.error());
        const auto timescale =
            server_.run("SELECT 1 FROM pg_extension WHERE extname = 'timescaledb'");
        if (timescale && !timescale->empty()) {
            done = server_.run(fmt::format(
                "SELECT create_hypertable({}, 'time', if_not_exists => true, migrate_data => true)",
                server_.quoted(settings_.table)));
            if (!done) return told(done.error());
        }
        const auto columns = server_.run(
            fmt::format("SELECT column_name FROM information_schema.columns WHERE table_name = {}",
                        server_.quoted(settings_.table)));
        if (!columns) return told(columns.error());
        for (const auto& row : *columns) known_.insert(row.front());
        return {};
    }

    std::string insert(Batch batch) const {
        std::set<std::string> keys;
        for (const store::Entry& entry : batch) {
            const values::Reading& reading = entry.reading->view();
            for (const values::Object& object : reading.objects) {
                if (is_column(reading, object)) keys.emplace(formats::Key{object}.text());
            }
        }
        std::string sql = fmt::format("INSERT INTO {} (meter, time, list, meter_time, rest",
                                      server_.name(settings_.table));
        for (const std::string& key : keys) sql += fmt::format(", {}", server_.name(key));
        sql += ") VALUES ";
        for (std::size_t i = 0; i < batch.size(); ++i) {
            if (i > 0) sql += ", ";
            add_row(*batch[i].reading, keys, sql);
        }
        return sql + " ON CONFLICT DO NOTHING";
    }

    void add_row(const store::StoredReading& stored, const std::set<std::string>& keys,
                 std::string& sql) const {
        const values::Reading& reading = stored.view();
        sql += fmt::format("({}, '{}', {}, ", server_.quoted(stored.meter()),
                           written(*reading.time), server_.quoted(reading.list));
        sql += reading.meter_time ? fmt::format("'{}', ", written(*reading.meter_time)) : "NULL, ";
        sql += rest_of(reading);
        for (const std::string& key : keys) {
            sql += ", ";
            const auto found = std::ranges::find_if(reading.objects, [&](const auto& object) {
                return is_column(reading, object) && formats::Key{object}.text() == key;
            });
            sql += found == reading.objects.end() ? "NULL" : written(found->value.number);
        }
        sql += ")";
    }

    // What has no column, and what is known of the meter.
    std::string rest_of(const values::Reading& reading) const {
        std::string text;
        formats::JsonWriter json{text};
        json.open_object();
        json.member_if_any("meter_id", reading.meter_id);
        json.member_if_any("meter_model", reading.meter_model);
        json.member_if_any("scale", values::text(formats::doubt(reading)));
        for (const values::Object& object : reading.objects) {
            const bool elsewhere = is_column(reading, object) || formats::is_header(object) ||
                                   formats::is_repeated(reading, object);
            if (elsewhere) continue;
            json.member(formats::Key{object}.text());
            formats::write_value(object.value, json);
        }
        json.close_object();
        return text == "{}" ? "NULL" : server_.quoted(text);
    }

    const PostgresSettings settings_;
    const std::string name_;
    io::PostgresConnection server_;
    std::set<std::string> known_{};  // columns
};

}  // namespace

tl::expected<std::unique_ptr<pipeline::Sink>, std::string> make_postgres(
    const PostgresSettings& settings, std::string name) {
    if (!settings.url.starts_with("postgresql://") && !settings.url.starts_with("postgres://")) {
        return tl::unexpected<std::string>{
            "the URL of PostgreSQL is not like postgresql://USER@HOST/DATABASE"};
    }
    std::unique_ptr<pipeline::Sink> sink = std::make_unique<Postgres>(settings, std::move(name));
    return sink;
}

}  // namespace hanmeter::sinks
