// SPDX-License-Identifier: Apache-2.0
#include "app/simulating/plan.h"

#include <fmt/core.h>

#include "app/suggest.h"

namespace hanmeter::app::simulating {
namespace {

tl::unexpected<Failure> misused(std::string sentence) {
    return tl::unexpected{Failure{Exit::usage, std::move(sentence)}};
}

tl::expected<const sim::Model*, Failure> model_from(const std::vector<std::string>& operands) {
    if (operands.empty()) return misused("no MODEL is given");
    const sim::Model* model = sim::find_model(operands.front());
    if (model != nullptr) return model;
    Suggestion nearest{operands.front()};
    for (const sim::Model& each : sim::models()) nearest.consider(each.name);
    const std::string all = fmt::format("; there are {}", sim::model_names());
    return misused(fmt::format("there is no simulated meter \"{}\"{}", operands.front(),
                               nearest.did_you_mean({}, all)));
}

tl::expected<void, Failure> set_time(Plan& plan, const Arguments& arguments, values::Instant now) {
    plan.meter.start = now;
    plan.start_given = arguments.given(OptionId::sim_start);
    const auto start = arguments.value(OptionId::sim_start);
    if (plan.start_given && start != "now") {
        const auto instant = sim::start_of(*plan.model, start);
        if (!instant) {
            return misused(fmt::format(
                "--start cannot be \"{}\"; it is now or a time like 2026-01-15T00:00:00", start));
        }
        plan.meter.start = *instant;
    }
    if (arguments.given(OptionId::all_at_once) && arguments.given(OptionId::speed)) {
        return misused("--all-at-once and --speed exclude each other");
    }
    plan.speed = arguments.given(OptionId::all_at_once) ? 0 : arguments.number(OptionId::speed);
    if (arguments.given(OptionId::sim_count)) plan.count = arguments.number(OptionId::sim_count);
    if (arguments.given(OptionId::duration)) {
        plan.duration = static_cast<std::int64_t>(1000 * arguments.number(OptionId::duration));
    }
    return {};
}

void set_house(Plan& plan, const Arguments& arguments) {
    plan.meter.load.seed = arguments.number(OptionId::seed);
    plan.meter.load.sun_peak_w = static_cast<std::int64_t>(arguments.number(OptionId::sun));
    if (arguments.given(OptionId::segment)) {
        plan.meter.segments.information_size = arguments.number(OptionId::segment);
    }
    const auto percent = [&](OptionId id) { return static_cast<unsigned>(arguments.number(id)); };
    plan.faults = {.seed = plan.meter.load.seed,
                   .noise = percent(OptionId::noise),
                   .lost = percent(OptionId::lost),
                   .flip = percent(OptionId::flip),
                   .cut = percent(OptionId::cut),
                   .share = percent(OptionId::share)};
}

tl::expected<void, Failure> set_output(Plan& plan, const Arguments& arguments) {
    const auto& operands = arguments.operands();
    plan.state_file = arguments.value(OptionId::state);
    plan.pty = arguments.value(OptionId::pty);
    plan.listen = arguments.value(OptionId::listen);
    if (operands.size() > 1) plan.output = operands[1];
    const int given =
        (operands.size() > 1 ? 1 : 0) + (plan.pty.empty() ? 0 : 1) + (plan.listen.empty() ? 0 : 1);
    if (operands.size() > 2 || given > 1) {
        return misused("the bytes go to one place: OUTPUT, --pty or --listen");
    }
    return {};
}

}  // namespace

tl::expected<Plan, Failure> plan_from(const Arguments& arguments, values::Instant now) {
    const auto model = model_from(arguments.operands());
    if (!model) return tl::unexpected{model.error()};
    Plan plan{.model = *model};
    if (auto set = set_time(plan, arguments, now); !set) return tl::unexpected{set.error()};
    if (auto set = set_output(plan, arguments); !set) return tl::unexpected{set.error()};
    set_house(plan, arguments);
    return plan;
}

}  // namespace hanmeter::app::simulating
