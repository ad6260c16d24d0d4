// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/sinks/sink_list.h"

#include <doctest/doctest.h>

#include <set>

using namespace hanmeter;

TEST_CASE("every row makes a sink of its name") {
    std::set<std::string_view> names;
    for (const sinks::SinkKind& kind : sinks::sink_kinds()) {
        CHECK(names.insert(kind.name).second);
        const auto sink = sinks::make_sink(kind.name, {}, {});
        REQUIRE(sink);
        CHECK((*sink)->name() == kind.name);
        CHECK_FALSE(kind.help.empty());
    }
    CHECK(names.contains("domoticz"));
}

TEST_CASE("a kind that is not there and a setting that is wrong are told in words") {
    const auto unknown = sinks::make_sink("carrier-pigeon", {}, {});
    REQUIRE_FALSE(unknown);
    CHECK(unknown.error() == "there is no sink of the kind \"carrier-pigeon\"");
    CHECK_FALSE(sinks::make_sink("domoticz", {.domoticz = {.url = "box:no"}}, {}));
}
