// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/sinks/sink_list.h"

#include <doctest/doctest.h>

#include <set>

using namespace hanmeter;
using pipeline::SettingValues;

TEST_CASE("every row makes a sink that goes by its name, and explains its settings") {
    std::set<std::string_view> names;
    for (const sinks::SinkKind& kind : sinks::sink_kinds()) {
        CAPTURE(kind.name);
        CHECK(names.insert(kind.name).second);
        CHECK_FALSE(kind.help.empty());
        SettingValues values{kind.settings};
        for (const pipeline::Setting& setting : kind.settings) {
            CHECK_FALSE(setting.says.empty());
            CHECK_FALSE(setting.says.ends_with('.'));
            CHECK(pipeline::wrong_value(setting, setting.fallback).empty() ==
                  (!setting.fallback.empty() || pipeline::wrong_value(setting, "").empty()));
            if (setting.needed) values.set(setting.key, std::string{setting.sample});
        }
        const auto sink = sinks::make_sink(kind.name, values, "some.where", {});
        REQUIRE_MESSAGE(sink, (sink ? "" : sink.error()));
        CHECK((*sink)->name() == "some.where");
    }
    CHECK(names.contains("domoticz"));
}

TEST_CASE("a kind that is not there and a setting that is wrong are told in words") {
    const auto unknown = sinks::make_sink("carrier-pigeon", {}, "x", {});
    REQUIRE_FALSE(unknown);
    CHECK(unknown.error() == "there is no sink of the kind \"carrier-pigeon\"");
    SettingValues values{sinks::find_sink_kind("domoticz")->settings};
    values.set("url", std::string{"box:no"});
    CHECK_FALSE(sinks::make_sink("domoticz", values, "domoticz", {}));
}
