// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/formats/value_json.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <vector>

#include "hanmeter/formats/csv.h"
#include "hanmeter/formats/json.h"
#include "hanmeter/formats/objects.h"
#include "hanmeter/formats/sample_reading.h"

using namespace hanmeter;
using namespace hanmeter::formats;
using namespace hanmeter::formats::testing;

namespace {

std::string lists_of(const std::vector<std::uint8_t>& data) {
    std::string out;
    JsonWriter json{out};
    write_value({.kind = Value::Kind::composite, .data = data}, json);
    return out;
}

// structure { -1, true, "AB", 00FF, null-data, array { 1, 65535 }, structure {} }
const std::vector<std::uint8_t> mixed{0x02, 0x07, 0x0F, 0xFF, 0x03, 0x01, 0x0A, 0x02,
                                      'A',  'B',  0x09, 0x02, 0x00, 0xFF, 0x00, 0x01,
                                      0x02, 0x11, 0x01, 0x12, 0xFF, 0xFF, 0x02, 0x00};
const std::string mixed_lists = R"([-1,true,"AB","00ff",[1,65535],[]])";

}  // namespace

TEST_CASE("arrays and structures are nested lists") {
    CHECK(lists_of(mixed) == mixed_lists);
    CHECK(lists_of({0x01, 0x00}) == "[]");
    CHECK(lists_of({0x02, 0x01, 0x02, 0x01, 0x02, 0x01, 0x16, 0x1B}) == "[[[27]]]");
}

TEST_CASE("the widest integers and a float in a list are exact") {
    CHECK(lists_of({0x01, 0x02, 0x15, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                    0xFF, 0x14, 0x80, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00}) ==
          "[18446744073709551615,-9223372036854775808]");
    CHECK(lists_of({0x01, 0x02, 0x17, 0x3D, 0xCC, 0xCC, 0xCD, 0x17, 0x7F, 0xC0, 0x00, 0x00}) ==
          R"([0.1,"NaN"])");
}

TEST_CASE("data that breaks off is still one JSON value") {
    // A count that is larger than what follows is refused before anything is written.
    const std::size_t believable = 9;
    for (std::size_t size = 0; size < mixed.size(); ++size) {
        CAPTURE(size);
        const std::string cut =
            lists_of({mixed.begin(), mixed.begin() + static_cast<std::ptrdiff_t>(size)});
        CHECK(nlohmann::json::accept(cut));
        CHECK(cut.front() == (size < believable ? '"' : '['));
    }
}

TEST_CASE("a composite value in each format") {
    values::Reading reading{.check = values::Check::fcs};
    const std::vector<Object> objects{
        object("1-0:99.97.0", {.kind = Value::Kind::composite, .data = mixed}, 0x02)};
    reading.objects = objects;
    Objects all;
    CHECK(written(all, reading) ==
          R"({"framing":"hdlc","check":"fcs","encrypted":false,"objects":[)"
          R"({"obis":"1-0:99.97.0.255","groups":)" +
              mixed_lists + R"(,"type":"structure"}]})" + "\n");
    Json flat;
    CHECK(written(flat, reading) == R"({"1-0:99.97.0.255":)" + mixed_lists + "}\n");
    const auto csv = make_csv({.columns = {"1-0:99.97.0"}}).value();
    CHECK(written(*csv, reading) == "\"[-1,true,\"\"AB\"\",\"\"00ff\"\",[1,65535],[]]\"\n");
}
