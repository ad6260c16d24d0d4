// SPDX-License-Identifier: Apache-2.0
#include "app/commands/read.h"

#include <fmt/core.h>

#include <asio/io_context.hpp>
#include <chrono>
#include <cstdio>
#include <filesystem>

#include "app/assemble.h"
#include "app/command_list.h"
#include "app/complaint.h"
#include "app/decoding.h"
#include "app/operands.h"
#include "app/reading/domoticz_feed.h"
#include "app/reading/port_list.h"
#include "app/reading/reader.h"
#include "app/reading/stats.h"
#include "app/reading/verdict.h"
#include "hanmeter/io/mqtt.h"

namespace hanmeter::app::commands {
namespace {

using reading::DomoticzFeed;
using reading::Line;
using reading::Outputs;
using reading::RawLog;
using reading::Reader;
using reading::Session;

bool exists(const std::string& path) {
    std::error_code ignored;
    return std::filesystem::exists(path, ignored);
}

// `hanmeter -x read FILE`: a command's name that is no file.
UsageError command_in_wrong_place(const std::vector<std::string>& operands) {
    for (const std::string& operand : operands) {
        if (find_command(operand) == nullptr || exists(operand)) continue;
        return fmt::format("a command comes first, in front of every option: hanmeter {} ...",
                           operand);
    }
    return {};
}

Exit list_ports() {
    const auto ports = io::list_ports();
    fmt::print(stderr, "{}", reading::port_list(ports));
    return Exit::usage;
}

// What an input is called in sentences and headlines.
std::string spoken_name(const std::string& input) {
    constexpr std::size_t shown = 24;
    if (input == "-") return "standard input";
    if (const auto broker = io::mqtt_address_from(input)) return io::text(*broker);
    if (hex_bytes(input) < hex_input_minimum || exists(input)) return input;
    return input.size() <= shown ? input : input.substr(0, shown) + "...";
}

struct Sources {
    std::vector<std::unique_ptr<pipeline::Source>> sources;
    std::size_t live = 0;
};

tl::expected<Sources, Failure> make_sources(const Operands& operands, const Arguments& arguments,
                                            asio::io_context& context) {
    Sources made;
    for (const std::string& input : operands.inputs) {
        auto source = assemble_source(input, arguments, context.get_executor());
        if (!source) return tl::unexpected{source.error()};
        if ((*source)->live()) ++made.live;
        made.sources.push_back(std::move(*source));
    }
    return made;
}

// A file that is read must not be written: it would be lost, or never end.
tl::expected<void, Failure> check_files(const Operands& operands, const Arguments& arguments) {
    std::vector<std::string> written = arguments.values(OptionId::log);
    for (const std::string& format : arguments.values(OptionId::format)) {
        const auto colon = format.find(':');
        if (colon != std::string::npos) written.push_back(format.substr(colon + 1));
    }
    for (const std::string& file : written) {
        for (const std::string& input : operands.inputs) {
            std::error_code ignored;
            if (std::filesystem::is_regular_file(input, ignored) &&
                std::filesystem::equivalent(input, file, ignored)) {
                return tl::unexpected{Failure{
                    Exit::usage, fmt::format("{} cannot be read and written at once", file)}};
            }
        }
    }
    return {};
}

tl::expected<std::optional<RawLog>, Failure> open_log(const Arguments& arguments,
                                                      std::size_t live) {
    if (!arguments.given(OptionId::log)) return std::optional<RawLog>{};
    if (live > 1) {
        return tl::unexpected{Failure{
            Exit::usage, "--log keeps the bytes of one device; with several they would be mixed"}};
    }
    auto log = RawLog::open(std::string{arguments.value(OptionId::log)});
    if (!log) return tl::unexpected{Failure{Exit::cannot_open, log.error()}};
    return std::optional{std::move(*log)};
}

// What came of one input, said where there is something to say.
Exit conclude(const Reader::Input& input, const Arguments& arguments, const Session& session) {
    const Counters counters = input.line->counters();
    if (!input.end || (session.over() && !session.stopped() && counters.readings == 0)) {
        return Exit::ok;
    }
    switch (input.end->kind) {
        case pipeline::SourceEnd::Kind::cannot_open:
            return Exit::cannot_open;  // said when it was found
        case pipeline::SourceEnd::Kind::failed: return complain(Exit::other, input.end->sentence);
        case pipeline::SourceEnd::Kind::end_of_input: break;
    }
    const auto kind =
        input.line->live() || input.silent ? reading::InputKind::line : reading::InputKind::file;
    const auto verdict =
        reading::judge(input.line->name(), kind, counters, arguments.given(OptionId::strict),
                       reading::likeness(input.line->first_bytes()));
    return verdict.code == Exit::ok ? Exit::ok : complain(verdict.code, verdict.sentence);
}

void print_stats(const std::vector<Reader::Input>& inputs, const Arguments& arguments) {
    if (!arguments.given(OptionId::stats)) return;
    Counters sum{};
    for (const Reader::Input& input : inputs) {
        reading::operator+=(sum, input.line->counters());
    }
    const bool json = arguments.value(OptionId::stats) == "json";
    fmt::print(stderr, "{}", json ? reading::stats_json(sum) : reading::stats_table(sum));
}

Exit read_all(const Operands& operands, const Arguments& arguments, Sources made,
              asio::io_context& context) {
    auto outputs = Outputs::open(arguments, made.live > 0);
    if (!outputs) return complain(outputs.error().code, outputs.error().sentence);
    auto log = open_log(arguments, made.live);
    if (!log) return complain(log.error().code, log.error().sentence);

    const auto decoding = Decoding::from(arguments);
    if (!decoding) return complain(decoding.error().code, decoding.error().sentence);
    const DecoderSettings settings = (*decoding)->settings();
    Session session{arguments, **outputs, std::move(*log), operands.inputs.size() > 1};
    std::vector<Reader::Input> inputs;
    for (std::size_t i = 0; i < operands.inputs.size(); ++i) {
        const bool live = made.sources[i]->live();
        inputs.push_back({std::make_unique<Line>(spoken_name(operands.inputs[i]), live, session,
                                                 context.get_executor(), settings),
                          std::move(made.sources[i])});
    }
    std::optional<std::chrono::seconds> wait;
    if (arguments.given(OptionId::wait)) {
        wait = std::chrono::seconds{arguments.number(OptionId::wait)};
    }
    const auto feed = DomoticzFeed::make(operands, arguments, made.live > 0, session);
    if (!feed) return complain(feed.error().code, feed.error().sentence);
    if (*feed) session.hand_on_to([&](const values::Reading& each) { (*feed)->take(each); });

    (*outputs)->begin();
    Reader{context, session, inputs, wait}.run();
    (*outputs)->end();
    const Exit fed = *feed ? (*feed)->stop() : Exit::ok;

    print_stats(inputs, arguments);
    if ((*outputs)->over() == Exit::ok) return Exit::ok;
    Exit code = graver((*outputs)->code(), fed);
    for (const Reader::Input& input : inputs) {
        code = graver(code, conclude(input, arguments, session));
    }
    return session.stopped().value_or(code);
}

}  // namespace

Exit read(const Arguments& arguments) {
    if (const auto wrong = command_in_wrong_place(arguments.operands()); !wrong.empty()) {
        return complain(Exit::usage, wrong);
    }
    const auto operands = sort_operands(arguments.operands(), exists);
    if (!operands) return complain(Exit::usage, operands.error());
    if (operands->inputs.empty()) return list_ports();
    if (const auto checked = check_files(*operands, arguments); !checked) {
        return complain(checked.error().code, checked.error().sentence);
    }
    asio::io_context context{1};
    auto made = make_sources(*operands, arguments, context);
    if (!made) return complain(made.error().code, made.error().sentence);
    return read_all(*operands, arguments, std::move(*made), context);
}

}  // namespace hanmeter::app::commands
