// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <asio/cancellation_signal.hpp>
#include <asio/io_context.hpp>
#include <asio/signal_set.hpp>
#include <asio/steady_timer.hpp>
#include <chrono>
#include <functional>
#include <list>
#include <memory>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "app/config/config.h"
#include "app/exit_code.h"
#include "app/failure.h"
#include "app/service/line_search.h"
#include "app/service/meter_line.h"
#include "hanmeter/io/log.h"
#include "hanmeter/io/notify.h"
#include "hanmeter/io/wait.h"
#include "hanmeter/pipeline/latest.h"
#include "hanmeter/pipeline/pipeline.h"
#include "hanmeter/store/log.h"
#include "hanmeter/store/sqlite_log.h"
#include "hanmeter/web/server.h"

namespace hanmeter::app::service {

// Reads the configuration anew: what it says now, or what is wrong with it, a sentence each.
using Reload = std::function<tl::expected<config::Config, std::vector<std::string>>()>;

// `hanmeter run`: meters in, the store, sinks out, for years. The whole of it:
//
//   source -> MeterLine -> Pipeline -> Log -> each sink        all but the sinks on one thread
//                       '-> Latest -> metrics, status
//
// SIGHUP reads the configuration anew: what did not change goes on untouched. SIGTERM and SIGINT
// end it: what is left is handed on for a few seconds, the rest waits in the store.
class Service {
public:
    static tl::expected<std::unique_ptr<Service>, Failure> make(const config::Config& config,
                                                                Reload reload);
    ~Service();
    Service(const Service&) = delete;
    Service& operator=(const Service&) = delete;

    Exit run();

private:
    struct Meter {
        config::Set set{};
        std::unique_ptr<pipeline::Source> source{};
        std::unique_ptr<MeterLine> line{};
        asio::cancellation_signal stop{};
        bool live = false;
        bool running = false;
        bool changing = false;  // its line is opened anew with other settings
        std::optional<LineSearch> search{};
        bool leaving = false;  // it is not in the configuration any more
        io::BackOff back_off{std::chrono::seconds{1}, std::chrono::seconds{60}};
        std::unique_ptr<asio::steady_timer> again{};
    };

    Service(Reload reload);
    tl::expected<void, Failure> open_store(const config::Set& store);
    tl::expected<void, std::string> add_meter(const config::Set& set);
    tl::expected<void, std::string> add_sink(const config::Set& set);
    tl::expected<void, std::string> open_web(const config::Set& web);
    void start(Meter& meter);
    void ended(Meter& meter, const pipeline::SourceEnd& end);
    bool nothing_more_can_come() const;
    void forget_ended();
    void reload();
    void take_over(const config::Config& config);
    void wait_for_signal();
    void stop_all();
    void tick();
    void look_around();
    void search_lines();
    std::string status_line() const;
    std::string summary() const;
    void say(io::Level level, std::string_view sentence);

    Reload reload_;
    io::Log talk_;
    asio::io_context context_{1};
    asio::signal_set signals_{context_, SIGINT, SIGTERM, SIGHUP};
    asio::steady_timer ticker_{context_};
    io::Notifier notifier_ = io::Notifier::from_environment();
    std::unique_ptr<store::Log> log_{};
    store::SqliteLog* sqlite_ = nullptr;  // the log, where it is on the disk
    std::unique_ptr<pipeline::Pipeline> pipeline_{};
    pipeline::Latest latest_{};
    std::unique_ptr<Shared> shared_{};
    config::Config config_{};
    std::list<Meter> meters_{};
    std::unique_ptr<web::Server> web_{};
    std::chrono::steady_clock::time_point last_status_{};
    bool ending_ = false;
    bool all_is_read_ = false;
};

}  // namespace hanmeter::app::service
