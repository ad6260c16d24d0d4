// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/sources/simulator.h"

#include <fmt/core.h>

#include <charconv>
#include <chrono>

#include "hanmeter/io/wait.h"
#include "hanmeter/pipeline/received.h"

namespace hanmeter::sources {
namespace {

using Settings = Simulator::Settings;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::string_view scheme = "sim:";
constexpr std::uint64_t largest = 1'000'000'000;
constexpr std::uint64_t hundred = 100;
constexpr std::uint64_t telegrams_between_pauses = 64;

// A key of the query that takes a number.
struct NumberKey {
    std::string_view name;
    std::uint64_t minimum;
    std::uint64_t maximum;
    void (*set)(Settings& settings, std::uint64_t value);
};

unsigned percent(std::uint64_t value) {
    return static_cast<unsigned>(value);
}

// clang-format off
constexpr NumberKey number_keys[] = {
    {"speed", 0, largest, [](Settings& s, std::uint64_t v) { s.speed = v; }},
    {"seed", 0, UINT64_MAX,
     [](Settings& s, std::uint64_t v) { s.meter.load.seed = s.faults.seed = v; }},
    {"count", 1, largest, [](Settings& s, std::uint64_t v) { s.count = v; }},
    {"sun", 0, 100'000,
     [](Settings& s, std::uint64_t v) { s.meter.load.sun_peak_w = static_cast<std::int64_t>(v); }},
    {"segment", 16, 2030,
     [](Settings& s, std::uint64_t v) { s.meter.segments.information_size = v; }},
    {"noise", 0, hundred, [](Settings& s, std::uint64_t v) { s.faults.noise = percent(v); }},
    {"lost", 0, hundred, [](Settings& s, std::uint64_t v) { s.faults.lost = percent(v); }},
    {"flip", 0, hundred, [](Settings& s, std::uint64_t v) { s.faults.flip = percent(v); }},
    {"cut", 0, hundred, [](Settings& s, std::uint64_t v) { s.faults.cut = percent(v); }},
    {"share", 0, hundred, [](Settings& s, std::uint64_t v) { s.faults.share = percent(v); }},
};
// clang-format on

// A sentence where something is wrong, else empty.
using Complaint = std::string;

Complaint set_number(Settings& settings, const NumberKey& key, std::string_view text) {
    std::uint64_t value = 0;
    const char* end = text.data() + text.size();
    const auto [last, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || last != end || value < key.minimum || value > key.maximum) {
        return fmt::format("{}={} of a simulated meter is no whole number from {} to {}.", key.name,
                           text, key.minimum, key.maximum);
    }
    key.set(settings, value);
    return {};
}

Complaint set_start(Settings& settings, std::string_view text) {
    const auto start = sim::start_of(*settings.model, text);
    if (!start) {
        return fmt::format("start={} of a simulated meter is no time like 2026-01-15T00:00:00.",
                           text);
    }
    settings.meter.start = *start;
    return {};
}

Complaint set(Settings& settings, std::string_view name, std::string_view value) {
    if (name == "start") return set_start(settings, value);
    if (name == "speed" && value == "max") return set(settings, name, "0");
    std::string known = "start";
    for (const NumberKey& key : number_keys) {
        if (key.name == name) return set_number(settings, key, value);
        known += fmt::format(", {}", key.name);
    }
    return fmt::format("A simulated meter has no setting \"{}\": there are {}.", name, known);
}

// Cuts what stands before `separator`, or everything, off the front.
std::string_view cut_front(std::string_view& text, char separator) {
    const std::string_view front = text.substr(0, text.find(separator));
    text.remove_prefix(std::min(front.size() + 1, text.size()));
    return front;
}

// When the telegram's last byte comes.
class Pace {
public:
    Pace(std::uint64_t speed, values::Instant start) : speed_{speed}, start_{start} {}

    asio::awaitable<void> wait_for(values::Instant instant) {
        if (speed_ == 0) {
            if (++passed_ % telegrams_between_pauses == 0) co_await io::give_way();
            co_return;
        }
        const auto simulated = instant.milliseconds - start_.milliseconds;
        const auto due = began_ + milliseconds{simulated / static_cast<std::int64_t>(speed_)};
        co_await io::sleep_for(std::chrono::ceil<milliseconds>(due - steady_clock::now()));
    }

private:
    std::uint64_t speed_;
    values::Instant start_;
    steady_clock::time_point began_ = steady_clock::now();
    std::uint64_t passed_ = 0;
};

}  // namespace

asio::awaitable<pipeline::SourceEnd> Simulator::run(pipeline::Intake& intake) {
    co_await io::cancel_by_value();
    sim::Meter meter{*settings_.model, settings_.meter};
    sim::Faults faults{settings_.faults};
    Pace pace{settings_.speed, settings_.meter.start};
    pipeline::Received received{intake, {}};
    received.begin();
    for (std::uint64_t sent = 0; !settings_.count || sent < *settings_.count; ++sent) {
        const sim::Telegram telegram = meter.next();
        const sim::Transmission line = faults.pass(telegram.bytes);
        co_await pace.wait_for(telegram.received_at);
        if (intake.done() || co_await io::cancelled()) break;
        received.take(line.bytes, telegram.received_at);
    }
    received.finish();
    co_return pipeline::SourceEnd{};
}

tl::expected<Settings, std::string> parse_simulator(std::string_view input, values::Instant now) {
    if (input.starts_with(scheme)) input.remove_prefix(scheme.size());
    const std::string_view name = cut_front(input, '?');
    Settings settings{.model = sim::find_model(name)};
    if (settings.model == nullptr) {
        return tl::unexpected{fmt::format("There is no simulated meter \"{}\": there are {}.", name,
                                          sim::model_names())};
    }
    settings.meter.start = now;
    while (!input.empty()) {
        std::string_view value = cut_front(input, '&');
        const std::string_view key = cut_front(value, '=');
        if (auto wrong = set(settings, key, value); !wrong.empty()) {
            return tl::unexpected{std::move(wrong)};
        }
    }
    return settings;
}

}  // namespace hanmeter::sources
