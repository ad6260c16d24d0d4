// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "hanmeter/decoder.h"

namespace hanmeter::tests {

// One folder of testdata: what went in, and what was sent, which the simulator wrote down without
// any decoder.
struct CaseFolder {
    std::filesystem::path path;
    std::string name;
    bool damaged = false;                                  // some telegram did not arrive whole
    bool checked = true;                                   // something in each tells that it did
    std::vector<std::uint8_t> bytes;                       // in.hex
    std::vector<std::map<std::string, std::string>> sent;  // sent.json, of whole telegrams
    std::map<std::string, std::uint64_t> counters;         // case.toml
};

std::vector<CaseFolder> load_cases();

// A reading as one line of `-F objects`.
struct Outcome {
    std::vector<std::string> lines;
    std::vector<std::map<std::string, std::string>> values;  // code -> value, as in sent.json
    Counters counters;

    friend bool operator==(const Outcome& left, const Outcome& right) {
        return left.lines == right.lines && left.values == right.values;
    }
};

// Decodes `input` with the keys of the simulated meters in pieces of `piece` bytes (0: all at
// once).
Outcome outcome_of(bytes::Bytes input, std::size_t piece = 0);

// A counter by the name that it has in case.toml.
std::uint64_t counter(const Counters& counters, const std::string& name);

}  // namespace hanmeter::tests
