// SPDX-License-Identifier: Apache-2.0
#include "corpus/corpus.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <map>
#include <random>
#include <regex>

using namespace hanmeter::tests;
using nlohmann::json;

namespace {

std::vector<CorpusCase> cases_in_scope() {
    auto all = load_corpus();
    if (all.empty()) MESSAGE("no corpus: neither HANMETER_CORPUS nor ../shared/corpus is there");
    std::erase_if(all,
                  [](const CorpusCase& one) { return !one.is_plain_cosem_of({"NO", "SE", "DK"}); });
    return all;
}

// What a decoder must give: nothing for a damaged frame that only decodes once it is mended.
std::size_t readings_expected(const CorpusCase& one) {
    const bool mended_only = one.facts.contains("repair") && !one.facts["repair"].is_null();
    if (!one.expected || mended_only) return 0;
    return (*one.expected)["readings"].size();
}

// "165 bytes belong to no good frame", as the independent check put it.
std::uint64_t bytes_lost(const CorpusCase& one) {
    std::smatch found;
    const auto check = one.facts["check"].get<std::string>();
    if (!std::regex_search(check, found, std::regex{"(\\d+) bytes belong to no good frame"})) {
        return 0;
    }
    return std::stoull(found[1]);
}

void check_clock(const json& expected, const Seen& seen) {
    if (expected["meter_time"].is_null()) {
        CHECK_FALSE(seen.meter_time);
        return;
    }
    CHECK(seen.meter_time == expected["meter_time"].get<std::string>());
    if (expected.contains("utc_deviation_minutes")) {
        const auto& deviation = expected["utc_deviation_minutes"];
        if (deviation.is_null()) {
            CHECK_FALSE(seen.utc_deviation_minutes);
        } else {
            CHECK(seen.utc_deviation_minutes == deviation.get<int>());
        }
    }
    if (expected.contains("clock_status")) {
        const auto& status = expected["clock_status"];
        if (status.is_null()) {
            CHECK_FALSE(seen.clock_status);
        } else {
            CHECK(seen.clock_status == status.get<int>());
        }
    }
}

void check_value(const json& expected, const Seen::Item& item) {
    const json& value = expected["value"];
    if (value.is_number()) {
        CHECK(item.number);
        CHECK(std::strtod(item.value.c_str(), nullptr) == value.get<double>());
    } else {
        CHECK(item.value == value.get<std::string>());
    }
    CHECK(item.unit == expected.value("unit", ""));
}

void check_reading(const json& expected, const Seen& seen) {
    check_clock(expected, seen);
    std::map<std::string, Seen::Item> by_code;
    for (const auto& item : seen.items) by_code[item.code] = item;
    for (const auto& [code, value] : expected["values"].items()) {
        CAPTURE(code);
        REQUIRE(by_code.contains(code));
        check_value(value, by_code[code]);
    }
    if (expected.contains("raw")) {
        for (const auto& [code, raw] : expected["raw"].items()) {
            CAPTURE(code);
            REQUIRE(by_code.contains(code));
            CHECK(by_code[code].raw == raw.dump());
        }
    }
    for (const auto& item : seen.items) {
        CAPTURE(item.code);
        const bool stated = expected["values"].contains(item.code) ||
                            (expected.contains("raw") && expected["raw"].contains(item.code));
        CHECK(stated);
    }
}

}  // namespace

TEST_CASE("plain captures of Norway, Sweden and Denmark give their stated values") {
    for (const auto& one : cases_in_scope()) {
        CAPTURE(one.name);
        const Decoded decoded = decode(one.bytes);
        REQUIRE(decoded.readings.size() == readings_expected(one));
        for (std::size_t i = 0; i < decoded.readings.size(); ++i) {
            CAPTURE(i);
            check_reading((*one.expected)["readings"][i], decoded.readings[i]);
        }
    }
}

TEST_CASE("what an independent check said of frames and lost bytes is what the counters say") {
    for (const auto& one : cases_in_scope()) {
        if (one.facts["framing"] != "hdlc") continue;
        CAPTURE(one.name);
        const auto& counters = decode(one.bytes).counters;
        CHECK(counters.framing.bytes == one.bytes.size());
        CHECK(counters.framing.frames == one.facts["frames_ok"].get<std::uint64_t>());
        CHECK(counters.framing.bytes_skipped == bytes_lost(one));
        const bool refused = counters.framing.frames_bad_check + counters.framing.frames_cut +
                                 counters.framing.frames_bad_header_check >
                             0;
        const auto check = one.facts["check"].get<std::string>();
        const bool frame_is_bad = check.find("FCS wrong") != std::string::npos ||
                                  check.find("HCS wrong") != std::string::npos ||
                                  check.find("length field says") != std::string::npos;
        CHECK(refused == frame_is_bad);
    }
}

TEST_CASE("the same bytes in other pieces give the same readings and counters") {
    std::mt19937 random{7};
    for (const auto& one : load_corpus()) {
        if (one.bytes.size() > 4000) continue;
        CAPTURE(one.name);
        const Decoded whole = decode(one.bytes);
        for (const std::size_t piece :
             {std::size_t{1}, std::size_t{2}, std::size_t{7}, std::size_t{1 + random() % 300}}) {
            CAPTURE(piece);
            const Decoded pieces = decode(one.bytes, piece);
            CHECK(pieces.readings == whole.readings);
            CHECK(pieces.counters.framing.bytes_skipped == whole.counters.framing.bytes_skipped);
            CHECK(pieces.counters.framing.frames == whole.counters.framing.frames);
        }
    }
}
