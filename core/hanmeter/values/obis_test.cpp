// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/values/obis.h"

#include <doctest/doctest.h>

#include "support/octets.h"

using hanmeter::tests::octets;
using hanmeter::tests::written;
using hanmeter::values::Obis;

namespace {

std::string read_and_written(std::string_view text) {
    const auto code = Obis::parse(text);
    return code ? written(*code) : "none";
}

}  // namespace

TEST_CASE("six octets are the value groups A to F") {
    const Obis code = Obis::from(octets("0101000281FF"));
    CHECK(code == Obis{1, 1, 0, 2, 129, 255});
    CHECK(written(code) == "1-1:0.2.129.255");
    CHECK(written(Obis::from(octets("000000000000"))) == "0-0:0.0.0.0");
}

TEST_CASE("the longest code fits into max_text") {
    const std::string longest = written(Obis{255, 255, 255, 255, 255, 255});
    CHECK(longest == "255-255:255.255.255.255");
    CHECK(longest.size() == Obis::max_text);
}

TEST_CASE("F may stand behind a star or a point, or nowhere") {
    CHECK(read_and_written("1-0:1.8.0*255") == "1-0:1.8.0.255");
    CHECK(read_and_written("1-0:1.8.0.255") == "1-0:1.8.0.255");
    CHECK(read_and_written("1-0:1.8.0") == "1-0:1.8.0.255");
    CHECK(read_and_written("1-0:1.8.0*01") == "1-0:1.8.0.1");
    CHECK(read_and_written("1-0:1.8.0.0") == "1-0:1.8.0.0");
    CHECK(read_and_written("0-1:24.2.1") == "0-1:24.2.1.255");
}

TEST_CASE("codes without A and B are electricity without a channel") {
    CHECK(read_and_written("1.8.0") == "1-0:1.8.0.255");
    CHECK(read_and_written("1.8.0*255") == "1-0:1.8.0.255");
    CHECK(read_and_written("16.7.0") == "1-0:16.7.0.255");
}

TEST_CASE("what is no code is not read") {
    for (const char* text : {"",
                             "1",
                             "1.8",
                             "1-0:1.8",
                             "1-0:1.8.",
                             "1-0:1.8.0*",
                             "1-0:1.8.0.",
                             "1-0:1.8.0*2x",
                             "1-0:1.8.0 ",
                             " 1-0:1.8.0",
                             "1-0:256.8.0",
                             "1-0:1.8.0*256",
                             "1-0:72:32.0",
                             "1,0:2.7.0",
                             "1-0:4:24.7.0",
                             "1:1.8.0",
                             "-0:1.8.0",
                             "1-:1.8.0",
                             "1-0:-1.8.0",
                             "1-0:1.8.0.255.1",
                             "1-0:99999999999999999999.8.0"}) {
        CAPTURE(text);
        CHECK_FALSE(Obis::parse(text));
    }
}

TEST_CASE("codes are ordered by their groups, A first") {
    CHECK(Obis{0, 1, 1, 0, 0, 255} < Obis{1, 0, 1, 0, 0, 255});
    CHECK(Obis{1, 0, 1, 7, 0, 255} < Obis{1, 0, 1, 8, 0, 0});
    CHECK(Obis{1, 0, 1, 8, 0, 0} < Obis{1, 0, 1, 8, 0, 255});
}
