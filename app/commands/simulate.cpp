// SPDX-License-Identifier: Apache-2.0
#include "app/commands/simulate.h"

#include <fmt/core.h>
#include <unistd.h>

#include <asio/bind_cancellation_slot.hpp>
#include <asio/cancellation_signal.hpp>
#include <asio/co_spawn.hpp>
#include <asio/io_context.hpp>
#include <asio/signal_set.hpp>
#include <csignal>

#include "app/complaint.h"
#include "app/simulating/listen_wire.h"
#include "app/simulating/player.h"
#include "app/simulating/pty_wire.h"
#include "app/simulating/stream_wire.h"
#include "hanmeter/io/clock.h"

namespace hanmeter::app::commands {
namespace {

using simulating::Plan;
using simulating::Player;
using simulating::StateFile;
using simulating::Wire;

using MadeWire = tl::expected<std::unique_ptr<Wire>, Failure>;

void say(const Arguments& arguments, std::string_view sentence) {
    if (!arguments.given(OptionId::quiet)) fmt::print(stderr, "hanmeter: {}\n", sentence);
}

MadeWire open_pty(const Plan& plan, const Arguments& arguments) {
    auto wire = simulating::PtyWire::open(plan.pty);
    if (!wire) return tl::unexpected{std::move(wire.error())};
    say(arguments, fmt::format("{} pushes on {} ({}), {} baud; Ctrl-C ends it.", plan.model->name,
                               plan.pty, (*wire)->port(), plan.model->baud));
    return MadeWire{std::move(*wire)};
}

MadeWire open_listener(const Plan& plan, const Arguments& arguments, asio::io_context& context) {
    auto wire = simulating::ListenWire::open(context.get_executor(), plan.listen);
    if (!wire) return tl::unexpected{std::move(wire.error())};
    say(arguments, fmt::format("{} pushes to whoever connects to tcp://{}; Ctrl-C ends it.",
                               plan.model->name, (*wire)->address()));
    return MadeWire{std::move(*wire)};
}

MadeWire open_wire(const Plan& plan, const Arguments& arguments, asio::io_context& context) {
    if (!plan.pty.empty()) return open_pty(plan, arguments);
    if (!plan.listen.empty()) return open_listener(plan, arguments, context);
    const bool to_standard_output = plan.output.empty() || plan.output == "-";
    if (to_standard_output && ::isatty(STDOUT_FILENO) == 1) {
        return tl::unexpected{
            Failure{Exit::usage,
                    fmt::format("a terminal cannot show what a meter sends: name a FILE, --pty "
                                "or --listen, or type hanmeter simulate {} | hanmeter -",
                                plan.model->name)}};
    }
    return simulating::StreamWire::open(context.get_executor(), plan.output);
}

sim::Meter make_meter(const Plan& plan, const std::optional<sim::MeterState>& state) {
    if (!state) return {*plan.model, plan.meter};
    sim::Meter meter{*plan.model, plan.meter, *state};
    if (plan.start_given) meter.skip_to(plan.meter.start);
    return meter;
}

// Until the player is done or a signal comes.
Exit play(Player& player, asio::io_context& context) {
    Exit exit = Exit::ok;
    asio::cancellation_signal stop;
    asio::signal_set signals{context, SIGINT, SIGTERM};
    signals.async_wait([&](asio::error_code error, int signal) {
        if (error) return;
        exit = signal == SIGINT ? Exit::interrupted : Exit::terminated;
        stop.emit(asio::cancellation_type::terminal);
    });
    asio::co_spawn(context, player.run(),
                   asio::bind_cancellation_slot(
                       stop.slot(), [&](const std::exception_ptr& thrown, const auto& done) {
                           if (thrown) std::rethrow_exception(thrown);
                           if (!done) exit = complain(done.error().code, done.error().sentence);
                           context.stop();
                       }));
    context.run();
    return exit;
}

Exit list_models() {
    fmt::print(stderr, "Meters that can be simulated:\n");
    for (const sim::Model& each : sim::models()) {
        fmt::print(stderr, "  {:<17} {}, {}\n", each.name, each.maker, each.description);
    }
    fmt::print(stderr, "Start one with, for example:\n  hanmeter simulate {} | hanmeter -\n",
               sim::models().front().name);
    return Exit::usage;
}

}  // namespace

Exit simulate(const Arguments& arguments) {
    if (arguments.operands().empty()) return list_models();
    const auto plan = simulating::plan_from(arguments, io::now());
    if (!plan) return complain(plan.error().code, plan.error().sentence);
    StateFile state_file{plan->state_file, *plan->model};
    const auto state = state_file.load();
    if (!state) return complain(state.error().code, state.error().sentence);
    asio::io_context context;
    const auto wire = open_wire(*plan, arguments, context);
    if (!wire) return complain(wire.error().code, wire.error().sentence);
    sim::Meter meter = make_meter(*plan, *state);
    Player player{*plan, meter, **wire, state_file};
    return play(player, context);
}

}  // namespace hanmeter::app::commands
