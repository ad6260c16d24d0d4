// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <random>

#include "corpus/corpus.h"
#include "hanmeter/crypto/openssl_aead.h"
#include "hanmeter/crypto/openssl_cbc.h"
#include "hanmeter/formats/objects.h"
#include "support/octets.h"

// Every capture of the corpus against what it states, as -F objects shows it.

using namespace hanmeter;
using namespace hanmeter::tests;
using messages::cosem::Key;
using nlohmann::json;

namespace {

std::vector<Key> keys_of(const CorpusCase& one) {
    std::vector<Key> keys;
    const auto add = [&](const char* name, Key::Use use) {
        if (!one.facts.contains(name) || !one.facts[name].is_string()) return;
        const Octets octets = tests::octets(one.facts[name].get<std::string>());
        Key key{.use = use, .size = static_cast<std::uint8_t>(octets.size())};
        std::copy(octets.begin(), octets.end(), key.octets.begin());
        keys.push_back(key);
    };
    add("key", Key::Use::encryption);
    add("auth_key", Key::Use::authentication);
    return keys;
}

struct Told {
    std::vector<json> readings;
    Counters counters;
};

Told tell(bytes::Bytes input, const std::vector<Key>& keys, std::size_t piece = 0) {
    crypto::OpensslAead aead;
    crypto::OpensslCbc aes_cbc;
    const auto memory = std::make_unique<DecoderMemory>();
    Decoder decoder{memory->room(), {.keys = keys, .aead = &aead, .aes_cbc = &aes_cbc}};
    formats::Objects objects;
    Told told;
    const auto note = [&](const values::Reading& reading) {
        std::string line;
        objects.write(reading, {}, line);
        told.readings.push_back(json::parse(line));
    };
    while (!input.empty()) {
        const std::size_t size = piece == 0 ? input.size() : std::min(piece, input.size());
        // A copy of its own, so that a view that outlives its piece is found by the sanitizers.
        const std::vector<std::uint8_t> copy(input.begin(),
                                             input.begin() + static_cast<std::ptrdiff_t>(size));
        input = input.subspan(size);
        bytes::Bytes left{copy};
        while (const auto* reading = decoder.take(left, std::nullopt)) note(*reading);
    }
    while (const auto* reading = decoder.finish(std::nullopt)) note(*reading);
    told.counters = decoder.counters();
    return told;
}

// The corpus keeps the units of P1 as sent.
struct BaseUnit {
    std::string unit;
    double factor;
};
BaseUnit base_unit(const std::string& unit) {
    static const std::map<std::string, BaseUnit> units{
        {"kW", {"W", 1e3}},     {"kWh", {"Wh", 1e3}},     {"kvar", {"var", 1e3}},
        {"kVAr", {"var", 1e3}}, {"kvarh", {"varh", 1e3}}, {"kVArh", {"varh", 1e3}},
        {"kVA", {"VA", 1e3}},   {"GJ", {"J", 1e9}},       {"VAr", {"var", 1}},
        {"VArh", {"varh", 1}},  {"kVAh", {"VAh", 1e3}},   {"kV", {"V", 1e3}},
    };
    const auto found = units.find(unit);
    return found == units.end() ? BaseUnit{unit, 1} : found->second;
}

// `A-B:C.D.E`, `*F` where it is not 255; the second of a code is `code#2`.
std::map<std::string, json> by_code(const json& reading) {
    std::map<std::string, json> objects;
    for (const json& object : reading["objects"]) {
        std::string code = object["obis"];
        const auto last = code.rfind('.');
        const std::string f = code.substr(last + 1);
        code = f == "255" ? code.substr(0, last) : code.substr(0, last) + "*" + f;
        const std::string plain = code;
        for (int i = 2; objects.contains(code); ++i) code = plain + "#" + std::to_string(i);
        objects[code] = object;
    }
    return objects;
}

bool is_clock_code(const std::string& code) {
    return code.ends_with(":1.0.0");
}

void check_value(const json& stated, const json& seen) {
    if (stated.contains("groups")) {
        REQUIRE(seen.contains("groups"));
        CHECK(seen["groups"].size() == stated["groups"].size());
        return;
    }
    const auto unit = base_unit(stated.value("unit", ""));
    CHECK(seen.value("unit", "") == unit.unit);
    REQUIRE(seen.contains("value"));
    if (stated["value"].is_number()) {
        REQUIRE(seen["value"].is_number());
        const double wanted = stated["value"].get<double>() * unit.factor;
        CHECK(std::abs(seen["value"].get<double>() - wanted) <= 1e-9 * std::abs(wanted));
    } else if (seen["value"].is_number()) {  // a power factor
        CHECK(seen["value"].get<double>() == std::stod(stated["value"].get<std::string>()));
    } else {
        CHECK(seen["value"] == stated["value"]);
    }
    if (stated.contains("status")) CHECK(seen["status"] == stated["status"]);
}

void check_reading(const json& stated, const json& seen) {
    CHECK(seen.value("meter_time", json{}) == stated["meter_time"]);
    for (const char* name : {"utc_deviation_minutes", "clock_status", "dst", "sec_index"}) {
        if (stated.contains(name)) CHECK(seen.value(name, json{}) == stated[name]);
    }
    const auto objects = by_code(seen);
    for (const auto& [code, value] : stated["values"].items()) {
        CAPTURE(code);
        if (is_clock_code(code)) continue;
        REQUIRE(objects.contains(code));
        check_value(value, objects.at(code));
    }
    const json raw_numbers = stated.value("raw", json::object());
    for (const auto& [code, raw] : raw_numbers.items()) {
        CAPTURE(code);
        REQUIRE(objects.contains(code));
        CHECK(objects.at(code)["raw"] == raw);
    }
    for (const auto& [code, object] : objects) {
        CAPTURE(code);
        const bool angle = code.starts_with("1-0:81.7.");  // in the frame, not in the statement
        const bool is_stated = stated["values"].contains(code) || raw_numbers.contains(code);
        CHECK((is_stated || angle || is_clock_code(code)));
    }
}

bool is_ciphered(const CorpusCase& one) {
    return !one.facts["encryption"].is_null();
}

std::size_t readings_stated(const CorpusCase& one) {
    const bool only_if_mended = one.facts.contains("repair") && !one.facts["repair"].is_null();
    return one.expected && !only_if_mended ? (*one.expected)["readings"].size() : 0;
}

std::vector<CorpusCase> all_cases() {
    auto all = load_corpus();
    if (all.empty()) MESSAGE("no corpus: neither HANMETER_CORPUS nor ../shared/corpus is there");
    return all;
}

}  // namespace

TEST_CASE("every capture gives the values it states, and no reading that it does not") {
    for (const CorpusCase& one : all_cases()) {
        CAPTURE(one.name);
        const Told told = tell(one.bytes, keys_of(one));
        const bool unknown = !one.expected && !one.damaged() && !is_ciphered(one);
        if (unknown) continue;
        REQUIRE(told.readings.size() == readings_stated(one));
        for (std::size_t i = 0; i < told.readings.size(); ++i) {
            CAPTURE(i);
            check_reading((*one.expected)["readings"][i], told.readings[i]);
        }
    }
}

TEST_CASE("a ciphered capture without its key is counted as such") {
    for (const CorpusCase& one : all_cases()) {
        if (!is_ciphered(one) || one.damaged()) continue;
        CAPTURE(one.name);
        const Told told = tell(one.bytes, {});
        CHECK(told.readings.empty());
        CHECK(told.counters.messages_not_opened > 0);
        CHECK(told.counters.not_opened.no_key == told.counters.messages_not_opened);
    }
}

TEST_CASE("a key with one bit turned is a wrong key, an authentication key likewise") {
    for (const CorpusCase& one : all_cases()) {
        const auto keys = keys_of(one);
        for (std::size_t which = 0; which < keys.size(); ++which) {
            for (std::size_t byte = 0; byte < 16; byte += 5) {
                CAPTURE(one.name);
                CAPTURE(byte);
                auto wrong = keys;
                wrong[which].octets[byte] ^= 0x01;
                const Told told = tell(one.bytes, wrong);
                const NotOpened& why = told.counters.not_opened;
                if (wrong[which].use == Key::Use::encryption) {
                    CHECK(told.readings.empty());
                    CHECK(why.wrong_key == told.counters.messages_not_opened);
                } else if (told.counters.messages_not_opened > 0) {
                    CHECK(told.readings.empty());
                    CHECK(why.wrong_authentication_key == told.counters.messages_not_opened);
                }
            }
        }
    }
}

namespace {

// A capture whose frames all carry a check and are whole, so that it reads alike anywhere.
bool stands_anywhere(const CorpusCase& one, const Told& told) {
    const auto checked = [](const json& reading) { return reading["check"] != "none"; };
    // With another meter's authentication key at hand its tag would have to hold.
    const bool tag_is_not_looked_at = is_ciphered(one) && one.facts["auth_key"].is_null();
    return one.facts["framing"] != "raw-apdu" && !one.damaged() && !told.readings.empty() &&
           !tag_is_not_looked_at &&
           std::all_of(told.readings.begin(), told.readings.end(), checked);
}

struct Stream {
    std::vector<std::uint8_t> bytes;
    std::vector<json> readings;
    std::vector<Key> keys;
};

// Captures of all framings in any order on one line, noise between them.
Stream mixed(const std::vector<CorpusCase>& cases, std::mt19937& random) {
    Stream stream;
    for (int i = 0; i < 40; ++i) {
        const CorpusCase& one = cases[random() % cases.size()];
        const Told told = tell(one.bytes, keys_of(one));
        if (!stands_anywhere(one, told)) continue;
        for (std::size_t noise = random() % 3 == 0 ? random() % 60 : 0; noise > 0; --noise) {
            stream.bytes.push_back(static_cast<std::uint8_t>(random()));
        }
        stream.bytes.insert(stream.bytes.end(), one.bytes.begin(), one.bytes.end());
        stream.readings.insert(stream.readings.end(), told.readings.begin(), told.readings.end());
        const auto keys = keys_of(one);
        stream.keys.insert(stream.keys.end(), keys.begin(), keys.end());
    }
    return stream;
}

}  // namespace

TEST_CASE("captures of all framings mixed on one line with noise give what each gives alone") {
    const auto cases = all_cases();
    if (cases.empty()) return;
    for (unsigned seed = 1; seed <= 20; ++seed) {
        CAPTURE(seed);
        std::mt19937 random{seed};
        const Stream stream = mixed(cases, random);
        const Told told = tell(stream.bytes, stream.keys);
        REQUIRE(told.readings.size() == stream.readings.size());
        for (std::size_t i = 0; i < told.readings.size(); ++i) {
            CHECK(told.readings[i] == stream.readings[i]);
        }
        CHECK(tell(stream.bytes, stream.keys, 1 + random() % 200).readings == stream.readings);
    }
}

TEST_CASE("a capture with a byte changed, lost or added gives no reading that it did not give") {
    for (const CorpusCase& one : all_cases()) {
        const auto keys = keys_of(one);
        const Told whole = tell(one.bytes, keys);
        const bool sums_in_eight_bits = one.facts["framing"] == "mbus";
        if (!stands_anywhere(one, whole) || sums_in_eight_bits) continue;
        CAPTURE(one.name);
        std::mt19937 random{11};
        for (int round = 0; round < 30; ++round) {
            auto damaged = one.bytes;
            const auto at = static_cast<std::ptrdiff_t>(random() % damaged.size());
            if (round % 3 == 0) {
                damaged[static_cast<std::size_t>(at)] ^=
                    static_cast<std::uint8_t>(1u << random() % 8);
            }
            if (round % 3 == 1) damaged.erase(damaged.begin() + at);
            if (round % 3 == 2) {
                damaged.insert(damaged.begin() + at, static_cast<std::uint8_t>(random()));
            }
            CAPTURE(round);
            for (const json& reading : tell(damaged, keys).readings) {
                const bool known = std::find(whole.readings.begin(), whole.readings.end(),
                                             reading) != whole.readings.end();
                CHECK(known);
            }
        }
    }
}
