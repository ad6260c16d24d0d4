// SPDX-License-Identifier: Apache-2.0
#include "corpus/corpus.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>

namespace hanmeter::tests {
namespace {

namespace fs = std::filesystem;

std::vector<std::uint8_t> bytes_of(const fs::path& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
}

nlohmann::json json_of(const fs::path& path) {
    std::ifstream file{path};
    return nlohmann::json::parse(file);
}

template <class Writable>
std::string written(const Writable& value) {
    std::array<char, 512> room;
    bytes::TextWriter out{room};
    value.write(out);
    return std::string{out.view()};
}

std::string code_of(const values::Obis& code) {
    std::string text = written(code);
    const auto last = text.rfind('.');
    const std::string f = text.substr(last + 1);
    text.erase(last);
    return f == "255" ? text : text + "*" + f;
}

Seen::Item item_of(const values::Object& object) {
    Seen::Item item;
    item.code = code_of(object.obis);
    const auto& value = object.value;
    switch (value.kind) {
        case values::Value::Kind::number:
            item.number = true;
            item.value = written(value.number);
            item.raw = written(value.number.mantissa());
            break;
        case values::Value::Kind::real:
            item.number = true;
            item.value = written(value.number);
            break;
        case values::Value::Kind::not_a_number:
        case values::Value::Kind::groups:
        case values::Value::Kind::text: item.value = value.text; break;
        case values::Value::Kind::clock: item.value = written(value.clock); break;
        case values::Value::Kind::boolean: item.value = value.truth ? "true" : "false"; break;
        case values::Value::Kind::octets:
        case values::Value::Kind::composite: {
            std::array<char, 4096> room;
            bytes::TextWriter out{room};
            out.put_hex(value.data);
            item.value = out.view();
            break;
        }
    }
    item.unit = values::symbol(object.unit);
    return item;
}

Seen seen(const values::Reading& reading) {
    Seen result;
    if (reading.meter_time) {
        result.meter_time = written(*reading.meter_time);
        result.utc_deviation_minutes = reading.meter_time->utc_deviation_minutes();
        result.clock_status = reading.meter_time->clock_status();
    }
    for (const values::Object& object : reading.objects) result.items.push_back(item_of(object));
    return result;
}

}  // namespace

bool CorpusCase::is_plain_cosem_of(std::initializer_list<const char*> countries) const {
    if (!facts["country"].is_string()) return false;
    const auto country = facts["country"].get<std::string>();
    const auto framing = facts.value("framing", "");
    const bool here = std::find(countries.begin(), countries.end(), country) != countries.end();
    return here && (framing == "hdlc" || framing == "raw-apdu") && facts["encryption"].is_null();
}

std::optional<fs::path> corpus_folder() {
    if (const char* named = std::getenv("HANMETER_CORPUS")) return fs::path{named};
    const fs::path beside = fs::path{HANMETER_SOURCE_DIR} / "../shared/corpus";
    if (fs::exists(beside)) return beside;
    return std::nullopt;
}

std::vector<CorpusCase> load_corpus() {
    std::vector<CorpusCase> cases;
    const auto folder = corpus_folder();
    if (!folder) return cases;
    for (const auto& entry : fs::directory_iterator{*folder}) {
        if (!fs::exists(entry.path() / "case.json")) continue;
        CorpusCase one{.name = entry.path().filename(),
                       .facts = json_of(entry.path() / "case.json"),
                       .expected = std::nullopt,
                       .bytes = bytes_of(entry.path() / "capture.bin")};
        if (fs::exists(entry.path() / "expected.json")) {
            one.expected = json_of(entry.path() / "expected.json");
        }
        cases.push_back(std::move(one));
    }
    std::sort(cases.begin(), cases.end(),
              [](const auto& left, const auto& right) { return left.name < right.name; });
    return cases;
}

Decoded decode(bytes::Bytes input, std::size_t piece) {
    const auto memory = std::make_unique<DecoderMemory>();
    Decoder decoder{memory->room()};
    Decoded result;
    while (!input.empty()) {
        const std::size_t size = piece == 0 ? input.size() : std::min(piece, input.size());
        // A copy of its own, so that a view that outlives its piece is found by the sanitizers.
        const std::vector<std::uint8_t> copy(input.begin(),
                                             input.begin() + static_cast<std::ptrdiff_t>(size));
        input = input.subspan(size);
        bytes::Bytes left{copy};
        while (const auto* reading = decoder.take(left, std::nullopt)) {
            result.readings.push_back(seen(*reading));
        }
    }
    while (const auto* reading = decoder.finish(std::nullopt)) {
        result.readings.push_back(seen(*reading));
    }
    result.counters = decoder.counters();
    return result;
}

}  // namespace hanmeter::tests
