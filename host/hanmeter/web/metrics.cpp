// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/web/metrics.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <map>
#include <vector>

namespace hanmeter::web {
namespace {

using pipeline::MeterNow;
using values::Decimal;
using values::Quantity;
using values::Unit;

constexpr std::int64_t silent_after_ms = 180'000;
// Counters come once an hour from many meters.
constexpr std::int64_t counter_stale_after_ms = 7'800'000;

// A unit's word in a name, and what a number in it is multiplied by.
struct MetricUnit {
    Unit unit;
    std::string_view word;
    std::int64_t factor = 1;
};
constexpr MetricUnit units[] = {
    {Unit::watt, "watts"},
    {Unit::var, "vars"},
    {Unit::volt_ampere, "voltamperes"},
    {Unit::watt_hour, "joules", 3600},
    {Unit::var_hour, "varhours"},
    {Unit::volt_ampere_hour, "voltamperehours"},
    {Unit::volt, "volts"},
    {Unit::ampere, "amperes"},
    {Unit::hertz, "hertz"},
    {Unit::cubic_metre, "cubic_meters"},
    {Unit::joule, "joules"},
    {Unit::second, "seconds"},
};

const MetricUnit* unit_of(Unit unit) {
    const auto* const found = std::ranges::find(units, unit, &MetricUnit::unit);
    return found == std::end(units) ? nullptr : found;
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\\' || c == '"') out += '\\';
        out += c == '\n' ? std::string{"\\n"} : std::string{c};
    }
    return out;
}

struct Label {
    std::string_view name;
    std::string value;
};

std::string series(const std::vector<Label>& labels) {
    std::string out;
    for (const Label& label : labels) {
        out +=
            fmt::format("{}{}=\"{}\"", out.empty() ? "{" : ",", label.name, escaped(label.value));
    }
    return out.empty() ? out : out + "}";
}

// All series of one name, which have to stand together.
struct Family {
    std::string help;
    bool counter = false;
    std::map<std::string, std::string, std::less<>> lines{};  // value by labels
};

class Families {
public:
    explicit Families(MetricsForm form) : form_{form} {}

    void add(const std::string& name, std::string_view help, bool counter,
             const std::vector<Label>& labels, std::string_view value) {
        Family& family = families_[name];
        if (family.help.empty()) family.help = help;
        family.counter = counter;
        family.lines.try_emplace(series(labels), value);  // of two of one name the first counts
    }
    void add(const std::string& name, std::string_view help, bool counter,
             const std::vector<Label>& labels, std::uint64_t value) {
        add(name, help, counter, labels, fmt::format("{}", value));
    }

    std::string text() const {
        std::string out;
        for (const auto& [name, family] : families_) {
            const bool open = form_ == MetricsForm::open_metrics;
            const std::string total = family.counter ? name + "_total" : name;
            const std::string& declared = open ? name : total;
            out += fmt::format("# HELP {} {}\n# TYPE {} {}\n", declared, family.help, declared,
                               family.counter ? "counter" : "gauge");
            for (const auto& [labels, value] : family.lines) {
                out += fmt::format("{}{} {}\n", total, labels, value);
            }
        }
        if (form_ == MetricsForm::open_metrics) out += "# EOF\n";
        return out;
    }

private:
    MetricsForm form_;
    std::map<std::string, Family> families_{};
};

// What the words of a key say: `active_power_import_l1_w`.
struct Name {
    std::string base{};
    std::string direction{}, phase{}, tariff{}, quadrant{};
};

Name name_of(const Quantity& quantity) {
    Name name;
    std::string_view rest = quantity.key;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('_'), rest.size());
        const std::string_view word = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        const bool last = rest.empty();
        const bool numbered = word.size() == 2 && word[1] >= '0' && word[1] <= '9';
        if (last && quantity.unit != Unit::none) continue;  // the unit
        if (word == "active") continue;
        if (word == "import" || word == "export" || word == "net") {
            name.direction = word;
        } else if (numbered && word[0] == 'l') {
            name.phase += fmt::format("{}L{}", name.phase.empty() ? "" : "-", word[1]);
        } else if (numbered && word[0] == 't') {
            name.tariff = word[1];
        } else if (numbered && word[0] == 'q') {
            name.quadrant = word[1];
        } else {
            name.base += fmt::format("_{}", word);
        }
    }
    return name;
}

std::string text_of(const Decimal& number) {
    std::array<char, Decimal::max_text> room;
    bytes::TextWriter out{room};
    number.write(out);
    return std::string{out.view()};
}

bool is_stale(const pipeline::LatestValue& value, values::Instant now) {
    const auto& time = value.reading->view().time;
    if (!time) return true;
    const auto& object = value.get();
    const bool counter = object.quantity->kind == values::Kind::counter;
    const std::int64_t age = now.milliseconds - time->milliseconds;
    return age > (counter ? counter_stale_after_ms : silent_after_ms);
}

void add_value(const MeterNow& meter, const pipeline::LatestValue& value, Families& families) {
    const values::Object& object = value.get();
    const MetricUnit* const unit = unit_of(object.unit);
    if (unit == nullptr && object.unit != Unit::none) return;
    const auto scaled = unit == nullptr
                            ? std::optional{object.value.number}
                            : object.value.number.times(Decimal::of_signed(unit->factor));
    if (!scaled) return;
    const Name name = name_of(*object.quantity);
    std::vector<Label> labels{{"meter", meter.meter}};
    if (!name.direction.empty()) labels.push_back({"direction", name.direction});
    if (!name.phase.empty()) labels.push_back({"phase", name.phase});
    if (!name.tariff.empty()) labels.push_back({"tariff", name.tariff});
    if (!name.quadrant.empty()) labels.push_back({"quadrant", name.quadrant});
    const auto* const submeter = values::submeter_of(value.reading->view(), object);
    if (submeter != nullptr) {
        labels.push_back({"channel", fmt::format("{}", submeter->channel)});
        if (!submeter->id.empty()) labels.push_back({"id", std::string{submeter->id}});
    }
    const std::string full = fmt::format("hanmeter{}{}{}", name.base, unit == nullptr ? "" : "_",
                                         unit == nullptr ? std::string_view{} : unit->word);
    const bool counter = object.quantity->kind == values::Kind::counter;
    families.add(full, fmt::format("What the meter says: {}.", name.base.substr(1)), counter,
                 labels, text_of(*scaled));
}

void add_link(const MeterNow& meter, Families& families) {
    const std::string called = meter.meter.empty() ? meter.source : meter.meter;
    const Counters& all = meter.counters;
    const auto frames = [&](std::string_view result, std::uint64_t count) {
        families.add("hanmeter_frames", "Frames by what became of them.", true,
                     {{"meter", called}, {"result", std::string{result}}}, count);
    };
    frames("ok", all.framing.frames);
    frames("bad_header_check", all.framing.frames_bad_header_check);
    frames("bad_check", all.framing.frames_bad_check);
    frames("cut", all.framing.frames_cut);
    const auto messages = [&](std::string_view result, std::uint64_t count) {
        families.add("hanmeter_messages_dropped", "Messages that gave no reading, by why.", true,
                     {{"meter", called}, {"result", std::string{result}}}, count);
    };
    messages("incomplete", all.messages_incomplete);
    messages("not_opened", all.messages_not_opened);
    messages("not_understood", all.messages_not_understood);
    const auto count = [&](const char* name, const char* help, std::uint64_t number) {
        families.add(name, help, true, {{"meter", called}}, number);
    };
    count("hanmeter_received_bytes", "Bytes that the line brought.", meter.bytes);
    count("hanmeter_skipped_bytes", "Bytes that belonged to no frame.", all.framing.bytes_skipped);
    count("hanmeter_resynchronisations", "How often a frame was found behind what was none.",
          all.framing.resynchronisations);
    count("hanmeter_duplicates", "Messages that repeated the one before.", all.duplicates);
    count("hanmeter_readings", "Readings.", all.readings);
    if (meter.newest && meter.newest->view().time) {
        families.add("hanmeter_last_reading_timestamp_seconds", "When the last reading came.",
                     false, {{"meter", called}},
                     text_of(Decimal::of_signed(meter.newest->view().time->milliseconds, -3)));
    }
    if (meter.clock_offset) {
        families.add("hanmeter_clock_offset_seconds", "The meter's clock before this machine's.",
                     false, {{"meter", called}},
                     text_of(Decimal::of_signed(meter.clock_offset->count(), -3)));
    }
}

void add_sink(const pipeline::SinkCounters& sink, Families& families) {
    const std::vector<Label> labels{{"sink", sink.sink}};
    families.add("hanmeter_sink_queue_items", "Readings that wait for a sink.", false, labels,
                 sink.waiting);
    families.add("hanmeter_sink_delivered", "Readings that a sink accepted.", true, labels,
                 sink.delivered);
    families.add("hanmeter_sink_refused", "Readings that a sink refused.", true, labels,
                 sink.refused);
    families.add("hanmeter_sink_retries", "Deliveries that had to be tried again.", true, labels,
                 sink.retried);
    families.add("hanmeter_sink_dropped", "Readings dropped before a sink had them.", true, labels,
                 sink.dropped);
}

void add_store(const store::StoreStatus& store, Families& families) {
    families.add("hanmeter_store_bytes", "Size of the store.", false, {}, store.bytes);
    families.add("hanmeter_store_readings", "Readings that the store holds.", false, {},
                 store.readings);
    families.add("hanmeter_store_pending_readings", "Readings that the disk has not taken yet.",
                 false, {}, store.pending);
    families.add("hanmeter_store_lost_readings", "Readings lost, since the disk took nothing.",
                 true, {}, store.lost);
    if (store.oldest) {
        families.add("hanmeter_store_oldest_timestamp_seconds", "When the oldest reading came.",
                     false, {}, text_of(Decimal::of_signed(store.oldest->milliseconds, -3)));
    }
}

}  // namespace

bool is_silent(const MeterNow& meter, values::Instant now) {
    if (!meter.newest || !meter.newest->view().time) return true;
    return now.milliseconds - meter.newest->view().time->milliseconds > silent_after_ms;
}

std::string metrics_text(const pipeline::Latest& latest, values::Instant now,
                         std::string_view version, MetricsForm form) {
    Families families{form};
    for (const MeterNow& meter : latest.meters()) {
        add_link(meter, families);
        if (is_silent(meter, now)) continue;
        for (const pipeline::LatestValue& value : meter.values) {
            const values::Object& object = value.get();
            const bool wanted = object.quantity != nullptr && object.value.numeric() &&
                                object.scale != values::Scale::unknown && !object.suspect &&
                                !is_stale(value, now);
            if (wanted) add_value(meter, value, families);
        }
    }
    for (const pipeline::SinkCounters& sink : latest.sinks()) add_sink(sink, families);
    if (const auto store = latest.store()) add_store(*store, families);
    families.add("hanmeter_build_info", "The program.", false, {{"version", std::string{version}}},
                 std::string_view{"1"});
    return families.text();
}

}  // namespace hanmeter::web
