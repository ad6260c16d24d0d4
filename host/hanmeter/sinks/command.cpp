// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/sinks/command.h"

#include <fmt/core.h>
#include <sysexits.h>

#include "hanmeter/formats/json.h"
#include "hanmeter/formats/naming.h"
#include "hanmeter/io/child.h"

namespace hanmeter::sinks {
namespace {

using pipeline::Accepted;
using pipeline::Delivery;
using pipeline::Refused;
using pipeline::TryAgain;

// A key as a variable's name: HANMETER_ACTIVE_POWER_IMPORT_W.
std::string variable(std::string_view key) {
    std::string name = "HANMETER_";
    for (const char c : key) {
        const bool small = c >= 'a' && c <= 'z';
        const bool plain = small || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        name += small ? static_cast<char>(c - 'a' + 'A') : plain ? c : '_';
    }
    return name;
}

template <class Value>
std::string written(const Value& value) {
    std::array<char, values::Decimal::max_text> room;
    bytes::TextWriter out{room};
    value.write(out);
    return std::string{out.view()};
}

std::vector<std::string> environment_of(const store::StoredReading& reading) {
    const values::Reading& view = reading.view();
    std::vector<std::string> all{fmt::format("HANMETER_METER={}", reading.meter())};
    if (view.time) all.push_back(fmt::format("HANMETER_TIME={}", written(*view.time)));
    const auto add_if_any = [&all](std::string_view name, std::string_view text) {
        if (!text.empty()) all.push_back(fmt::format("HANMETER_{}={}", name, text));
    };
    add_if_any("METER_ID", view.meter_id);
    add_if_any("METER_MODEL", view.meter_model);
    add_if_any("LIST", view.list);
    for (const values::Object& object : view.objects) {
        if (formats::is_header(object) || formats::is_repeated(view, object)) continue;
        const std::string name = variable(formats::Key{object}.text());
        if (object.value.numeric()) {
            all.push_back(fmt::format("{}={}", name, written(object.value.number)));
        } else if (object.value.kind == values::Value::Kind::text) {
            all.push_back(fmt::format("{}={}", name, object.value.text));
        }
    }
    return all;
}

class Command final : public pipeline::Sink {
public:
    Command(CommandSettings settings, std::string name)
        : settings_{std::move(settings)}, name_{std::move(name)} {}

    std::string_view name() const override { return name_; }

    Delivery deliver(std::span<const store::Entry> batch, values::Instant /*now*/) override {
        if (!settings_.batches) batch = batch.first(1);
        io::ChildCommand command{.words = {settings_.run},
                                 .environment = environment_of(*batch.back().reading),
                                 .timeout = settings_.timeout};
        command.words.insert(command.words.end(), settings_.with.begin(), settings_.with.end());
        for (const store::Entry& entry : batch) {
            json_.write(entry.reading->view(), {.meter = entry.reading->meter()}, command.input);
        }
        const auto end = io::run_child(command, stop_);
        if (!end) return TryAgain{end.error()};
        if (end->late) {
            return TryAgain{
                fmt::format("{} took longer than {} ms", settings_.run, settings_.timeout.count())};
        }
        if (end->status == 0) return Accepted{batch.size()};
        const std::string why = fmt::format("{} ended with {}{}{}", settings_.run, end->status,
                                            end->said.empty() ? "" : ": ", end->said);
        if (end->status == EX_TEMPFAIL) return TryAgain{why};
        // With batches nobody knows which: the first goes, the others come again.
        return Refused{0, why};
    }

    void cancel() override { stop_ = true; }

private:
    const CommandSettings settings_;
    const std::string name_;
    formats::Json json_{};
    std::atomic<bool> stop_ = false;
};

}  // namespace

tl::expected<std::unique_ptr<pipeline::Sink>, std::string> make_command(
    const CommandSettings& settings, std::string name) {
    if (settings.run.empty()) return tl::unexpected<std::string>{"a program to run is wanted"};
    std::unique_ptr<pipeline::Sink> sink = std::make_unique<Command>(settings, std::move(name));
    return sink;
}

}  // namespace hanmeter::sinks
