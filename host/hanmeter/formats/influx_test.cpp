// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/formats/influx.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <nlohmann/json.hpp>
#include <vector>

using namespace hanmeter;

namespace {

std::string line(const values::Reading& reading, std::string_view meter = {}, int digits = 9) {
    std::string out;
    formats::Influx{digits}.write(reading, {.meter = meter}, out);
    return out;
}

}  // namespace

TEST_CASE("numbers, texts, truths; header fields are tags or nothing") {
    std::vector<values::Object> objects(4);
    objects[0].quantity = values::find_quantity("voltage_l1_v");
    objects[0].value = {.kind = values::Value::Kind::number,
                        .number = values::Decimal::of_signed(2300, -1)};
    objects[1].obis = {1, 0, 99, 97, 0, 255};
    objects[1].value = {.kind = values::Value::Kind::text, .text = "say \"yes\" \\ no"};
    objects[2].obis = {0, 0, 96, 3, 10, 255};
    objects[2].value = {.kind = values::Value::Kind::boolean, .truth = true};
    objects[3].obis = {1, 0, 98, 1, 0, 255};
    objects[3].value = {.kind = values::Value::Kind::octets};
    values::Reading reading;
    reading.objects = objects;
    reading.list = "AIDON_V0001";
    reading.meter_id = "7359990000000001";
    reading.time = values::Instant{1'790'000'000'123};
    const std::string fields =
        " voltage_l1_v=230.0,1-0:99.97.0.255=\"say \\\"yes\\\" \\\\ no\",0-0:96.3.10.255=true ";
    CHECK(line(reading) ==
          "electricity,meter=7359990000000001,list=AIDON_V0001" + fields + "1790000000123000000\n");
    CHECK(line(reading, "my home", 3) ==
          "electricity,meter=my\\ home,list=AIDON_V0001" + fields + "1790000000123\n");
    reading.time.reset();
    CHECK(line(reading).ends_with("true\n"));
    reading.objects = std::span{objects}.subspan(3);
    CHECK(line(reading).empty());
}

TEST_CASE("the field of a key never changes its type, whatever a meter sends") {
    using Kind = values::Value::Kind;
    const auto field = [](std::string_view key, const values::Value& value) {
        values::Object object;
        object.quantity = values::find_quantity(key);
        object.value = value;
        values::Reading reading;
        reading.objects = {&object, 1};
        return line(reading);
    };
    const values::Value number{.kind = Kind::number, .number = values::Decimal::of_unsigned(2)};
    const values::Value text{.kind = Kind::text, .text = "0002"};
    const values::Value truth{.kind = Kind::boolean, .truth = true};
    CHECK(field("active_power_import_w", number) == "electricity active_power_import_w=2\n");
    CHECK(field("active_power_import_w", text).empty());
    CHECK(field("active_energy_import_wh", truth).empty());
    CHECK(field("tariff_indicator", text) == "electricity tariff_indicator=\"0002\"\n");
    CHECK(field("tariff_indicator", number) == "electricity tariff_indicator=\"2\"\n");
    CHECK(field("breaker_state", truth) == "electricity breaker_state=\"true\"\n");
    CHECK(field("breaker_state", {.kind = Kind::octets}).empty());
}

TEST_CASE("where only fields with a key are asked for, the others stay away") {
    std::vector<values::Object> objects(2);
    objects[0].obis = {1, 0, 99, 97, 0, 255};
    objects[0].value = {.kind = values::Value::Kind::text, .text = "x"};
    objects[1].quantity = values::find_quantity("active_power_import_w");
    objects[1].value = {.kind = values::Value::Kind::number,
                        .number = values::Decimal::of_signed(-7)};
    values::Reading reading;
    reading.objects = objects;
    const auto keyed = [&reading] {
        std::string out;
        formats::Influx{3, formats::Influx::Fields::keyed}.write(reading, {}, out);
        return out;
    };
    CHECK(keyed() == "electricity active_power_import_w=-7\n");
    // A number whose scale nobody knows has no key.
    objects[1].scale = values::Scale::unknown;
    CHECK(keyed().empty());
}

TEST_CASE("what servers would read differently, or not at all, does not get to them") {
    values::Object object;
    object.obis = {1, 0, 99, 97, 0, 255};
    object.value.kind = values::Value::Kind::text;
    object.value.text = "\xC3\xA5\xFF\n\x7F\xC2\x85\\";
    values::Reading reading;
    reading.objects = {&object, 1};
    CHECK(line(reading, "\xC3\xA5\\,\xFF\r\xC2\x85\\") ==
          "electricity,meter=\xC3\xA5_\\,____ 1-0:99.97.0.255=\"\xC3\xA5    \\\\\"\n");
}

namespace {

std::string any_text() {
    const auto letters = rc::gen::oneOf(
        rc::gen::elementOf(std::string{"\\\\\\,, ==\"\"\n\r\t#ai1"}), rc::gen::arbitrary<char>());
    return *rc::gen::container<std::string>(letters);
}

// The commas and blanks of a line that divide. Readers differ outside quotes: to one a backslash
// escapes itself, to another only what divides.
struct Parts {
    int commas = 0;
    int blanks = 0;
    bool whole = true;
};

Parts parts_of(std::string_view out, bool backslash_escapes_itself) {
    Parts parts;
    bool quoted = false;
    for (std::size_t i = 0; i < out.size(); ++i) {
        const bool fields = parts.blanks > 0;
        if (out[i] == '\\' && (quoted || backslash_escapes_itself || out[i + 1] != '\\')) {
            ++i;
            continue;
        }
        if (out[i] == '"' && fields) quoted = !quoted;  // in a tag it is itself
        if (!quoted && out[i] == ',') ++parts.commas;
        if (!quoted && out[i] == ' ') ++parts.blanks;
    }
    parts.whole = !quoted;
    return parts;
}

}  // namespace

TEST_CASE("no text can make a second line, a second tag or a second field") {
    CHECK(rc::check([] {
        const std::string name = any_text();
        const std::string text = any_text();
        values::Object object;
        object.obis = {1, 0, 99, 97, 0, 255};
        object.value.kind = values::Value::Kind::text;
        object.value.text = text;
        values::Reading reading;
        reading.objects = {&object, 1};
        reading.list = name;
        const std::string out = line(reading, name);
        RC_ASSERT(out.find_first_of("\n\r\t") == out.size() - 1);
        for (const bool either : {false, true}) {
            const Parts parts = parts_of(out, either);
            RC_ASSERT(parts.whole);
            RC_ASSERT(parts.commas == (name.empty() ? 0 : 2));
            RC_ASSERT(parts.blanks == 1);
        }
        // JSON demands UTF-8.
        RC_ASSERT(nlohmann::json::accept(nlohmann::json(out).dump()));
    }));
}
