// SPDX-License-Identifier: Apache-2.0
#include "sim/family.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "hanmeter/values/decimal.h"
#include "sim/aidon.h"
#include "sim/calendar.h"
#include "sim/kaifa.h"
#include "sim/kamstrup.h"
#include "sim/landis_gyr.h"

// Every encoder is given the values that a capture of its family is known to hold, and must come
// to the same bytes.

namespace hanmeter::sim {
namespace {

using Octets = std::vector<std::uint8_t>;
using nlohmann::json;

struct Case {
    std::string name;
    Family family;
    Form form = four_wire;
    bool weekday = true;
    bool frames = true;  // false: the capture starts with the LLC header
};

Family with_tagged_time(Family family) {
    family.notification_time = NotificationTime::tagged;
    return family;
}

// Mälarenergi's meters: the Norwegian list from another address.
Family kaifa_from_sweden() {
    Family family = kaifa;
    family.header = kaifa_sweden.header;
    return family;
}

std::filesystem::path corpus() {
    if (const char* folder = std::getenv("HANMETER_CORPUS")) return folder;
    return std::filesystem::path{HANMETER_SOURCE_DIR} / "../shared/corpus";
}

Octets bytes_of(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

// `9.3` in thousandths: 9300.
std::int64_t in_thousandths(const json& value) {
    const auto number = values::Decimal::parse(value.dump());
    REQUIRE(number);
    const auto whole = number->scaled(3).as_integer();
    REQUIRE(whole);
    return *whole;
}

class Expected {
public:
    explicit Expected(const json& reading) : reading_{reading} {}

    bool has(const std::string& code) const { return find(code) != nullptr; }

    std::int64_t number(const std::string& code) const {
        const json* value = find(code);
        return value == nullptr ? 0 : in_thousandths(*value);
    }

    std::string text(const std::string& code) const {
        const json* value = find(code);
        return value == nullptr ? std::string{} : value->get<std::string>();
    }

    std::int64_t whole(const std::string& code) const { return number(code) / 1000; }

    int list() const { return has("1.8.0") ? 3 : has("31.7.0") ? 2 : 1; }

    values::DateTime clock(bool weekday) const {
        if (reading_.at("meter_time").is_null()) return {};
        const auto time = reading_.at("meter_time").get<std::string>();
        const auto instant = instant_of(time, {});
        REQUIRE(instant);
        values::DateTime clock = clock_at(*instant, {.weekday = weekday});
        const json deviation = reading_.value("utc_deviation_minutes", json{});
        if (!deviation.is_null()) clock.deviation = deviation.get<std::int16_t>();
        const json status = reading_.value("clock_status", json{});
        clock.status = status.is_null() ? std::uint8_t{0xFF} : status.get<std::uint8_t>();
        return clock;
    }

private:
    // The value whose code ends so, whatever A and B are.
    const json* find(const std::string& code) const {
        for (const auto& [key, object] : reading_.at("values").items()) {
            if (key.ends_with(":" + code)) return &object.at("value");
        }
        return nullptr;
    }

    const json& reading_;
};

Identity identity_of(const Expected& expected) {
    Identity identity{expected.text("0.2.129"), expected.text("96.1.0"), expected.text("96.1.7")};
    if (expected.has("0.0.5")) identity.meter_id = expected.text("0.0.5");
    if (expected.has("96.1.1")) identity.meter_model = expected.text("96.1.1");
    // One capture has a model of four NUL.
    if (identity.meter_model == "00000000") identity.meter_model = std::string(4, '\0');
    return identity;
}

Snapshot snapshot_of(const Expected& expected, bool weekday) {
    Snapshot snapshot;
    snapshot.clock = expected.clock(weekday);
    snapshot.power = {expected.whole("1.7.0"), expected.whole("2.7.0"), expected.whole("3.7.0"),
                      expected.whole("4.7.0")};
    snapshot.energies = {expected.whole("1.8.0"), expected.whole("2.8.0"), expected.whole("3.8.0"),
                         expected.whole("4.8.0")};
    for (std::size_t i = 0; i < snapshot.lines.size(); ++i) {
        const auto code = [&](unsigned c) { return std::to_string(c + 20 * i) + ".7.0"; };
        Line& line = snapshot.lines[i];
        line.active_w = expected.whole(code(21)) - expected.whole(code(22));
        line.reactive_var = expected.whole(code(23)) - expected.whole(code(24));
        line.current_ma = expected.number(code(31));
        line.voltage_mv = expected.number(code(32));
    }
    return snapshot;
}

Octets encoded(const Case& one, const json& reading) {
    const Expected expected{reading};
    const Message message = encode(one.family, one.form, expected.list(), identity_of(expected),
                                   snapshot_of(expected, one.weekday));
    CHECK(message.values.size() == reading.at("values").size());
    if (one.frames) return hdlc_message(one.family.header, message.content);
    Octets bare{0xE6, 0xE7, 0x00};
    bare.insert(bare.end(), message.content.begin(), message.content.end());
    return bare;
}

const std::vector<Case>& cases() {
    static const std::vector<Case> all{
        {.name = "no-aidon-1p-list2", .family = aidon, .form = one_phase},
        {.name = "no-aidon-3p-list1", .family = aidon},
        {.name = "no-aidon-list1-log", .family = aidon},
        {.name = "no-aidon-3p-list2", .family = aidon},
        {.name = "no-aidon-3p-list3-hours", .family = aidon, .weekday = false},
        {.name = "no-aidon-6540-list2-log", .family = aidon, .form = three_wire},
        {.name = "no-aidon-6525-list2", .family = aidon, .form = three_wire},
        {.name = "no-aidon-it-list2-apdu", .family = aidon, .form = three_wire, .frames = false},
        {.name = "se-aidon-3p-spec", .family = aidon_sweden},
        {.name = "se-aidon-3p-negative-current", .family = aidon_sweden, .weekday = false},
        {.name = "no-kaifa-3p-list1", .family = kaifa, .form = three_wire},
        {.name = "no-kaifa-3p-list2", .family = kaifa, .form = three_wire},
        {.name = "no-kaifa-1p-list2", .family = kaifa, .form = one_phase},
        {.name = "no-kaifa-ma304h4-list2", .family = kaifa},
        {.name = "no-kaifa-3p-list3-2020", .family = kaifa, .form = three_wire},
        {.name = "no-kaifa-export", .family = kaifa, .form = three_wire},
        {.name = "se-kaifa-1p", .family = kaifa_from_sweden(), .form = one_phase},
        {.name = "se-kaifa-ma304h4", .family = kaifa_sweden},
        {.name = "no-kamstrup-3p-list1", .family = kamstrup},
        {.name = "no-kamstrup-2017-09-tag", .family = with_tagged_time(kamstrup)},
        {.name = "no-kamstrup-1p", .family = kamstrup, .form = one_phase},
        {.name = "no-kamstrup-spec-3p-hourly", .family = kamstrup},
        {.name = "no-kamstrup-spec-1p-1q", .family = kamstrup, .form = one_quadrant},
        {.name = "no-lg-e350-log", .family = landis_gyr, .form = three_wire},
    };
    return all;
}

TEST_CASE("Every encoder comes to the bytes of the captures of its family") {
    if (!std::filesystem::exists(corpus())) {
        MESSAGE("no captures at " << corpus().string() << "; set HANMETER_CORPUS");
        return;
    }
    for (const Case& one : cases()) {
        CAPTURE(one.name);
        const auto folder = corpus() / one.name;
        std::ifstream file{folder / "expected.json"};
        const json expected = json::parse(file);
        Octets stream;
        for (const json& reading : expected.at("readings")) {
            const Octets telegram = encoded(one, reading);
            stream.insert(stream.end(), telegram.begin(), telegram.end());
        }
        CHECK(stream == bytes_of(folder / "capture.bin"));
    }
}

}  // namespace
}  // namespace hanmeter::sim
