// SPDX-License-Identifier: Apache-2.0
#include "app/service/service.h"

#include <fmt/core.h>

#include <algorithm>
#include <asio/bind_cancellation_slot.hpp>
#include <asio/co_spawn.hpp>
#include <csignal>

#include "app/complaint.h"
#include "hanmeter/io/clock.h"
#include "hanmeter/sinks/sink_list.h"
#include "hanmeter/sources/source_list.h"
#include "hanmeter/store/memory_log.h"

namespace hanmeter::app::service {

using pipeline::SourceEnd;

namespace {

constexpr std::string_view sink_prefix = "sink.";
constexpr std::chrono::seconds longest_without_progress{60};

std::string name_of_sink(const config::Set& set) {
    return set.title.substr(sink_prefix.size());
}

bool is_same(const config::Set& left, const config::Set& right) {
    if (left.title != right.title && !left.title.starts_with("meter")) return false;
    for (const pipeline::Setting& setting : left.values.table()) {
        if (left.values.text(setting.key) != right.values.text(setting.key)) return false;
        if (left.values.list(setting.key) != right.values.list(setting.key)) return false;
    }
    return true;
}

bool is_in(const config::Set& set, const std::vector<config::Set>& all) {
    return std::ranges::any_of(all, [&](const config::Set& each) { return is_same(each, set); });
}

}  // namespace

Service::Service(Reload reload) : reload_{std::move(reload)} {}

Service::~Service() {
    meters_.clear();  // before what they look at
}

tl::expected<std::unique_ptr<Service>, Failure> Service::make(const config::Config& config,
                                                              Reload reload) {
    std::unique_ptr<Service> made{new Service{std::move(reload)}};
    if (auto opened = made->open_store(config.store); !opened) {
        return tl::unexpected{opened.error()};
    }
    const auto said = [self = made.get()](std::string_view sentence) {
        self->say(io::Level::warning, sentence);
    };
    made->pipeline_ = std::make_unique<pipeline::Pipeline>(*made->log_, said);
    made->shared_.reset(
        new Shared{.pipeline = *made->pipeline_,
                   .latest = made->latest_,
                   .remembered_id =
                       [self = made.get()](const std::string& source) {
                           return self->sqlite_ == nullptr ? std::string{}
                                                           : self->sqlite_->id_of_source(source);
                       },
                   .remember_id =
                       [self = made.get()](const std::string& source, const std::string& id) {
                           if (self->sqlite_ != nullptr) self->sqlite_->remember_id(source, id);
                       },
                   .refuse =
                       [self = made.get()](store::RefusedBytes refused) {
                           if (self->sqlite_ != nullptr) self->sqlite_->refuse(std::move(refused));
                       },
                   .take_unopened =
                       [self = made.get()](const std::string& source) {
                           return self->sqlite_ == nullptr ? std::vector<store::RefusedBytes>{}
                                                           : self->sqlite_->take_unopened(source);
                       },
                   .is_taken =
                       [self = made.get()](const std::string& name) {
                           return std::ranges::any_of(self->meters_, [&](const Meter& meter) {
                               return meter.line && meter.line->name() == name;
                           });
                       },
                   .say = said});
    const auto failed = [](const std::string& why) {
        return tl::unexpected{Failure{Exit::configuration, why}};
    };
    for (const config::Set& set : config.sinks) {
        if (auto added = made->add_sink(set); !added) return failed(added.error());
    }
    for (const config::Set& set : config.meters) {
        if (auto added = made->add_meter(set); !added) return failed(added.error());
    }
    if (auto opened = made->open_web(config.web); !opened) return failed(opened.error());
    made->config_ = config;
    return made;
}

tl::expected<void, Failure> Service::open_store(const config::Set& store) {
    const std::string path = store.values.text("path");
    if (path.empty()) {
        log_ = std::make_unique<store::MemoryLog>();
        return {};
    }
    using std::chrono::duration_cast;
    using std::chrono::seconds;
    auto opened = store::SqliteLog::open(
        {.path = path,
         .sync = duration_cast<seconds>(store.values.duration("sync")),
         .keep_readings = duration_cast<seconds>(store.values.duration("keep_readings")),
         .keep_bytes = store.values.size("keep_bytes")},
        [this](std::string_view sentence) { say(io::Level::error, sentence); });
    if (!opened) return tl::unexpected{Failure{Exit::cannot_open, opened.error()}};
    sqlite_ = opened->get();
    log_ = std::move(*opened);
    return {};
}

tl::expected<void, std::string> Service::add_sink(const config::Set& set) {
    auto sink = sinks::make_sink(set.kind, set.values, name_of_sink(set), {});
    if (!sink) return tl::unexpected{fmt::format("[{}]: {}", set.title, sink.error())};
    pipeline_->add(std::move(*sink));
    return {};
}

tl::expected<void, std::string> Service::add_meter(const config::Set& set) {
    auto settings = MeterSettings::from(set);
    if (!settings) return tl::unexpected{settings.error()};
    auto source =
        sources::make_source(settings->source, settings->source_settings, context_.get_executor());
    if (!source) return tl::unexpected{fmt::format("{}: {}", set.title, source.error())};
    Meter& meter = meters_.emplace_back();
    meter.set = set;
    meter.source = std::move(*source);
    meter.live = meter.source->live();
    meter.line = std::make_unique<MeterLine>(std::move(*settings), *shared_,
                                             context_.get_executor(), meter.live);
    meter.again = std::make_unique<asio::steady_timer>(context_);
    if (meter.line->settings().finds_baud) meter.search.emplace(std::chrono::steady_clock::now());
    const std::string& address = meter.line->settings().share;
    if (!address.empty()) {
        auto share = Share::open(context_.get_executor(), address);
        if (!share) {
            meters_.pop_back();
            return tl::unexpected{fmt::format("{}: share: {}", set.title, share.error())};
        }
        meter.line->share_with(std::move(*share));
    }
    return {};
}

tl::expected<void, std::string> Service::open_web(const config::Set& web) {
    const std::string listen = web.values.text("listen");
    if (listen.empty()) return {};
    auto token = web.values.secret("token");
    if (!token) return tl::unexpected{fmt::format("[web]: {}", token.error())};
    auto server = web::Server::start(
        {.listen = listen, .token = std::move(*token), .version = HANMETER_VERSION}, latest_);
    if (!server) return tl::unexpected{fmt::format("[web] listen: {}", server.error())};
    web_ = std::move(*server);
    return {};
}

Exit Service::run() {
    wait_for_signal();
    for (Meter& meter : meters_) start(meter);
    say(io::Level::notice, summary());
    notifier_.watch_every(longest_without_progress);
    notifier_.ready();
    last_status_ = std::chrono::steady_clock::now();
    tick();
    context_.run();
    notifier_.stopping();
    // Files are waited for: nothing would bring what is left to the outputs later.
    if (all_is_read_) pipeline_->settle(std::chrono::minutes{1});
    pipeline_->stop();
    return Exit::ok;
}

void Service::start(Meter& meter) {
    meter.line->open_what_was_kept();
    meter.running = true;
    asio::co_spawn(context_, meter.source->run(*meter.line),
                   asio::bind_cancellation_slot(
                       meter.stop.slot(),
                       [this, &meter](const std::exception_ptr& error, const SourceEnd& end) {
                           if (error) std::rethrow_exception(error);
                           ended(meter, end);
                       }));
}

// A line that ended by itself is begun again; a file is read once.
void Service::ended(Meter& meter, const SourceEnd& end) {
    meter.running = false;
    meter.line->finish();
    if (!end.sentence.empty()) say(io::Level::warning, end.sentence);
    if (ending_ || meter.leaving) return;
    if (meter.changing) {
        meter.changing = false;
        sources::SourceSettings settings = meter.line->settings().source_settings;
        settings.serial = meter.search->settings();
        auto source =
            sources::make_source(meter.line->settings().source, settings, context_.get_executor());
        if (source) meter.source = std::move(*source);
        return start(meter);
    }
    if (!meter.live && end.kind == SourceEnd::Kind::end_of_input) {
        say(io::Level::notice, fmt::format("{} is read to its end", meter.line->settings().shown));
        if (nothing_more_can_come()) {
            all_is_read_ = true;
            stop_all();
        }
        return;
    }
    if (meter.line->counters().readings > 0) meter.back_off.reset();
    meter.again->expires_after(meter.back_off.next());
    meter.again->async_wait([this, &meter](const std::error_code& error) {
        if (!error && !meter.leaving && !ending_) start(meter);
    });
}

// Files alone were read, and all of them.
bool Service::nothing_more_can_come() const {
    return std::ranges::none_of(meters_,
                                [](const Meter& meter) { return meter.live || meter.running; });
}

void Service::forget_ended() {
    meters_.remove_if([](const Meter& meter) { return meter.leaving && !meter.running; });
}

void Service::wait_for_signal() {
    signals_.async_wait([this](const std::error_code& error, int signal) {
        if (error) return;
        if (signal == SIGHUP) {
            reload();
            return wait_for_signal();
        }
        say(io::Level::notice, "ending, as asked");
        stop_all();
    });
}

void Service::stop_all() {
    ending_ = true;
    signals_.cancel();
    ticker_.cancel();
    for (Meter& meter : meters_) {
        meter.again->cancel();
        meter.line->end();
        meter.stop.emit(asio::cancellation_type::terminal);
    }
    web_.reset();
}

void Service::reload() {
    notifier_.reloading();
    auto config = reload_();
    if (config) {
        take_over(*config);
    } else {
        for (const std::string& error : config.error()) say(io::Level::error, error);
        say(io::Level::error, "the configuration is wrong, so everything goes on as it was");
    }
    notifier_.ready();
}

// What did not change goes on untouched: no byte of its lines is lost.
void Service::take_over(const config::Config& config) {
    for (Meter& meter : meters_) {
        if (meter.leaving || is_in(meter.set, config.meters)) continue;
        meter.leaving = true;
        meter.again->cancel();
        meter.line->end();
        meter.stop.emit(asio::cancellation_type::terminal);
    }
    for (const config::Set& set : config_.sinks) {
        if (!is_in(set, config.sinks)) pipeline_->remove(name_of_sink(set));
    }
    const auto said = [this](const tl::expected<void, std::string>& done) {
        if (!done) say(io::Level::error, done.error());
    };
    for (const config::Set& set : config.sinks) {
        if (!is_in(set, config_.sinks)) said(add_sink(set));
    }
    for (const config::Set& set : config.meters) {
        if (is_in(set, config_.meters)) continue;
        const auto added = add_meter(set);
        said(added);
        if (added) start(meters_.back());
    }
    if (!is_same(config.web, config_.web)) {
        web_.reset();
        said(open_web(config.web));
    }
    if (!is_same(config.store, config_.store)) {
        say(io::Level::warning, "[store] changed: that counts from the next start on");
    }
    config_ = config;
    say(io::Level::notice, summary());
}

void Service::tick() {
    constexpr std::chrono::seconds turn{1};
    ticker_.expires_after(turn);
    ticker_.async_wait([this](const std::error_code& error) {
        if (error) return;
        look_around();
        tick();
    });
}

// A line on which nothing is understood is tried at another speed; it is said where that leads.
void Service::search_lines() {
    const auto now = std::chrono::steady_clock::now();
    for (Meter& meter : meters_) {
        if (!meter.search || !meter.running || meter.changing || meter.leaving) continue;
        const Counters counters = meter.line->counters();
        const bool was_found = meter.search->found();
        const std::string before = io::text(meter.search->settings());
        const std::string& line = meter.line->settings().shown;
        const bool changes = meter.search->look(meter.line->bytes(), counters.framing.frames, now);
        if (!was_found && meter.search->found()) {
            say(io::Level::notice, fmt::format("{} is understood at {}", line, before));
        }
        if (!changes) continue;
        if (was_found || before == "2400 8N1") {
            say(io::Level::warning,
                fmt::format(
                    "{} brings bytes and no frame at {}: other speeds and parities are tried", line,
                    before));
        }
        meter.changing = true;
        meter.stop.emit(asio::cancellation_type::terminal);
    }
}

void Service::look_around() {
    forget_ended();
    search_lines();
    latest_.sinks(pipeline_->counters());
    notifier_.watchdog();
    constexpr std::chrono::seconds between_lines{10};
    const auto now = std::chrono::steady_clock::now();
    if (now - last_status_ < between_lines) return;
    if (sqlite_ != nullptr) latest_.store(sqlite_->status());
    notifier_.status(status_line());
    last_status_ = now;
}

std::string Service::status_line() const {
    std::uint64_t readings = 0;
    std::uint64_t bad = 0;
    std::uint64_t waiting = 0;
    for (const Meter& meter : meters_) {
        const Counters counters = meter.line->counters();
        readings += counters.readings;
        bad += counters.framing.frames_bad_check + counters.framing.frames_bad_header_check +
               counters.framing.frames_cut;
    }
    for (const pipeline::SinkCounters& sink : pipeline_->counters()) {
        waiting = std::max(waiting, sink.waiting);
    }
    std::string line = fmt::format("{} meters, {} readings, {} bad frames, {} waiting",
                                   meters_.size(), readings, bad, waiting);
    if (const auto store = latest_.store()) {
        constexpr std::int64_t hour_ms = 3'600'000;
        const std::int64_t held =
            store->oldest ? io::now().milliseconds - store->oldest->milliseconds : 0;
        line += fmt::format("; store {} kB, {} hours", store->bytes / 1000, held / hour_ms);
        if (!store->failing.empty()) line += fmt::format(", FAILING: {}", store->failing);
    }
    return line;
}

std::string Service::summary() const {
    std::string from;
    for (const Meter& meter : meters_) {
        if (meter.leaving) continue;
        from += fmt::format("{}{}", from.empty() ? "" : ", ", meter.line->settings().shown);
    }
    std::string to;
    for (const pipeline::SinkCounters& sink : pipeline_->counters()) {
        to += fmt::format("{}{}", to.empty() ? "" : ", ", sink.sink);
    }
    return fmt::format("reading {}; to {}", from.empty() ? "nothing" : from,
                       to.empty() ? "the store alone" : to);
}

void Service::say(io::Level level, std::string_view sentence) {
    talk_.say(level, spoken(sentence));
}

}  // namespace hanmeter::app::service
