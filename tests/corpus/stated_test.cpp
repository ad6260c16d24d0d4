// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cmath>
#include <map>
#include <memory>

#include "corpus/corpus.h"
#include "hanmeter/crypto/openssl_aead.h"
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

Told tell(const CorpusCase& one, const std::vector<Key>& keys) {
    crypto::OpensslAead aead;
    const auto memory = std::make_unique<DecoderMemory>();
    Decoder decoder{memory->room(), {.keys = keys, .aead = &aead}};
    formats::Objects objects;
    Told told;
    const auto note = [&](const values::Reading& reading) {
        std::string line;
        objects.write(reading, {}, line);
        told.readings.push_back(json::parse(line));
    };
    bytes::Bytes input{one.bytes};
    while (const auto* reading = decoder.take(input, std::nullopt)) note(*reading);
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
        const Told told = tell(one, keys_of(one));
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
        const Told told = tell(one, {});
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
                const Told told = tell(one, wrong);
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
