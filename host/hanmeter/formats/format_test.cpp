// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/formats/format.h"

#include <doctest/doctest.h>

#include "hanmeter/formats/sample_reading.h"
#include "hanmeter/formats/target.h"

using namespace hanmeter;
using namespace hanmeter::formats;
using namespace hanmeter::formats::testing;

TEST_CASE("every format of the table can be made and goes by its name") {
    Aidon aidon;
    for (const Format& format : formats::formats()) {
        CAPTURE(format.name);
        const auto made = make_formatter(format.name);
        REQUIRE(made);
        std::string out;
        (*made)->begin(out);
        (*made)->write(aidon(), {}, out);
        (*made)->end(out);
        CHECK(out.empty() == (format.name == "null"));
        CHECK((out.empty() || out.back() == '\n'));
    }
}

TEST_CASE("a name that is no format is refused with those that are") {
    CHECK(make_formatter("xml").error() ==
          "there is no format 'xml'; it can be text, json, objects, csv, influx or null");
    CHECK_FALSE(make_formatter(""));
    CHECK_FALSE(make_formatter("JSON"));
}

TEST_CASE("targets") {
    CHECK(parse_target("json") == Target{"json", ""});
    CHECK(parse_target("csv:/tmp/a.csv") == Target{"csv", "/tmp/a.csv"});
    CHECK(parse_target("objects:a:b") == Target{"objects", "a:b"});
    CHECK(parse_target("text:-") == Target{"text", ""});
    CHECK(parse_target("null")->to_stdout());
    CHECK(parse_target("json:").error() == "a file has to follow the colon of 'json:'");
    CHECK(parse_target("jsn:/tmp/x").error() ==
          "there is no format 'jsn'; it can be text, json, objects, csv, influx or null");
    CHECK_FALSE(parse_target(""));
    CHECK_FALSE(parse_target(":x"));
}
