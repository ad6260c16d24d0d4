// SPDX-License-Identifier: Apache-2.0
#include "app/reading/domoticz_feed.h"

#include <fmt/core.h>

#include <cstdio>

#include "hanmeter/io/clock.h"

namespace hanmeter::app::reading {
namespace {

std::optional<std::uint32_t> index(const std::optional<std::uint32_t>& operand, OptionId option,
                                   const Arguments& arguments) {
    if (operand || !arguments.given(option)) return operand;
    const auto number = static_cast<std::uint32_t>(arguments.number(option));
    return number == 0 ? std::optional<std::uint32_t>{} : std::optional{number};
}

}  // namespace

tl::expected<std::unique_ptr<DomoticzFeed>, Failure> DomoticzFeed::make(const Operands& operands,
                                                                        const Arguments& arguments,
                                                                        bool live,
                                                                        Session& session) {
    const DomoticzWish wish{
        .energy_idx = index(operands.energy_idx, OptionId::energy_idx, arguments),
        .power_idx = index(operands.power_idx, OptionId::power_idx, arguments),
        .print_only = !live};
    const bool indexed = wish.energy_idx || wish.power_idx;
    const bool shown = arguments.given(OptionId::domodebug);
    if (indexed && operands.inputs.size() > 1) {
        return tl::unexpected{Failure{
            Exit::usage, "a Domoticz index takes the readings of one INPUT, not of several"}};
    }
    if (!indexed && live && shown) {
        session.say("no Domoticz index is given, so there are no calls to show");
    }
    if (!indexed && (live || !shown)) return std::unique_ptr<DomoticzFeed>{};

    std::unique_ptr<DomoticzFeed> feed{new DomoticzFeed{session}};
    pipeline::Say talk;
    if (!live) {
        talk = [&session](std::string_view call) {
            session.outputs().inspection().append(call).push_back('\n');
        };
    } else if (shown) {
        talk = [](std::string_view call) { fmt::print(stderr, "{}\n", call); };
    }
    auto sink = assemble_domoticz(wish, arguments, std::move(talk));
    if (!sink) return tl::unexpected{sink.error()};
    if (live) {
        feed->pipeline_ = std::make_unique<pipeline::Pipeline>(
            feed->log_, [&session](std::string_view sentence) { session.say(sentence); });
        feed->pipeline_->add(std::move(*sink));
    } else {
        feed->printer_ = std::move(*sink);
    }
    return feed;
}

void DomoticzFeed::take(const values::Reading& reading) {
    if (pipeline_) {
        pipeline_->append(reading);
    } else {
        print(reading);
    }
}

void DomoticzFeed::print(const values::Reading& reading) {
    const store::Entry entry{++printed_, std::make_shared<const store::StoredReading>(reading)};
    printer_->deliver({&entry, 1}, io::now());
    session_.outputs().end_inspection();
}

Exit DomoticzFeed::stop() {
    if (!pipeline_) return Exit::ok;
    pipeline_->stop();
    for (const pipeline::SinkCounters& sink : pipeline_->counters()) {
        if (sink.refused + sink.waiting + sink.dropped > 0) return Exit::sink_failed;
    }
    return Exit::ok;
}

}  // namespace hanmeter::app::reading
