// SPDX-License-Identifier: Apache-2.0
// Every folder of testdata, as it is and then cut, fed in pieces, flipped and wrapped in noise.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <random>

#include "cases/case_folder.h"

using namespace hanmeter;
using namespace hanmeter::tests;

namespace {

using Octets = std::vector<std::uint8_t>;

std::string golden_text(const Outcome& outcome) {
    std::string text = "[";
    for (const auto& line : outcome.lines) text += (text.size() > 1 ? ",\n" : "\n") + line;
    return text + "\n]\n";
}

std::string file_text(const std::filesystem::path& path) {
    std::ifstream file{path};
    return {std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
}

// Whether `part` stands in `whole` in order, with nothing else in it.
bool is_subsequence(const std::vector<std::string>& part, const std::vector<std::string>& whole) {
    auto at = whole.begin();
    for (const auto& line : part) {
        at = std::find(at, whole.end(), line);
        if (at == whole.end()) return false;
        ++at;
    }
    return true;
}

// Long inputs are the same few frames again; what is done to each byte is done to their beginning.
constexpr std::size_t bytes_cut = 1200;
constexpr std::size_t bytes_flipped = 400;

bytes::Bytes beginning(const CaseFolder& one, std::size_t size) {
    return bytes::Bytes{one.bytes}.first(std::min(one.bytes.size(), size));
}

}  // namespace

TEST_CASE("each telegram that was sent whole comes out with its values, and nothing else") {
    const auto cases = load_cases();
    REQUIRE(cases.size() >= 20);
    for (const auto& one : cases) {
        CAPTURE(one.name);
        const Outcome outcome = outcome_of(one.bytes);
        CHECK(outcome.values == one.sent);
        for (const auto& [name, expected] : one.counters) {
            CAPTURE(name);
            CHECK(counter(outcome.counters, name) == expected);
        }
    }
}

TEST_CASE("readings.json is what comes out") {
    const bool update = std::getenv("HANMETER_UPDATE") != nullptr;
    for (const auto& one : load_cases()) {
        CAPTURE(one.name);
        const std::string text = golden_text(outcome_of(one.bytes));
        const auto path = one.path / "readings.json";
        if (update && file_text(path) != text) std::ofstream{path} << text;
        CHECK(file_text(path) == text);
    }
}

TEST_CASE("in pieces of any size the same comes out") {
    for (const auto& one : load_cases()) {
        CAPTURE(one.name);
        const Outcome whole = outcome_of(one.bytes);
        for (const std::size_t piece : {1u, 2u, 3u, 64u, 211u}) {
            CAPTURE(piece);
            CHECK(outcome_of(one.bytes, piece) == whole);
        }
    }
}

TEST_CASE("cut at any byte, the telegrams before the cut come out and no other") {
    for (const auto& one : load_cases()) {
        CAPTURE(one.name);
        const auto input = beginning(one, bytes_cut);
        const Outcome whole = outcome_of(input);
        for (std::size_t size = 0; size < input.size(); ++size) {
            // By their values: cut right behind its exclamation mark, a telegram has no check.
            const auto values = outcome_of(input.first(size)).values;
            const bool is_prefix = values.size() <= whole.values.size() &&
                                   std::equal(values.begin(), values.end(), whole.values.begin());
            if (!is_prefix) CAPTURE(size);
            REQUIRE(is_prefix);
        }
    }
}

TEST_CASE("with any bit flipped, at most telegrams are missing") {
    for (const auto& one : load_cases()) {
        if (one.damaged) continue;   // the bit that was flipped may be flipped back
        if (!one.checked) continue;  // it may be one of a value
        CAPTURE(one.name);
        const auto input = beginning(one, bytes_flipped);
        const Outcome whole = outcome_of(input);
        Octets flipped{input.begin(), input.end()};
        for (std::size_t bit = 0; bit < 8 * flipped.size(); ++bit) {
            const std::size_t at = bit / 8;
            const auto mask = static_cast<std::uint8_t>(1u << (bit % 8));
            flipped[at] ^= mask;
            const auto lines = outcome_of(flipped).lines;
            if (!is_subsequence(lines, whole.lines)) CAPTURE(bit);
            REQUIRE(is_subsequence(lines, whole.lines));
            REQUIRE(lines.size() + 2 >= whole.lines.size());
            flipped[at] ^= mask;
        }
    }
}

TEST_CASE("noise before and behind takes nothing away and adds nothing") {
    std::mt19937 random{20261125};
    for (const auto& one : load_cases()) {
        if (!one.checked) continue;  // it counts at the very beginning only
        CAPTURE(one.name);
        const Outcome whole = outcome_of(one.bytes);
        for (int round = 0; round < 20; ++round) {
            Octets noisy(random() % 300);
            for (auto& octet : noisy) octet = static_cast<std::uint8_t>(random());
            if (round % 3 == 0) noisy.insert(noisy.end(), {0x7E, 0xA7, 0xFF});
            const Octets before = noisy;
            noisy.insert(noisy.end(), one.bytes.begin(), one.bytes.end());
            noisy.insert(noisy.end(), before.begin(), before.end());
            CHECK(outcome_of(noisy).lines == whole.lines);
        }
    }
}
