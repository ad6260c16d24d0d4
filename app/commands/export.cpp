// SPDX-License-Identifier: Apache-2.0
#include "app/commands/export.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>

#include "app/complaint.h"
#include "app/config/load.h"
#include "app/failure.h"
#include "app/point_in_time.h"
#include "hanmeter/formats/format.h"
#include "hanmeter/io/clock.h"
#include "hanmeter/io/file.h"
#include "hanmeter/store/reader.h"

namespace hanmeter::app::commands {
namespace {

using Clock = std::chrono::steady_clock;

// A bar on standard error, where somebody looks and it takes longer than a second.
class Bar {
public:
    Bar(std::uint64_t total, bool wanted) : total_{total}, wanted_{wanted} {}

    void advance() {
        ++done_;
        if (!wanted_ || done_ % 1024 != 0) return;
        const auto now = Clock::now();
        if (now - begun_ < std::chrono::seconds{1}) return;
        if (now - shown_ < std::chrono::milliseconds{200}) return;
        shown_ = now;
        const std::uint64_t percent = total_ == 0 ? 100 : done_ * 100 / total_;
        const std::string filled(percent * 30 / 100, '#');
        fmt::print(stderr, "\r[{:<30}] {:>3} %  {} of {} readings", filled, percent, done_, total_);
    }
    void end() const {
        if (shown_ != Clock::time_point{}) fmt::print(stderr, "\r{:70}\r", "");
    }
    std::uint64_t done() const { return done_; }

private:
    std::uint64_t total_;
    bool wanted_;
    std::uint64_t done_ = 0;
    Clock::time_point begun_ = Clock::now();
    Clock::time_point shown_{};
};

struct Output {
    std::unique_ptr<formats::Formatter> formatter{};
    io::Fd file{};
    std::string path{};  // empty: standard output

    // Empty, or why it cannot be written.
    std::string write(std::string& text) const {
        const auto error = io::write_all(file ? file.get() : STDOUT_FILENO, text);
        text.clear();
        if (!error || (error == std::errc::broken_pipe && path.empty())) return {};
        return fmt::format("cannot write {}: {}", path.empty() ? "standard output" : path,
                           error.message());
    }
};

tl::expected<Output, Failure> output_of(const Arguments& arguments) {
    if (arguments.values(OptionId::format).size() > 1) {
        return tl::unexpected{Failure{Exit::usage, "export writes one format at a time"}};
    }
    std::string_view word = arguments.value(OptionId::format);
    const std::size_t colon = std::min(word.find(':'), word.size());
    Output output{.path = std::string{word.substr(std::min(colon + 1, word.size()))}};
    word = word.empty() ? "json" : word.substr(0, colon);
    formats::Settings settings;
    std::string_view columns = arguments.value(OptionId::columns);
    while (!columns.empty()) {
        const std::size_t comma = std::min(columns.find(','), columns.size());
        settings.columns.emplace_back(columns.substr(0, comma));
        columns.remove_prefix(std::min(comma + 1, columns.size()));
    }
    auto made = formats::make_formatter(word, settings);
    if (!made) return tl::unexpected{Failure{Exit::usage, made.error()}};
    output.formatter = std::move(*made);
    if (!output.path.empty()) {
        auto file = io::open_fd(output.path, O_WRONLY | O_CREAT | O_TRUNC);
        if (!file) {
            return tl::unexpected{
                Failure{Exit::cannot_open,
                        fmt::format("cannot write {}: {}", output.path, file.error().message())}};
        }
        output.file = std::move(*file);
    }
    return output;
}

tl::expected<store::Span, Failure> span_of(const Arguments& arguments) {
    store::Span span{.meter = std::string{arguments.value(OptionId::export_meter)}};
    struct Row {
        OptionId option;
        std::optional<values::Instant>* bound;
    };
    for (const Row& row :
         {Row{OptionId::export_from, &span.from}, Row{OptionId::export_to, &span.to}}) {
        if (!arguments.given(row.option)) continue;
        *row.bound = point_in_time(arguments.value(row.option), io::now());
        if (*row.bound) continue;
        return tl::unexpected{Failure{
            Exit::usage, fmt::format("--{} cannot be \"{}\"; it is a time as in 2026-11-25, "
                                     "2026-11-25T08:00 or 24h",
                                     option(row.option).name, arguments.value(row.option))}};
    }
    return span;
}

Exit write_all(store::Reader& reader, const store::Span& span, Output& output, bool quiet) {
    constexpr std::size_t block = 65'536;
    const auto total = reader.count(span);
    if (!total) return complain(Exit::cannot_open, total.error());
    Bar bar{*total, !quiet && ::isatty(STDERR_FILENO) == 1};
    std::string text;
    std::string failed;
    output.formatter->begin(text);
    const auto done = reader.read(span, [&](const store::StoredReading& reading) {
        output.formatter->write(reading.view(), {.meter = reading.meter()}, text);
        bar.advance();
        if (text.size() >= block) failed = output.write(text);
        return failed.empty();
    });
    output.formatter->end(text);
    if (failed.empty()) failed = output.write(text);
    bar.end();
    if (!done) return complain(Exit::cannot_open, done.error());
    if (!failed.empty()) return complain(Exit::sink_failed, failed);
    if (bar.done() == 0) {
        return complain(Exit::no_bytes, "the store has no reading of that meter or time");
    }
    return Exit::ok;
}

}  // namespace

Exit export_readings(const Arguments& arguments) {
    if (!arguments.operands().empty()) {
        return complain(Exit::usage, fmt::format("export takes no \"{}\": --meter NAME says which",
                                                 arguments.operands().front()));
    }
    const auto loaded = config::load(arguments);
    if (!loaded) {
        for (const auto& error : loaded.error()) complain(Exit::configuration, error);
        return Exit::configuration;
    }
    const std::string path = loaded->config.store.values.text("path");
    if (path.empty())
        return complain(Exit::configuration, "[store] path is empty: nothing is kept");
    const auto span = span_of(arguments);
    if (!span) return complain(span.error().code, span.error().sentence);
    auto reader = store::Reader::open(path);
    if (!reader) return complain(Exit::cannot_open, reader.error());
    auto output = output_of(arguments);
    if (!output) return complain(output.error().code, output.error().sentence);
    return write_all(*reader, *span, *output, arguments.given(OptionId::quiet));
}

}  // namespace hanmeter::app::commands
