// SPDX-License-Identifier: Apache-2.0
#include "app/reading/outputs.h"

#include <unistd.h>

#include <algorithm>

#include "app/colour.h"
#include "app/complaint.h"
#include "hanmeter/formats/fields.h"
#include "hanmeter/formats/obis_lines.h"
#include "hanmeter/formats/target.h"

namespace hanmeter::app::reading {
namespace {

using formats::Target;
using formats::WriteEnd;
using formats::Writer;

bool inspects(const Arguments& arguments) {
    return arguments.given(OptionId::hexdump) || arguments.given(OptionId::pktdebug) ||
           arguments.given(OptionId::obisdebug) || arguments.given(OptionId::fieldsdebug);
}

std::vector<std::string> split_at_commas(std::string_view list) {
    std::vector<std::string> parts;
    while (!list.empty()) {
        const auto end = std::min(list.find(','), list.size());
        parts.emplace_back(list.substr(0, end));
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return parts;
}

tl::expected<std::vector<Target>, Failure> targets_of(const Arguments& arguments) {
    std::vector<Target> targets;
    for (const std::string& value : arguments.values(OptionId::format)) {
        auto target = formats::parse_target(value);
        if (!target) return tl::unexpected{Failure{Exit::usage, target.error()}};
        targets.push_back(std::move(*target));
    }
    if (targets.empty() && !inspects(arguments)) targets.push_back({.format = "text", .file = {}});
    return targets;
}

// What was asked for and would be ignored or mixed up; empty where nothing.
std::string muddle(const Arguments& arguments, const std::vector<Target>& targets) {
    const bool csv =
        std::ranges::any_of(targets, [](const Target& target) { return target.format == "csv"; });
    if (arguments.given(OptionId::columns) && !csv) {
        return "--columns chooses the columns of -F csv, which is not given";
    }
    const auto on_stdout = std::ranges::count_if(
        targets, [](const Target& each) { return each.to_stdout() && each.format != "null"; });
    if (on_stdout > 1) {
        return "two -F would be mixed on standard output; give all but one a file, as in "
               "-F json:FILE";
    }
    return {};
}

}  // namespace

Outputs::Outputs()
    : standard_output_{Writer::borrow(STDOUT_FILENO, "standard output")},
      standard_error_{Writer::borrow(STDERR_FILENO, "standard error")} {}

tl::expected<std::unique_ptr<Outputs>, Failure> Outputs::open(const Arguments& arguments,
                                                              bool live) {
    auto targets = targets_of(arguments);
    if (!targets) return tl::unexpected{targets.error()};
    if (auto why = muddle(arguments, *targets); !why.empty()) {
        return tl::unexpected{Failure{Exit::usage, std::move(why)}};
    }
    std::unique_ptr<Outputs> outputs{new Outputs};
    const formats::Settings settings{.columns =
                                         split_at_commas(arguments.value(OptionId::columns))};
    for (const Target& target : *targets) {
        if (auto added = outputs->add(target, settings, live); !added) {
            return tl::unexpected{added.error()};
        }
    }
    if (arguments.given(OptionId::obisdebug)) {
        outputs->inspectors_.push_back(std::make_unique<formats::ObisLines>());
    }
    if (arguments.given(OptionId::fieldsdebug)) {
        outputs->inspectors_.push_back(std::make_unique<formats::Fields>());
    }
    const bool data_on_stdout =
        arguments.given(OptionId::format) && std::ranges::any_of(*targets, &Target::to_stdout);
    if (data_on_stdout) outputs->inspection_ = &outputs->standard_error_;
    if (live) outputs->standard_output_.flush_every_telegram();
    outputs->colour_ = colour_wanted(arguments.value(OptionId::color), STDOUT_FILENO);
    return outputs;
}

tl::expected<void, Failure> Outputs::add(const Target& target, const formats::Settings& settings,
                                         bool live) {
    auto formatter = formats::make_formatter(target.format, settings);
    if (!formatter) return tl::unexpected{Failure{Exit::usage, formatter.error()}};
    Writer* writer = &standard_output_;
    if (!target.to_stdout()) {
        auto file = Writer::open(target);
        if (!file) return tl::unexpected{Failure{Exit::cannot_open, file.error()}};
        writer = files_.emplace_back(std::make_unique<Writer>(std::move(*file))).get();
        if (live) writer->flush_every_telegram();
    }
    formats_.push_back({std::move(*formatter), writer});
    return {};
}

void Outputs::begin() {
    for (Format& format : formats_) {
        format.formatter->begin(format.writer->text());
        if (!note(format.writer->end_telegram())) format.failed = true;
    }
    end_if_nothing_is_left();
}

void Outputs::write(const values::Reading& reading, std::string_view name) {
    for (const auto& inspector : inspectors_) {
        inspector->write(reading, {.meter = name}, inspection_->text());
    }
    if (!inspectors_.empty()) end_inspection();
    for (Format& format : formats_) {
        if (format.failed) continue;
        const bool colour = colour_ && format.writer == &standard_output_;
        format.formatter->write(reading, {.meter = name, .colour = colour}, format.writer->text());
        if (!note(format.writer->end_telegram())) format.failed = true;
    }
    end_if_nothing_is_left();
}

void Outputs::end() {
    for (Format& format : formats_) {
        if (!format.failed) format.formatter->end(format.writer->text());
    }
    for (const auto& file : files_) note(file->flush());
    note(standard_output_.flush());
    note(standard_error_.flush());
}

bool Outputs::note(const std::optional<WriteEnd>& end) {
    if (!end) return true;
    switch (end->kind) {
        case WriteEnd::Kind::closed: over_ = Exit::ok; break;
        case WriteEnd::Kind::failed:
            if (said_.insert(end->sentence).second) {
                code_ = complain(Exit::sink_failed, end->sentence);
            }
            break;
    }
    return false;
}

void Outputs::end_if_nothing_is_left() {
    const bool nothing_left = !formats_.empty() && std::ranges::all_of(formats_, &Format::failed);
    if (nothing_left && inspectors_.empty() && !over_) over_ = code_;
}

}  // namespace hanmeter::app::reading
