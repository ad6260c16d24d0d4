// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/formats/influx.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

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

TEST_CASE("no text can make a second line or a second field") {
    CHECK(rc::check([](const std::string& name, const std::string& text) {
        std::vector<values::Object> objects(1);
        objects[0].obis = {1, 0, 99, 97, 0, 255};
        objects[0].value = {.kind = values::Value::Kind::text, .text = text};
        values::Reading reading;
        reading.objects = objects;
        reading.list = name;
        const std::string out = line(reading, name);
        RC_ASSERT(std::count(out.begin(), out.end(), '\n') == 1);
        // Commas and blanks that count are those which are not escaped, nor between quotes.
        int commas = 0;
        int blanks = 0;
        bool quoted = false;
        for (std::size_t i = 0; i < out.size(); ++i) {
            if (out[i] == '\\') {
                ++i;
                continue;
            }
            if (out[i] == '"' && blanks > 0) quoted = !quoted;  // in a tag it is itself
            if (!quoted && out[i] == ',') ++commas;
            if (!quoted && out[i] == ' ') ++blanks;
        }
        RC_ASSERT(!quoted);
        RC_ASSERT(commas == (name.empty() ? 0 : 2));
        RC_ASSERT(blanks == 1);
    }));
}
