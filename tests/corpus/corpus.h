// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "hanmeter/decoder.h"

namespace hanmeter::tests {

// One capture of the corpus, which is data of other people and not part of the project.
struct CorpusCase {
    std::string name;
    nlohmann::json facts;                    // case.json
    std::optional<nlohmann::json> expected;  // expected.json
    std::vector<std::uint8_t> bytes;         // capture.bin

    bool is_plain_cosem_of(std::initializer_list<const char*> countries) const;
    bool damaged() const { return facts.value("damaged", false); }
};

// HANMETER_CORPUS, else ../shared/corpus beside the source tree; empty where there is none.
std::optional<std::filesystem::path> corpus_folder();
std::vector<CorpusCase> load_corpus();

// One reading, copied into what expected.json is compared with.
struct Seen {
    std::optional<std::string> meter_time;
    std::optional<int> utc_deviation_minutes;
    std::optional<int> clock_status;
    struct Item {
        std::string code;  // A-B:C.D.E, *F where F is not 255
        std::string value;
        bool number = false;
        std::string unit;
        std::string raw;
    };
    std::vector<Item> items;

    friend bool operator==(const Seen&, const Seen&) = default;
};
inline bool operator==(const Seen::Item& left, const Seen::Item& right) {
    return left.code == right.code && left.value == right.value && left.unit == right.unit &&
           left.raw == right.raw && left.number == right.number;
}

struct Decoded {
    std::vector<Seen> readings;
    Counters counters;
};

// Decodes `bytes` handed over in pieces of `piece` bytes (0: all at once).
Decoded decode(bytes::Bytes input, std::size_t piece = 0);

}  // namespace hanmeter::tests
