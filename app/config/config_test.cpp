// SPDX-License-Identifier: Apache-2.0
#include "app/config/config.h"

#include <doctest/doctest.h>

#include <set>

using namespace hanmeter::app;

namespace {

std::vector<std::string> errors_of(std::string_view text) {
    const auto parsed = config::parse(text, "x.toml");
    return parsed ? std::vector<std::string>{} : parsed.error();
}

}  // namespace

TEST_CASE("what design says is read") {
    const auto parsed = config::parse(R"(
[[meter]]
name   = "home"
source = "sim:aidon-3p?speed=100"
baud   = 115200
multiply = { current = 100, voltage = "110.5" }

[[meter]]
source = "tcp://10.0.0.7:8481"

[store]
path = "/tmp/x.db"
keep_readings = "7d"

[sink.domoticz]
energy_idx = 13

[sink.domoticz.cellar]
url = "http://10.0.0.9:8080"
)",
                                      "x.toml");
    REQUIRE_MESSAGE(parsed, (parsed ? "" : parsed.error().front()));
    REQUIRE(parsed->meters.size() == 2);
    CHECK(parsed->meters[0].values.text("name") == "home");
    CHECK(parsed->meters[0].values.number("baud") == 115'200);
    CHECK(parsed->meters[1].values.text("baud") == "auto");
    CHECK(parsed->meters[0].values.list("multiply") ==
          std::vector<std::string>{"current=100", "voltage=110.5"});
    CHECK(parsed->store.values.duration("keep_readings") == std::chrono::hours{168});
    CHECK(parsed->store.values.size("keep_bytes") == 4'294'967'296);
    REQUIRE(parsed->sinks.size() == 2);
    CHECK(parsed->sinks[0].title == "sink.domoticz");
    CHECK(parsed->sinks[1].title == "sink.domoticz.cellar");
    CHECK(parsed->sinks[1].kind == "domoticz");
    CHECK(config::problems(*parsed).empty());
}

TEST_CASE("each mistake is told with its place and what was meant") {
    CHECK(errors_of("[[meter]]\nsuorce = \"x\"\n") ==
          std::vector<std::string>{
              "x.toml:2:1: meter 1 has no setting `suorce`; did you mean source?",
              "x.toml:1:1: meter 1 needs `source = ...`: Where it is read: a serial port, "
              "tcp://HOST:PORT, tcp-listen://:PORT, udp://:PORT, rfc2217://HOST:PORT, "
              "mqtt://BROKER/TOPIC, sim:MODEL or a file"});
    CHECK(errors_of("[stroe]\n") ==
          std::vector<std::string>{"x.toml:1:2: there is no section `stroe`; did you mean store?"});
    CHECK(errors_of("[sink.domotics]\n")[0].find("did you mean domoticz?") != std::string::npos);
    CHECK(errors_of("[store]\nsync = 10\n") ==
          std::vector<std::string>{"x.toml:2:8: sync: a duration in quotes is wanted, as in "
                                   "\"10s\" or \"90d\""});
    CHECK(errors_of("[store]\nsync = \"10\"\n")[0].find("x.toml:2:8: sync: a duration is wanted") ==
          0);
    CHECK(errors_of("[[meter]]\nsource=\"x\"\nparity = \"evn\"\n")[0].find("none even odd") !=
          std::string::npos);
    CHECK(errors_of("[[meter]]\nsource=\"x\"\nbaud = \"2400\"\n")[0].find("without quotes") !=
          std::string::npos);
    CHECK(errors_of("[meter]\nsource=\"x\"\n")[0].find("[[meter]] is wanted") != std::string::npos);
    CHECK(errors_of("[[meter]\n").size() == 1);
}

TEST_CASE("what does not fit together") {
    const auto parsed = config::parse(
        "[[meter]]\nname=\"a\"\nsource=\"x\"\n[[meter]]\nname=\"a\"\nsource=\"y\"\n", "x.toml");
    REQUIRE(parsed);
    CHECK(config::problems(*parsed) ==
          std::vector<std::string>{"two meters are called \"a\": each needs a name of its own"});
}

TEST_CASE("an option counts more than the file, and makes what is not there") {
    auto parsed = config::parse("[store]\nsync = \"1s\"\n", "x.toml");
    REQUIRE(parsed);
    CHECK(config::apply(*parsed, {"store.sync", "2s", "--store-sync"}).empty());
    CHECK(config::apply(*parsed, {"meter.source", "sim:aidon-3p", "--meter-source"}).empty());
    CHECK(config::apply(*parsed, {"sink.domoticz.power_idx", "12", "X"}).empty());
    CHECK(config::apply(*parsed, {"store.sync", "soon", "--store-sync"}) ==
          "--store-sync: a duration is wanted, as in \"10s\", \"5min\" or \"90d\"");
    CHECK(parsed->store.values.duration("sync") == std::chrono::seconds{2});
    REQUIRE(parsed->meters.size() == 1);
    CHECK(parsed->meters[0].values.text("source") == "sim:aidon-3p");
    REQUIRE(parsed->sinks.size() == 1);
    CHECK(parsed->sinks[0].values.number("power_idx") == 12);
}

TEST_CASE("options and variables have names of their own") {
    std::set<std::string> names;
    for (const std::string& path : config::paths()) {
        CHECK(names.insert(config::option_of(path)).second);
        CHECK(names.insert(config::variable_of(path)).second);
    }
    CHECK(names.contains("--store-keep-bytes"));
    CHECK(names.contains("HANMETER_SINK_DOMOTICZ_URL"));
}

TEST_CASE("the sample is a file that can be read, and so is it with its examples on") {
    const std::string sample = config::sample();
    CHECK_MESSAGE(errors_of(sample).size() == 1, sample);  // the meter has no source yet
    std::string on;
    for (std::size_t at = 0; at < sample.size();) {
        const std::size_t end = sample.find('\n', at);
        std::string_view line{sample.data() + at, end - at};
        const bool setting = line.starts_with("# ") && line.find(" = ") != std::string_view::npos &&
                             line.find(' ', 2) == line.find(" = ");
        if (setting || line.starts_with("# [")) line.remove_prefix(2);
        on += std::string{line} + '\n';
        at = end + 1;
    }
    CHECK_MESSAGE(errors_of(on).empty(), on);
}

TEST_CASE("what is printed reads back, and shows no secret") {
    auto parsed = config::parse(
        "[[meter]]\nname=\"a \\\"b\\\\\"\nsource=\"x\"\nkey=\"00112233445566778899AABBCCDDEEFF\"\n"
        "auth_key=\"@/etc/k\"\nmultiply={current=100}\n[sink.domoticz]\npassword=\"hunter2\"\n",
        "x.toml");
    REQUIRE(parsed);
    const std::string text = config::print(*parsed);
    CHECK(text.find("0011") == std::string::npos);
    CHECK(text.find("hunter2") == std::string::npos);
    const auto again = config::parse(text, "again");
    REQUIRE_MESSAGE(again, (again ? "" : again.error().front() + "\n" + text));
    CHECK(again->meters[0].values.text("name") == "a \"b\\");
    CHECK(again->meters[0].values.text("auth_key") == "@/etc/k");
    CHECK(again->meters[0].values.list("multiply") == std::vector<std::string>{"current=100"});
}
