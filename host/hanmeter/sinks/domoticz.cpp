// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/sinks/domoticz.h"

#include <fmt/core.h>

#include <atomic>
#include <optional>
#include <vector>

#include "hanmeter/bytes/hex.h"
#include "hanmeter/energy/amount.h"
#include "hanmeter/energy/average.h"
#include "hanmeter/io/http_client.h"

namespace hanmeter::sinks {
namespace {

using energy::PowerAverage;
using pipeline::Accepted;
using pipeline::Delivery;
using pipeline::Refused;
using pipeline::TryAgain;

// Own bytes: version | power seen | since u64 | sum u64 | count u32, big endian.
constexpr std::uint8_t own_version = 1;
constexpr std::size_t own_size = 22;

store::OwnBytes kept(const PowerAverage& average) {
    std::array<std::uint8_t, own_size> room{own_version,
                                            average.since ? std::uint8_t{1} : std::uint8_t{0}};
    std::size_t at = 2;
    const auto put = [&room, &at](std::uint64_t number, std::size_t size) {
        for (; size > 0; --size) room[at++] = static_cast<std::uint8_t>(number >> (8 * (size - 1)));
    };
    put(average.since ? static_cast<std::uint64_t>(average.since->milliseconds) : 0, 8);
    put(static_cast<std::uint64_t>(average.sum_milliwatts), 8);
    put(average.count, 4);
    return store::OwnBytes{room};
}

PowerAverage found(bytes::Bytes own) {
    bytes::Cursor cursor{own};
    const auto version = cursor.u8();
    const auto seen = cursor.u8();
    const auto since = cursor.u64_be();
    const auto sum = cursor.u64_be();
    const auto count = cursor.u32_be();
    if (own.size() != own_size || *version != own_version) return {};
    PowerAverage average{.sum_milliwatts = static_cast<std::int64_t>(*sum), .count = *count};
    if (*seen == 1) average.since = values::Instant{static_cast<std::int64_t>(*since)};
    return average;
}

// An answer as one short line of printable ASCII.
std::string one_line(std::string_view text) {
    constexpr std::size_t longest = 200;
    std::string line;
    for (const char each : text) {
        const bool space = each == ' ' || each == '\t' || each == '\r' || each == '\n';
        if (space && (line.empty() || line.back() == ' ')) continue;
        if (line.size() == longest) return line + "...";
        const bool plain = bytes::is_printable_ascii(static_cast<std::uint8_t>(each));
        line += space ? ' ' : plain ? each : '?';
    }
    if (line.ends_with(' ')) line.pop_back();
    return line;
}

std::string_view after_blanks(std::string_view text) {
    const std::size_t at = text.find_first_not_of(" \t\r\n");
    return at == std::string_view::npos ? std::string_view{} : text.substr(at);
}

// The member `"status" : "OK"` of Domoticz' answer, however it is spaced.
bool says_ok(std::string_view body) {
    constexpr std::string_view key = "\"status\"";
    const std::size_t at = body.find(key);
    if (at == std::string_view::npos) return false;
    const std::string_view rest = after_blanks(body.substr(at + key.size()));
    return rest.starts_with(':') && after_blanks(rest.substr(1)).starts_with("\"OK\"");
}

struct Call {
    std::string_view what;  // `power`, `energy`
    std::uint32_t idx = 0;
    std::string svalue{};
};

// What became of a call. Taken: `why` is empty.
struct Outcome {
    enum class Kind { taken, again, refused };
    Kind kind = Kind::taken;
    std::string why{};
};

Outcome judged(const Call& call, const std::string& server, const io::HttpAnswer& answer) {
    const int status = answer.status;
    if (status == 200 && says_ok(answer.body)) return {};
    if (status == 401 || status == 403) {
        return {Outcome::Kind::again,
                fmt::format("Domoticz at {} does not let us in (HTTP {}): check user and password, "
                            "and that the user may change devices",
                            server, status)};
    }
    if (status >= 500 || status == 408 || status == 429) {
        return {Outcome::Kind::again,
                fmt::format("Domoticz at {} has trouble of its own (HTTP {})", server, status)};
    }
    if (status != 200 || !after_blanks(answer.body).starts_with('{')) {
        return {Outcome::Kind::again,
                fmt::format("what answers at {} is not Domoticz (HTTP {}): check host and port",
                            server, status)};
    }
    return {Outcome::Kind::refused,
            fmt::format("Domoticz does not take {} for idx {} (it answers {}): check that Setup > "
                        "Devices lists a device with this Idx",
                        call.what, call.idx, one_line(answer.body))};
}

class Domoticz final : public pipeline::Sink {
public:
    Domoticz(const DomoticzSettings& settings, io::HttpUrl server, pipeline::Say talk)
        : settings_{settings},
          client_{std::move(server), settings.timeout},
          talk_{std::move(talk)} {}

    std::string_view name() const override { return settings_.name; }
    std::optional<store::OwnBytes> resume(bytes::Bytes own) override {
        average_ = found(own);
        return std::nullopt;
    }
    Delivery deliver(std::span<const store::Entry> batch, values::Instant now) override;
    void cancel() override {
        cancelled_ = true;
        client_.cancel();
    }

private:
    struct Plan {
        PowerAverage next;
        std::vector<Call> calls;
    };

    Plan plan(const values::Reading& reading) const;
    Outcome carry_out(store::Sequence sequence, const std::vector<Call>& calls);
    Outcome make(const Call& call);
    bool wanted(std::uint32_t idx) const;
    void tell(const std::string& sentence) const {
        if (talk_) talk_(sentence);
    }

    const DomoticzSettings settings_;
    io::HttpClient client_;
    const pipeline::Say talk_;
    std::atomic<bool> cancelled_ = false;

    PowerAverage average_{};  // of all that was accepted or refused
    // How far the reading got that is to be tried again.
    store::Sequence begun_ = 0;
    std::size_t calls_done_ = 0;
    std::string refusal_{};
};

Delivery Domoticz::deliver(std::span<const store::Entry> batch, values::Instant) {
    for (std::size_t i = 0; i < batch.size(); ++i) {
        const Plan todo = plan(batch[i].reading->view());
        Outcome outcome{Outcome::Kind::again, "the program ends"};
        if (!cancelled_) outcome = carry_out(batch[i].sequence, todo.calls);
        if (outcome.kind == Outcome::Kind::again) {
            if (i > 0) return Accepted{i, kept(average_)};
            return TryAgain{std::move(outcome.why)};
        }
        average_ = todo.next;
        begun_ = 0;
        if (outcome.kind == Outcome::Kind::refused) {
            return Refused{i, std::move(outcome.why), kept(average_)};
        }
    }
    return Accepted{batch.size(), kept(average_)};
}

Domoticz::Plan Domoticz::plan(const values::Reading& reading) const {
    Plan todo{average_, {}};
    const auto power = energy::import_milliwatts(reading);
    if (power && wanted(settings_.power_idx)) {
        energy::PowerAverageStep step{average_, *power / 1000};
        if (const auto time = energy::moment(reading)) {
            step = energy::collect(average_, *time, *power);
        }
        todo.next = step.next;
        if (step.watts) {
            todo.calls.push_back({"power", settings_.power_idx, fmt::format("{};0", *step.watts)});
        }
    }
    const auto energy = energy::import_watt_hours(reading);
    if (energy && wanted(settings_.energy_idx)) {
        todo.calls.push_back({"energy", settings_.energy_idx, fmt::format("{}", *energy)});
    }
    return todo;
}

// The calls of one reading that are not made yet. All are made, also when one is refused.
Outcome Domoticz::carry_out(store::Sequence sequence, const std::vector<Call>& calls) {
    if (begun_ != sequence) {
        begun_ = sequence;
        calls_done_ = 0;
        refusal_.clear();
    }
    while (calls_done_ < calls.size()) {
        Outcome outcome = make(calls[calls_done_]);
        if (outcome.kind == Outcome::Kind::again) return outcome;
        if (outcome.kind == Outcome::Kind::refused && refusal_.empty()) refusal_ = outcome.why;
        ++calls_done_;
    }
    if (refusal_.empty()) return {};
    return {Outcome::Kind::refused, refusal_};
}

Outcome Domoticz::make(const Call& call) {
    const std::string server = client_.server().shown();
    const std::string target = fmt::format(
        "/json.htm?type=command&param=udevice&idx={}&nvalue=0&svalue={}", call.idx, call.svalue);
    if (settings_.print_only) {
        tell(fmt::format("File data URL: {}{}", server, target));
        return {};
    }
    const auto answer = client_.get(target);
    if (!answer) {
        tell(fmt::format("URL {}{} ERROR: {}", server, target, answer.error()));
        return {Outcome::Kind::again,
                answer.error() + ": check that Domoticz runs there, and host and port"};
    }
    const std::string status =
        answer->status == 200 ? std::string{} : fmt::format("HTTP {} ", answer->status);
    tell(fmt::format("URL {}{} --> {}{}", server, target, status, one_line(answer->body)));
    return judged(call, server, *answer);
}

bool Domoticz::wanted(std::uint32_t idx) const {
    const bool none_given = settings_.energy_idx == 0 && settings_.power_idx == 0;
    return idx != 0 || (settings_.print_only && none_given);
}

}  // namespace

tl::expected<std::unique_ptr<pipeline::Sink>, std::string> make_domoticz(
    const DomoticzSettings& settings, pipeline::Say talk) {
    auto server = io::HttpUrl::parse(settings.url);
    if (!server) {
        return tl::unexpected<std::string>{
            "the URL of Domoticz is not like http://127.0.0.1:8080: it needs a host, and a port "
            "where that is not 80"};
    }
    if (!settings.user.empty()) {
        server->user = settings.user;
        server->password = settings.password;
    }
    std::unique_ptr<pipeline::Sink> sink =
        std::make_unique<Domoticz>(settings, std::move(*server), std::move(talk));
    return sink;
}

}  // namespace hanmeter::sinks
