// SPDX-License-Identifier: Apache-2.0
#include "cases/case_folder.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>
#include <regex>
#include <stdexcept>

#include "hanmeter/bytes/hex.h"
#include "hanmeter/formats/format.h"
#include "support/simulated_keys.h"

namespace hanmeter::tests {
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& path) {
    std::ifstream file{path};
    if (!file) throw std::runtime_error{"cannot read " + path.string()};
    return {std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
}

std::vector<std::uint8_t> bytes_of_hex(const std::string& text) {
    std::vector<std::uint8_t> result;
    int high = -1;
    for (char character : text) {
        const int digit = bytes::hex_value(character);
        if (digit < 0) continue;
        if (high >= 0) result.push_back(static_cast<std::uint8_t>(high * 16 + digit));
        high = high >= 0 ? -1 : digit;
    }
    return result;
}

// The lines `name = number` behind [counters].
std::map<std::string, std::uint64_t> counters_of(const std::string& toml) {
    std::map<std::string, std::uint64_t> counters;
    const std::regex line{"(\\w+)\\s*=\\s*(\\d+)"};
    const auto begin = toml.find("[counters]");
    const std::string part = begin == std::string::npos ? "" : toml.substr(begin);
    for (std::sregex_iterator it{part.begin(), part.end(), line}, end; it != end; ++it) {
        counters[(*it)[1]] = std::stoull((*it)[2]);
    }
    return counters;
}

std::map<std::string, std::string> values_of(const values::Reading& reading) {
    std::map<std::string, std::string> result;
    for (const values::Object& object : reading.objects) {
        std::array<char, 512> room;
        bytes::TextWriter code{room};
        object.obis.write(code);
        std::array<char, 512> value_room;
        bytes::TextWriter value{value_room};
        if (object.value.kind == values::Value::Kind::number) object.value.number.write(value);
        if (object.value.kind == values::Value::Kind::text) value.put(object.value.text);
        if (object.value.kind == values::Value::Kind::clock) object.value.clock.write(value);
        result[std::string{code.view()}] = value.view();
    }
    return result;
}

}  // namespace

std::vector<CaseFolder> load_cases() {
    std::vector<CaseFolder> cases;
    const fs::path root = fs::path{HANMETER_SOURCE_DIR} / "testdata";
    for (const auto& entry : fs::recursive_directory_iterator{root}) {
        if (!fs::exists(entry.path() / "in.hex")) continue;
        const std::string toml = text_of(entry.path() / "case.toml");
        CaseFolder one{.path = entry.path(),
                       .name = fs::relative(entry.path(), root),
                       .damaged = toml.find("damaged = true") != std::string::npos,
                       .checked = toml.find("checked = false") == std::string::npos,
                       .bytes = bytes_of_hex(text_of(entry.path() / "in.hex")),
                       .sent = {},
                       .counters = counters_of(toml)};
        const auto sent = nlohmann::json::parse(text_of(entry.path() / "sent.json"));
        one.sent = sent.get<decltype(one.sent)>();
        cases.push_back(std::move(one));
    }
    std::sort(cases.begin(), cases.end(),
              [](const auto& left, const auto& right) { return left.name < right.name; });
    return cases;
}

Outcome outcome_of(bytes::Bytes input, std::size_t piece) {
    const auto memory = std::make_unique<DecoderMemory>();
    tests::SimulatedKeys keys;
    Decoder decoder{memory->room(), keys.settings()};
    const auto formatter = std::move(formats::make_formatter("objects").value());
    Outcome outcome;
    const auto note = [&](const values::Reading& reading) {
        std::string line;
        formatter->write(reading, {}, line);
        line.pop_back();
        outcome.lines.push_back(line);
        outcome.values.push_back(values_of(reading));
    };
    while (!input.empty()) {
        const std::size_t size = piece == 0 ? input.size() : std::min(piece, input.size());
        bytes::Bytes part = input.first(size);
        input = input.subspan(size);
        while (const auto* reading = decoder.take(part, std::nullopt)) note(*reading);
    }
    while (const auto* reading = decoder.finish(std::nullopt)) note(*reading);
    outcome.counters = decoder.counters();
    return outcome;
}

std::uint64_t counter(const Counters& counters, const std::string& name) {
    const std::map<std::string, std::uint64_t> all{
        {"bytes", counters.framing.bytes},
        {"frames", counters.framing.frames},
        {"frames_bad_header_check", counters.framing.frames_bad_header_check},
        {"frames_bad_check", counters.framing.frames_bad_check},
        {"frames_cut", counters.framing.frames_cut},
        {"bytes_skipped", counters.framing.bytes_skipped},
        {"resynchronisations", counters.framing.resynchronisations},
        {"messages_incomplete", counters.messages_incomplete},
        {"messages_not_opened", counters.messages_not_opened},
        {"messages_not_understood", counters.messages_not_understood},
        {"duplicates", counters.duplicates},
        {"readings", counters.readings},
    };
    return all.at(name);
}

}  // namespace hanmeter::tests
