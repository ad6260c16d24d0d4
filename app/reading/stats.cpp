// SPDX-License-Identifier: Apache-2.0
#include "app/reading/stats.h"

#include <fmt/core.h>

namespace hanmeter::app::reading {
namespace {

struct Row {
    std::string_view name;
    std::uint64_t (*value)(const Counters& counters);
};

// In the order of the contract.
constexpr Row rows[] = {
    {"bytes", [](const Counters& all) { return all.framing.bytes; }},
    {"frames", [](const Counters& all) { return all.framing.frames; }},
    {"frames_bad_header_check",
     [](const Counters& all) { return all.framing.frames_bad_header_check; }},
    {"frames_bad_check", [](const Counters& all) { return all.framing.frames_bad_check; }},
    {"frames_cut", [](const Counters& all) { return all.framing.frames_cut; }},
    {"messages_incomplete", [](const Counters& all) { return all.messages_incomplete; }},
    {"messages_not_opened", [](const Counters& all) { return all.messages_not_opened; }},
    {"messages_not_understood", [](const Counters& all) { return all.messages_not_understood; }},
    {"duplicates", [](const Counters& all) { return all.duplicates; }},
    {"bytes_skipped", [](const Counters& all) { return all.framing.bytes_skipped; }},
    {"resynchronisations", [](const Counters& all) { return all.framing.resynchronisations; }},
    {"readings", [](const Counters& all) { return all.readings; }},
};

}  // namespace

Counters& operator+=(Counters& sum, const Counters& more) {
    sum.framing.bytes += more.framing.bytes;
    sum.framing.frames += more.framing.frames;
    sum.framing.frames_bad_header_check += more.framing.frames_bad_header_check;
    sum.framing.frames_bad_check += more.framing.frames_bad_check;
    sum.framing.frames_cut += more.framing.frames_cut;
    sum.framing.bytes_skipped += more.framing.bytes_skipped;
    sum.framing.resynchronisations += more.framing.resynchronisations;
    sum.messages_incomplete += more.messages_incomplete;
    sum.messages_not_opened += more.messages_not_opened;
    sum.messages_not_understood += more.messages_not_understood;
    sum.duplicates += more.duplicates;
    sum.clocks_impossible += more.clocks_impossible;
    sum.readings += more.readings;
    return sum;
}

std::string stats_table(const Counters& counters) {
    std::string table;
    for (const Row& row : rows) {
        table += fmt::format("{:<24}{:>12}\n", row.name, row.value(counters));
    }
    return table;
}

std::string stats_json(const Counters& counters) {
    std::string json = "{";
    for (const Row& row : rows) {
        if (json.size() > 1) json += ',';
        json += fmt::format("\"{}\":{}", row.name, row.value(counters));
    }
    return json + "}\n";
}

}  // namespace hanmeter::app::reading
