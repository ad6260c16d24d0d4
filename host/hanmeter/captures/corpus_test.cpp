// SPDX-License-Identifier: Apache-2.0
// Each text of the corpus must give the same frames as the bytes that were taken from it.
#include <doctest/doctest.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <set>

#include "hanmeter/captures/undone_for_test.h"

using namespace hanmeter;
using captures::Undone;
using Data = std::vector<std::uint8_t>;

namespace {

std::filesystem::path corpus() {
    const char* place = std::getenv("HANMETER_CORPUS");
    if (place != nullptr) return place;
    return std::filesystem::path{HANMETER_SOURCE_DIR}.parent_path() / "shared/corpus";
}

Data file(const std::filesystem::path& path) {
    std::ifstream stream{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

std::uint16_t fcs(bytes::Bytes data) {
    unsigned crc = 0xFFFF;
    for (std::uint8_t byte : data) {
        crc ^= byte;
        for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0x8408U : 0U);
    }
    return static_cast<std::uint16_t>(crc ^ 0xFFFFU);
}

// The HDLC frames whose length, closing flag and FCS are right.
std::vector<Data> hdlc_frames(const Data& data) {
    std::vector<Data> frames;
    for (std::size_t at = 0; at + 3 < data.size();) {
        const std::size_t length = (data[at + 1] & 0x07U) << 8U | data[at + 2];
        const std::size_t end = at + length + 1;
        const bool frame = data[at] == 0x7E && (data[at + 1] & 0xF0U) == 0xA0 && length > 8 &&
                           end < data.size() && data[end] == 0x7E &&
                           fcs(bytes::Bytes{data}.subspan(at + 1, length - 2)) ==
                               (data[end - 2] | data[end - 1] << 8U);
        if (frame) {
            frames.emplace_back(data.begin() + static_cast<std::ptrdiff_t>(at),
                                data.begin() + static_cast<std::ptrdiff_t>(end + 1));
        }
        at = frame ? end : at + 1;
    }
    return frames;
}

// The texts whose bytes are not expected to be those of capture.bin, and why.
const std::map<std::string, std::string> differing = {
    {"be-p1-fluvius-log", "the first line of the telegram stands behind it"},
    {"be-p1-iskra-ie5", "the first line of the telegram stands behind it"},
    {"dk-kamstrup-bornholm-apdu", "the log goes on behind the message that was taken from it"},
};

struct Case {
    std::string name;
    std::string framing;
    Data source;
    Data capture;
    bool damaged = false;
};

std::vector<Case> cases_with_text() {
    std::vector<Case> cases;
    if (!std::filesystem::exists(corpus())) {
        MESSAGE("skipped: no corpus at " << corpus().string() << " (HANMETER_CORPUS)");
        return cases;
    }
    for (const auto& entry : std::filesystem::directory_iterator{corpus()}) {
        if (!std::filesystem::exists(entry.path() / "source.txt")) continue;
        std::ifstream stream{entry.path() / "case.json"};
        const auto json = nlohmann::json::parse(stream);
        cases.push_back({.name = entry.path().filename(),
                         .framing = json.at("framing"),
                         .source = file(entry.path() / "source.txt"),
                         .capture = file(entry.path() / "capture.bin"),
                         .damaged = json.at("damaged")});
    }
    CHECK(cases.size() >= 50);
    return cases;
}

}  // namespace

TEST_CASE("the frames of HDLC texts are those of the capture") {
    for (const Case& one : cases_with_text()) {
        if (one.framing != "hdlc") continue;
        CAPTURE(one.name);
        const auto expected = hdlc_frames(one.capture);
        CHECK((one.damaged || !expected.empty()));
        CHECK(hdlc_frames(captures::undo(one.source).data) == expected);
    }
}

// Both begin inside a telegram and quote the first line of the next one behind it.
TEST_CASE("telegrams among the lines of a log are whole but for their first line") {
    for (const Case& one : cases_with_text()) {
        if (!differing.contains(one.name) || one.framing != "p1") continue;
        CAPTURE(one.name);
        const std::string expected{one.capture.begin(), one.capture.end()};
        const std::size_t body = expected.find("\r\n\r\n") + 4;
        const Undone undone = captures::undo(one.source);
        const std::string text{undone.data.begin(), undone.data.end()};
        CHECK(text.starts_with(expected.substr(body)));
        CHECK(text.substr(expected.size() - body).starts_with(expected.substr(0, body)));
    }
}

TEST_CASE("the bytes of all texts are those of the capture") {
    std::set<std::string> seen;
    for (const Case& one : cases_with_text()) {
        CAPTURE(one.name);
        const bool equal = captures::undo(one.source).data == one.capture;
        CHECK(equal == !differing.contains(one.name));
        seen.insert(one.name);
    }
}
